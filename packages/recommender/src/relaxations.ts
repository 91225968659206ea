import type { Candidate, Fraction } from "@joulebook/core";
import { largestNeed, type Limits, type Need, needs } from "./needs.js";
import { type Constraint, constraintBit, type Screened } from "./screen.js";

/** A candidate that is not allowed now, and the limits that would have to move for it. */
export interface Relaxation {
  readonly candidate: Candidate;
  readonly accuracy: Fraction;
  /** Planned cost on the budget's axis; Infinity when the rate cannot be kept. */
  readonly cost: number;
  readonly needs: readonly Need[];
}

/**
 * The nearest candidate above an accuracy that is not allowed: the one whose largest relative need is smallest
 * (of equals the cheaper, then the first by id). Undefined when there is none.
 */
export function nearestRelaxation(
  screened: Screened,
  limits: Limits,
  above: number = Number.NEGATIVE_INFINITY,
): Relaxation | undefined {
  return nearest(screened, limits, (index) => (screened.accuracy[index] as number) > above);
}

/**
 * For each constraint the smallest move of it alone that admits a candidate; constraints that cannot help alone are
 * absent. Sorted by the relative size of the move.
 */
export function relaxationsAlone(screened: Screened, limits: Limits): readonly Relaxation[] {
  const constraints = Object.keys(constraintBit) as Constraint[];
  return constraints
    .map((constraint) => {
      const bit = constraintBit[constraint];
      const alone = (index: number): boolean =>
        screened.violated[index] === bit && (constraint !== "rate" || needs(screened, index, limits)?.length === 1);
      return nearest(screened, limits, alone);
    })
    .filter((relaxation) => relaxation !== undefined)
    .toSorted((a, b) => (a.needs[0] as Need).relative - (b.needs[0] as Need).relative);
}

function nearest(screened: Screened, limits: Limits, allowed: (index: number) => boolean): Relaxation | undefined {
  let best = -1;
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < screened.violated.length; i++) {
    if (screened.violated[i] === 0 || !allowed(i)) continue;
    const move = largestNeed(screened, i, limits);
    if (!(move <= smallest)) continue;
    if (best < 0 || move < smallest || comesFirst(screened, i, best)) {
      best = i;
      smallest = move;
    }
  }
  return best < 0 ? undefined : relaxationOf(screened, limits, best);
}

function relaxationOf(screened: Screened, limits: Limits, index: number): Relaxation {
  return {
    candidate: screened.candidates.at(index),
    accuracy: screened.accuracy[index] as number,
    cost: screened.cost[index] as number,
    needs: needs(screened, index, limits) ?? [],
  };
}

function comesFirst({ candidates, cost }: Screened, a: number, b: number): boolean {
  const difference = (cost[a] as number) - (cost[b] as number);
  if (difference !== 0) return difference < 0;
  return candidates.figures(a).id < candidates.figures(b).id;
}
