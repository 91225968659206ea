import type { Scores } from "./search-algorithm.js";

/**
 * NACHOS's adaptive penalty: the last objective c becomes φ·c + (1 - φ)·penalty·violation, with φ the share of feasible
 * designs, and the limit itself no longer sorts. With all feasible nothing changes; with none only the violation counts.
 *
 * Source: docs/equations.md#adaptive-penalty
 *
 * @example adaptivePenalty([{ objectives: [1, 4] }, { objectives: [1, 2], violation: 1 }], 10) // => [{ objectives: [1, 2] }, { objectives: [1, 6] }]
 */
export function adaptivePenalty(scores: readonly Scores[], penalty: number): Scores[] {
  const feasible = scores.filter(({ violation = 0 }) => violation === 0).length / scores.length;
  return scores.map(({ objectives, violation = 0 }) => ({
    objectives: objectives.map((value, k) =>
      k < objectives.length - 1 ? value : feasible * value + (1 - feasible) * penalty * violation,
    ),
  }));
}
