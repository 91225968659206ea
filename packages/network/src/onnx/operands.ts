import { indexKinds } from "../reading/index-kinds.js";
import type { PlannedLayer, StoredConstant } from "../reading/planned-graph.js";
import type { NodeView, Outcome } from "./operator.js";
import type { Value } from "./value.js";

/** What a layer reads: activations; constants whose elements are parameters; constants that are settings. */
export function operands(
  view: NodeView,
  outcome: Outcome | undefined,
): Pick<PlannedLayer, "inputs" | "parameters" | "settings"> {
  const inputs = new Set<Value>();
  const parameters: StoredConstant[] = [];
  const settings: StoredConstant[] = [];
  for (const [index, value] of view.inputs.entries()) {
    if (value === undefined) continue;
    if (value.constant !== true) {
      inputs.add(value);
      continue;
    }
    const { stored } = value;
    const isParameter = outcome?.parameters?.includes(index) === true;
    const isWeight =
      isParameter && !(stored?.isIndex === true && outcome !== undefined && indexKinds.has(outcome.kind));
    const packed = outcome?.packed;
    if (stored !== undefined && packed?.input === index)
      parameters.push({ name: stored.name, shape: packed.shape, bits: packed.bits, isIndex: false });
    else if (stored !== undefined && isWeight) parameters.push(stored);
    else if (stored !== undefined && stored.isComputed !== true) settings.push(stored);
  }
  return { inputs: [...inputs], parameters, settings };
}
