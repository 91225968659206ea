import { type AcceleratorDevice, InputError, type Layer, type Network } from "@joulebook/core";
import { computeCore } from "../accelerator/compute-core.js";
import { leakage } from "../accelerator/leakage.js";
import { outermostTraffic } from "../accelerator/outermost-traffic.js";
import type { LayerCost, NetworkCost } from "../estimate/estimate.js";
import { type Dataflow, systolicCycles, systolicProduct } from "./systolic-cycles.js";

/** A layer on a systolic array. */
export interface SystolicLayer extends LayerCost {
  readonly cycles: number;
  readonly macEnergy?: number;
  /** MACs over units x cycles; `spatial` without filling and draining the array. */
  readonly utilisation?: { readonly ideal: number; readonly spatial: number; readonly whole: number };
}

/** Cost of a network on a systolic array, from closed forms. */
export interface SystolicCost extends NetworkCost {
  readonly latencyCycles: number;
  readonly layers: readonly SystolicLayer[];
}

/**
 * A first answer before mappings are searched: stall-free cycles of each product on the core's two-dimensional array, and the
 * least energy, that of the MACs and of each tensor crossing the outermost memory once, and what leaks meanwhile.
 *
 * Source: docs/equations.md#systolic-arrays
 *
 * @throws InputError (exit code 3) unless the device has one compute core with an array of two dimensions
 */
export function systolicCost(
  network: Network,
  device: AcceleratorDevice,
  { dataflow, bits }: { readonly dataflow: Dataflow; readonly bits?: number },
): SystolicCost {
  const core = computeCore(device);
  const dimensions = core.array?.dimensions ?? [];
  const [rows, columns] = dimensions;
  if (rows === undefined || columns === undefined || dimensions.length !== 2) {
    const message = `${device.id} has an array of ${dimensions.length} dimensions; a systolic array has two`;
    throw new InputError([{ code: "not-systolic", message, expected: "rows and columns" }]);
  }
  const array = { rows: rows.size, columns: columns.size, dataflow };
  const unitEnergy = core.array?.unitEnergy ?? 0;
  const clock = device.clock?.value;
  const layers = network.layers.map((layer): SystolicLayer => {
    const { name, kind, macs } = layer;
    const moved = traffic(layer);
    const loops = macs > 0 ? (layer.loops ?? []) : [];
    if (loops.length === 0) return { name, kind, macs, ...timed(moved.energy + layer.ops * unitEnergy, moved.cycles) };
    const parts = loops.map((one) => ({ times: one.times ?? 1, ...systolicCycles(systolicProduct(one), array) }));
    const cycles = parts.reduce((sum, part) => sum + part.times * part.cycles, 0);
    const filling = parts.reduce(
      (sum, part) => sum + part.times * part.folds * (2 * array.rows + array.columns - 2),
      0,
    );
    const share = (of: number): number => macs / (array.rows * array.columns * of);
    const utilisation = { spatial: share(cycles - filling), ideal: share(cycles), whole: share(cycles) };
    const macEnergy = macs * unitEnergy;
    return { name, kind, macs, ...timed(macEnergy + moved.energy, cycles), macEnergy, utilisation };
  });
  const cycles = layers.reduce((sum, layer) => sum + layer.cycles, 0);
  const { energy: leak, ...overhead } = leakage(core, cycles, clock);
  return {
    ...timed(
      layers.reduce((sum, { energy = 0 }) => sum + energy, leak),
      cycles,
    ),
    ...overhead,
    latencyCycles: cycles,
    layers,
    notices: [
      {
        code: "note",
        message: `a systolic array in closed form, ${dataflow}: cycles without stalls; energy of MACs and of each tensor but biases crossing the outermost memory once, and what leaks meanwhile, which is the least there can be`,
      },
    ],
  };

  function traffic({ inputs, weights, outputs, ops }: Layer): { readonly energy: number; readonly cycles: number } {
    if (ops === 0) return { energy: 0, cycles: 0 };
    // Biases are no part of the products, here as in the mapped engine.
    const matrices = weights.filter((weight) => (network.tensors[weight]?.shape.length ?? 0) > 1);
    return outermostTraffic(network, core, { read: [...inputs, ...matrices], written: outputs }, bits);
  }

  function timed(energy: number, of: number): { readonly energy: number; readonly cycles: number; latency?: number } {
    return { energy, cycles: of, ...(clock === undefined ? {} : { latency: of / clock }) };
  }
}
