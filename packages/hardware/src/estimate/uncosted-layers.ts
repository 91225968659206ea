import type { LayerKind } from "@joulebook/core";
import type { EstimateNotice, LayerCost } from "./estimate.js";

/** One notice that names the kinds of layers nobody characterised: they are missing from the sums, not free. */
export function uncostedNotices(layers: readonly LayerCost[]): readonly EstimateNotice[] {
  const kinds = new Map<LayerKind, number>();
  for (const { kind, latency } of layers) {
    if (latency === undefined) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  if (kinds.size === 0) return [];
  const list = [...kinds].map(([kind, count]) => `${kind} (${count} ${count === 1 ? "layer" : "layers"})`).join(", ");
  return [
    {
      code: "uncosted-layers",
      message: `the device file does not say what these cost, so the sums lack them: ${list}`,
    },
  ];
}
