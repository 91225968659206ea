import type { Candidate, Fraction, Joules } from "@joulebook/core";

/** The best that was possible at a budget, found by trying every candidate and every pair. */
export interface Oracle {
  /** Accuracy of the best single candidate within the budget. */
  readonly single: Fraction;
  /** Mean accuracy of the best mixture within the budget. */
  readonly mix: Fraction;
  /** (B - E) / B of the dearest single candidate within the budget: the least gap that any one candidate leaves. */
  readonly leastGap: Fraction;
}

/**
 * The best single candidate and the best mixture of two at a mean energy of at most the budget; undefined when even
 * the cheapest costs more. Brute force, O(n²): what `recommend` is held against, sharing no code with it.
 */
export function oracle(
  candidates: readonly Pick<Candidate, "energy" | "accuracy">[],
  budget: Joules,
): Oracle | undefined {
  const within = candidates.filter(({ energy }) => energy <= budget);
  if (within.length === 0) return undefined;
  const single = Math.max(...within.map(({ accuracy }) => accuracy));
  const dearest = Math.max(...within.map(({ energy }) => energy));
  let mix = single;
  for (const high of candidates) {
    if (high.energy <= budget) continue;
    for (const low of within) {
      const share = (budget - low.energy) / (high.energy - low.energy);
      mix = Math.max(mix, low.accuracy + share * (high.accuracy - low.accuracy));
    }
  }
  return { single, mix, leastGap: (budget - dearest) / budget };
}
