import type { BudgetAxis, Candidate } from "@joulebook/core";
import { plannedInference } from "./planned.js";
import type { WorthMeasuring } from "./reason.js";
import type { RecommendationRequest } from "./request.js";
import { constraintBit, type Screened } from "./screen.js";
import { probabilityWithinBudget } from "./within-budget.js";

/** A chance below this is not worth a measurement. */
const leastChance = 0.01;

/**
 * The measurements that could change the choice: candidates that are more accurate and meet all other limits, whose uncertain
 * energy keeps the budget with some probability but not with the one asked for. The expected gain is that probability times
 * the accuracy gained (value of perfect information on one energy, the others as they are). Best first.
 *
 * Source: docs/equations.md#value-of-information
 */
export function worthMeasuring(
  { candidates, accuracy, violated }: Screened,
  { margin = 0 }: RecommendationRequest,
  axis: BudgetAxis,
  { chosenAccuracy, count }: { readonly chosenAccuracy: number; readonly count: number },
): readonly WorthMeasuring[] {
  const found: WorthMeasuring[] = [];
  for (let index = 0; index < violated.length; index++) {
    if (violated[index] !== constraintBit.budget || (accuracy[index] as number) <= chosenAccuracy) continue;
    const candidate = candidates[index] as Candidate;
    const energy = plannedInference(candidate, { margin }).energy;
    const probability = probabilityWithinBudget({ ...candidate, ...scaled(candidate, energy) }, axis);
    if (probability === undefined || probability < leastChance) continue;
    const accuracyGain = candidate.accuracy - chosenAccuracy;
    found.push({
      kind: "worth-measuring",
      candidate,
      probability,
      accuracyGain,
      expectedGain: probability * accuracyGain,
    });
  }
  return found.toSorted((a, b) => b.expectedGain - a.expectedGain).slice(0, count);
}

/** Energy and interval at the planned margin. */
function scaled(candidate: Candidate, energy: number): Partial<Candidate> {
  const ratio = energy / candidate.energy;
  const { energyInterval: interval, energyMax } = candidate;
  return {
    energy,
    ...(energyMax === undefined ? {} : { energyMax: energyMax * ratio }),
    ...(interval === undefined
      ? {}
      : { energyInterval: { ...interval, low: interval.low * ratio, high: interval.high * ratio } }),
  };
}
