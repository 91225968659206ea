import { nonDominatedSort } from "../sorting/non-dominated-sort.js";
import type { Scores } from "./search-algorithm.js";

/**
 * Fronts under constrained domination (Deb et al. 2002): feasible designs first, sorted among themselves by domination;
 * then infeasible ones, each violation a front of its own, the smallest first. Indices as in `nonDominatedSort`.
 *
 * @throws RangeError if the objectives of feasible designs differ in number or hold NaN
 * @example constrainedSort([{ objectives: [3] }, { objectives: [1], violation: 2 }, { objectives: [2], violation: 1 }]) // => [[0], [2], [1]]
 */
export function constrainedSort(scores: readonly Scores[]): number[][] {
  const feasible = scores.flatMap(({ violation = 0 }, index) => (violation === 0 ? [index] : []));
  const fronts = nonDominatedSort(feasible.map((index) => scores[index]?.objectives as readonly number[])).map(
    (front) => front.map((place) => feasible[place] as number),
  );
  const byViolation = new Map<number, number[]>();
  scores.forEach(({ violation = 0 }, index) => {
    if (violation === 0) return;
    const same = byViolation.get(violation);
    if (same === undefined) byViolation.set(violation, [index]);
    else same.push(index);
  });
  const violations = [...byViolation.keys()].toSorted((a, b) => a - b);
  return [...fronts, ...violations.map((violation) => byViolation.get(violation) as number[])];
}
