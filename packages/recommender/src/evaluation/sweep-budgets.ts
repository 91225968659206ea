import type { Candidate, Joules } from "@joulebook/core";

/**
 * Budgets spaced evenly in the logarithm, from the cheapest candidate's energy to that of the most accurate one (the
 * cheapest of equals), in joules per inference. Source: docs/equations.md#budget-sweep
 *
 * @throws RangeError without candidates, or for fewer than two budgets
 * @example sweepBudgets([{ energy: 1, accuracy: 0.5 }, { energy: 100, accuracy: 0.9 }], 3) // => [1, 10, 100]
 */
export function sweepBudgets(
  candidates: readonly Pick<Candidate, "energy" | "accuracy">[],
  count: number = 50,
): readonly Joules[] {
  if (candidates.length === 0) throw new RangeError("sweepBudgets: needs at least one candidate, got none");
  if (!(Number.isInteger(count) && count >= 2))
    throw new RangeError(`sweepBudgets: needs 2 budgets or more, got ${count}`);
  const cheapest = Math.min(...candidates.map(({ energy }) => energy));
  const top = candidates.reduce((best, other) =>
    other.accuracy > best.accuracy || (other.accuracy === best.accuracy && other.energy < best.energy) ? other : best,
  );
  const last = count - 1;
  return Array.from({ length: count }, (_, k) => {
    if (k === 0) return cheapest;
    return k === last ? top.energy : cheapest * (top.energy / cheapest) ** (k / last);
  });
}
