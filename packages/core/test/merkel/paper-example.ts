import { merkelCounts } from "../../src/index.js";

/** Plausible accuracies of depths 1 to 6 (chosen for these tests; the paper prints none). */
export const accuracies: readonly number[] = [0.4, 0.64, 0.72, 0.76, 0.785, 0.8];

/** Decision costs of depths 1 to 6 at 64 filters, in units of the deepest one's MACs. */
export const decisionCosts: readonly number[] = accuracies.map(
  (_, i) => merkelCounts({ depth: i + 1 }).macs / 94_762_240,
);
