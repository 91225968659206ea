import type { Fraction } from "@joulebook/core";

/**
 * Share of the dearer of two parts that spends the budget: p = (B - low) / (high - low), a fraction.
 *
 * Rounded so that the mean cost computed in double precision, (1 - p)·low + p·high, is never above the budget; it is
 * below it by at most a few units in the last place. Source: docs/equations.md#mix
 *
 * @throws RangeError unless low <= budget < high
 * @example mixShare({ low: 1, high: 3, budget: 2 }) // => 0.5
 */
export function mixShare({ low, high, budget }: { low: number; high: number; budget: number }): Fraction {
  if (!(low <= budget && budget < high)) {
    throw new RangeError(`mixShare: needs low <= budget < high, got ${low}, ${budget}, ${high}`);
  }
  let share = (budget - low) / (high - low);
  for (let attempt = 0; attempt < 8; attempt++) {
    const excess = mixed(share, low, high) - budget;
    if (excess <= 0) return share;
    share = Math.max(0, share - Math.max(excess / (high - low), share * Number.EPSILON));
  }
  return 0;
}

/** Mean of two parts' values when the second is used for `share` of the inferences. */
export function mixed(share: Fraction, low: number, high: number): number {
  return (1 - share) * low + share * high;
}
