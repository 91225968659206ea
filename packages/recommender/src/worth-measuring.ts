import type { BudgetAxis, Candidate } from "@joulebook/core";
import { plannedInference } from "./planned.js";
import type { WorthMeasuring } from "./reason.js";
import type { RecommendationRequest } from "./request.js";
import { constraintBit, type Screened } from "./screen.js";
import { probabilityWithinBudget } from "./within-budget.js";

/** A chance below this is not worth a measurement. */
const leastChance = 0.01;
/** Chances are asked for on a grid of so many steps: few quantiles to work out. */
const chanceSteps = 64;

/**
 * The measurements that could change the choice: candidates that are more accurate and meet all other limits, whose uncertain
 * energy keeps the budget with some probability but not with the one asked for. The expected gain is that probability times
 * the accuracy gained (value of perfect information on one energy, the others as they are). Best first.
 *
 * Source: docs/equations.md#value-of-information
 */
export function worthMeasuring(
  { candidates, accuracy, violated }: Screened,
  { margin = 0, confidence = 1 }: RecommendationRequest,
  axis: BudgetAxis,
  { chosenAccuracy, count }: { readonly chosenAccuracy: number; readonly count: number },
): readonly WorthMeasuring[] {
  const best: WorthMeasuring[] = [];
  for (let index = 0; index < violated.length; index++) {
    if (violated[index] !== constraintBit.budget || (accuracy[index] as number) <= chosenAccuracy) continue;
    const accuracyGain = (accuracy[index] as number) - chosenAccuracy;
    // The chance that it needs to be named; whether it has it is quickly said, how large it is is not.
    const needed = best.length < count ? 0 : (best.at(-1)?.expectedGain ?? 0) / accuracyGain;
    if (needed >= confidence) continue;
    const roughly = Math.max(leastChance, Math.floor(needed * chanceSteps) / chanceSteps);
    if (axis.cost(plannedInference(candidates.figures(index), { margin, confidence: roughly })) > axis.limit) continue;
    const candidate = candidates.at(index);
    const energy = plannedInference(candidate, { margin }).energy;
    const probability = probabilityWithinBudget({ ...candidate, ...scaled(candidate, energy) }, axis);
    if (probability === undefined || probability < leastChance) continue;
    const expectedGain = probability * accuracyGain;
    const place = best.findIndex((other) => other.expectedGain < expectedGain);
    best.splice(place < 0 ? best.length : place, 0, {
      kind: "worth-measuring",
      candidate,
      probability,
      accuracyGain,
      expectedGain,
    });
    if (best.length > count) best.pop();
  }
  return best;
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
