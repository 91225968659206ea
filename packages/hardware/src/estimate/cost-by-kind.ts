import type { LayerKind } from "@joulebook/core";
import type { KindCost, LayerCost } from "./estimate.js";

/**
 * Cost of a network split by what its layers do, in the order in which kinds first appear; the parts sum to the whole.
 * Source: docs/equations.md#operation-table
 *
 * @example costByKind([{ name: "a", kind: "dense", macs: 2, energy: 1, latency: 3 }]).dense?.energy // => 1
 */
export function costByKind(layers: readonly LayerCost[]): Readonly<Partial<Record<LayerKind, KindCost>>> {
  const kinds = new Map<LayerKind, KindCost>();
  for (const { kind, macs, energy, latency } of layers) {
    const sum = kinds.get(kind) ?? { layers: 0, macs: 0 };
    kinds.set(kind, {
      ...sum,
      layers: sum.layers + 1,
      macs: sum.macs + macs,
      ...(energy === undefined ? {} : { energy: (sum.energy ?? 0) + energy }),
      ...(latency === undefined ? {} : { latency: (sum.latency ?? 0) + latency }),
    });
  }
  return Object.fromEntries(kinds);
}
