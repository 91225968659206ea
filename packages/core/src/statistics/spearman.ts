import { sampleRankCorrelation } from "simple-statistics";
import { checkPairs } from "./kendall-tau.js";

/**
 * Spearman's rank correlation: the correlation of ranks, tied values sharing their mean rank; from -1 to 1.
 *
 * `undefined` where every x or every y is the same. Source: docs/equations.md#rank-correlation
 *
 * @throws RangeError if the lengths differ, there are fewer than two pairs, or a value is NaN
 * @example spearman([1, 2, 3, 4], [1, 3, 2, 4]) // => 0.8
 */
export function spearman(x: readonly number[], y: readonly number[]): number | undefined {
  checkPairs("spearman", x, y);
  const correlation = sampleRankCorrelation([...x], [...y]);
  return Number.isNaN(correlation) ? undefined : correlation;
}
