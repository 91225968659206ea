import { type Candidate, concaveHull2, elbow, type Fraction } from "@joulebook/core";
import { valuesAt } from "./columns.js";
import type { DeviceFront } from "./device-fronts.js";
import { efficientFront } from "./efficient-front.js";
import type { Screened } from "./screen.js";

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
export function frontPoints(screened: Screened, devices: readonly DeviceFront[]): readonly FrontPoint[] {
  const [first] = devices;
  if (first === undefined) return [];
  const all = Uint32Array.from(devices.flatMap(({ front }) => Array.from(front)));
  const front = devices.length === 1 ? first.front : efficientFront(screened, all.toSorted());
  const cost = valuesAt(screened.cost, front);
  const accuracy = valuesAt(screened.accuracy, front);
  const corners = new Set(concaveHull2(cost, accuracy));
  const bend = elbow([...front.keys()], {
    cost: (place) => cost[place] as number,
    gain: (place) => accuracy[place] as number,
  });
  return Array.from(front, (index, place) => ({
    candidate: screened.candidates.at(index),
    cost: cost[place] as number,
    accuracy: accuracy[place] as number,
    fits: screened.violated[index] === 0,
    onHull: corners.has(place),
    elbow: place === bend,
  }));
}
