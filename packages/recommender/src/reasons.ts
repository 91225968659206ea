import type { BudgetAxis } from "@joulebook/core";
import type { Choice } from "./choice.js";
import type { FrontPoint } from "./front.js";
import { type Limits, needs } from "./needs.js";
import type { Binding, CheaperNeighbour, MostAccurate, NextBetter, NothingBinds } from "./reason.js";
import { nearestRelaxation } from "./relaxations.js";
import { type Constraint, constraintBit, type Screened } from "./screen.js";

/**
 * The constraints that keep a more accurate candidate away: those whose removal alone would help, the most helpful
 * first; where none helps alone, the ones of the nearest more accurate candidate together.
 */
export function bindingReasons(
  screened: Screened,
  limits: Limits,
  chosen: Choice,
): readonly (Binding | NothingBinds)[] {
  const { candidates, accuracy, violated } = screened;
  const best = new Map<number, number>();
  for (let index = 0; index < violated.length; index++) {
    const bits = violated[index] as number;
    const gain = accuracy[index] as number;
    if (bits === 0 || gain <= chosen.accuracy) continue;
    const other = best.get(bits);
    if (other !== undefined && gain <= (accuracy[other] as number)) continue;
    if (bits === constraintBit.rate && needs(screened, index, limits)?.length !== 1) continue;
    best.set(bits, index);
  }
  const constraints = Object.keys(constraintBit) as Constraint[];
  const alone = constraints
    .filter((constraint) => best.has(constraintBit[constraint]))
    .map((constraint): Binding => {
      const candidate = candidates.at(best.get(constraintBit[constraint]) as number);
      return {
        kind: "binding",
        constraints: [constraint],
        candidate,
        accuracyGain: candidate.accuracy - chosen.accuracy,
      };
    })
    .toSorted((a, b) => b.accuracyGain - a.accuracyGain);
  if (alone.length > 0) return alone;
  const next = nearestRelaxation(screened, limits, chosen.accuracy);
  if (next === undefined) return [{ kind: "nothing-binds" }];
  const together = next.needs.map(({ constraint }) => constraint);
  const { candidate } = next;
  return [{ kind: "binding", constraints: together, candidate, accuracyGain: candidate.accuracy - chosen.accuracy }];
}

/** The nearest candidate that is more accurate than the choice, and what it would need. */
export function nextBetterReasons(screened: Screened, limits: Limits, chosen: Choice): readonly NextBetter[] {
  const next = nearestRelaxation(screened, limits, chosen.accuracy);
  if (next === undefined) return [];
  const { candidate, needs, accuracy } = next;
  return [{ kind: "next-better", candidate, accuracyGain: accuracy - chosen.accuracy, needs }];
}

/** The next cheaper candidate on the front, if the choice is not the cheapest. */
export function cheaperReasons(
  front: readonly FrontPoint[],
  chosen: Choice,
  axis: BudgetAxis,
): readonly CheaperNeighbour[] {
  // Planned with uncertainty, a point of the front may cost more than the choice as stated.
  const cheaper = front.findLast(
    ({ candidate, accuracy }) => accuracy < chosen.accuracy && axis.cost(candidate) < chosen.cost,
  );
  if (cheaper === undefined) return [];
  const saving = chosen.cost - axis.cost(cheaper.candidate);
  const accuracyLoss = chosen.accuracy - cheaper.accuracy;
  return [{ kind: "cheaper", candidate: cheaper.candidate, accuracyLoss, saving, savingShare: saving / chosen.cost }];
}

/** What taking the most accurate candidate that meets all limits but the budget would mean. */
export function mostAccurateReasons(
  front: readonly FrontPoint[],
  chosen: Choice,
  axis: BudgetAxis,
): readonly MostAccurate[] {
  const top = front.at(-1);
  if (top === undefined) return [];
  const cost = axis.cost(top.candidate);
  return [
    {
      kind: "most-accurate",
      candidate: top.candidate,
      cost,
      fits: top.fits,
      accuracyGain: top.accuracy - chosen.accuracy,
      costRatio: cost / chosen.cost,
      overBudget: cost / axis.limit - 1,
    },
  ];
}
