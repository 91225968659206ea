import { type Candidate, concaveHull2, type Fraction } from "@joulebook/core";
import { column, efficientFront } from "./efficient-front.js";
import { elbow } from "./elbow.js";
import { isAdmissible, type Screened } from "./screen.js";

/** An undominated candidate: nothing that meets the limits is as accurate for less. */
export interface FrontPoint {
  readonly candidate: Candidate;
  /** Planned cost on the budget's axis. */
  readonly cost: number;
  readonly accuracy: Fraction;
  /** Whether it is within the budget. */
  readonly fits: boolean;
  /** Whether it is a corner of the upper concave hull: one of the parts that mixes are made of. */
  readonly onHull: boolean;
  readonly elbow: boolean;
}

/** The front of all candidates that meet the limits (the budget aside), cheapest first, hull corners and elbow marked. */
export function frontPoints(candidates: readonly Candidate[], screened: Screened): readonly FrontPoint[] {
  const admissible = new Uint32Array(candidates.length);
  let size = 0;
  for (let i = 0; i < candidates.length; i++) if (isAdmissible(screened, i)) admissible[size++] = i;
  const front = efficientFront(screened, admissible.subarray(0, size));
  const cost = column(screened.cost, front);
  const accuracy = column(screened.accuracy, front);
  const corners = new Set(concaveHull2(cost, accuracy));
  const bend = elbow(cost, accuracy);
  return Array.from(front, (index, place) => ({
    candidate: candidates[index] as Candidate,
    cost: cost[place] as number,
    accuracy: accuracy[place] as number,
    fits: screened.violated[index] === 0,
    onHull: corners.has(place),
    elbow: place === bend,
  }));
}
