import { type Network, quoteInput } from "@joulebook/core";
import { networkDraft } from "../build/network-draft.js";
import { badNetwork } from "./bad-network.js";
import { cleanName } from "./clean-name.js";
import type { PlannedGraph, PlannedValue, StoredConstant } from "./planned-graph.js";
import { tallied } from "./tallied.js";

/**
 * The network of a planned graph. Tensors get their numbers in the order in which they are met: inputs, then what each
 * layer reads and writes. What a layer reads and nothing makes comes from outside: it becomes an input.
 */
export function assembleNetwork(
  name: string,
  plan: PlannedGraph & { readonly inputs: readonly PlannedValue[] },
  source: NonNullable<Network["source"]>,
  notes: readonly string[],
): Network {
  const draft = networkDraft();
  const activations = new Map<PlannedValue, number>();
  const constants = new Map<StoredConstant, number>();
  const constant = (stored: StoredConstant): number => {
    const { shape, bits } = stored;
    const index = constants.get(stored) ?? draft.tensor({ name: cleanName(stored.name), shape, bits, constant: true });
    constants.set(stored, index);
    return index;
  };
  const tensor = (value: PlannedValue): number => {
    if (value.stored !== undefined) return constant(value.stored);
    // A tensor of unknown shape takes no part in sums; the notes say which.
    const { shape = [0], bits } = value;
    const index = activations.get(value) ?? draft.tensor({ name: cleanName(value.name), shape, bits });
    activations.set(value, index);
    return index;
  };
  const inputs = plan.inputs.map(tensor);
  const written = new Set(inputs);
  for (const layer of plan.layers) {
    const read = layer.inputs.map(tensor);
    for (const index of read) {
      if (written.has(index)) continue;
      inputs.push(index);
      written.add(index);
    }
    const outputs = layer.outputs.map(tensor);
    for (const index of outputs) written.add(index);
    const counted = {
      ...layer,
      name: cleanName(layer.name),
      op: cleanName(layer.op),
      inputs: read,
      parameters: layer.parameters.map(constant),
      settings: layer.settings.map(constant),
      outputs,
    };
    try {
      draft.layer(counted);
    } catch (error) {
      // Extents of one tensor each are checked; their product over a layer's loops may still be beyond exact counting.
      if (error instanceof RangeError) throw badNetwork(`${counted.op} ${quoteInput(counted.name)}: ${error.message}`);
      throw error;
    }
  }
  return draft.finish(name, {
    inputs,
    outputs: plan.outputs.map(tensor),
    source,
    unsupported: tallied(plan.unsupported),
    notes,
  });
}
