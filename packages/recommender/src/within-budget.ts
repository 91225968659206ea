import type { BudgetAxis, Candidate, Fraction } from "@joulebook/core";
import { plannedInference, probabilityWithin } from "./planned.js";

/**
 * Probability that a candidate costs at most `limit` on the axis, by the interval of its energy; undefined without one.
 * A cost that no energy can bring under the limit has probability 0.
 */
export function probabilityWithinBudget(candidate: Candidate, axis: BudgetAxis): Fraction | undefined {
  const { energy, energyInterval } = candidate;
  if (energyInterval === undefined) return undefined;
  return probabilityWithin(energy, energyInterval, largestEnergy(candidate, axis));
}

/** The largest energy at which the candidate still keeps the limit; costs rise with energy. */
function largestEnergy(candidate: Candidate, axis: BudgetAxis): number {
  const costAt = (scale: number): number => axis.cost(plannedInference(candidate, { margin: scale - 1 }));
  if (!(costAt(1e-9) <= axis.limit)) return 0;
  let [low, high] = [1e-9, 1];
  while (costAt(high) <= axis.limit) {
    if (high > 1e9) return Infinity;
    [low, high] = [high, high * 2];
  }
  for (let step = 0; step < 100; step++) {
    const middle = Math.sqrt(low * high);
    if (costAt(middle) <= axis.limit) low = middle;
    else high = middle;
  }
  return candidate.energy * low;
}
