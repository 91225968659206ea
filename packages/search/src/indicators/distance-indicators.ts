import { checkPoints } from "../sorting/check-points.js";

type Points = readonly (readonly number[])[];

/**
 * Generational distance: mean Euclidean distance from each point to its nearest point of the true front (0 is best).
 *
 * Source: docs/equations.md#distance-indicators, with the mean of distances (power 1).
 *
 * @throws RangeError if either list is empty, or points differ in length or hold NaN
 * @example gd([[1, 1], [0, 3]], [[0, 0], [0, 3]]) // => 0.7071
 */
export function gd(points: Points, front: Points): number {
  return meanNearest("gd", points, front, distance);
}

/**
 * Inverted generational distance: mean Euclidean distance from each point of the true front to the nearest point found,
 * so it also grows where part of the front is not covered (0 is best). Source: docs/equations.md#distance-indicators
 *
 * @throws RangeError if either list is empty, or points differ in length or hold NaN
 * @example igd([[0, 3]], [[0, 3], [3, 0]]) // => 2.1213
 */
export function igd(points: Points, front: Points): number {
  return meanNearest("igd", front, points, distance);
}

/**
 * IGD+: as `igd`, but only what a found point is worse than the front's point counts, so that it never prefers a set
 * that is dominated by another (minimisation; 0 is best). Source: docs/equations.md#distance-indicators
 *
 * @throws RangeError if either list is empty, or points differ in length or hold NaN
 * @example igdPlus([[1, 0]], [[0, 1]]) // => 1
 */
export function igdPlus(points: Points, front: Points): number {
  return meanNearest("igdPlus", front, points, (target, found) =>
    Math.hypot(...target.map((value, k) => Math.max(0, (found[k] as number) - value))),
  );
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, k) => value - (b[k] as number)));
}

function meanNearest(
  where: string,
  from: Points,
  to: Points,
  far: (a: readonly number[], b: readonly number[]) => number,
): number {
  if (from.length === 0 || to.length === 0)
    throw new RangeError(`${where}: needs points and a front, got an empty list`);
  checkPoints(where, [...from, ...to]);
  let sum = 0;
  for (const a of from) {
    let nearest = Number.POSITIVE_INFINITY;
    for (const b of to) nearest = Math.min(nearest, far(a, b));
    sum += nearest;
  }
  return sum / from.length;
}
