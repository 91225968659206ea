import { checkPoints } from "./check-points.js";

/**
 * Crowding distance of each point of one front: the sum over the objectives of the gap between its two neighbours,
 * as a share of the front's range; Infinity at both ends of every objective. No unit.
 *
 * An objective in which all points agree adds nothing. Ties keep their order. Source: docs/equations.md#crowding-distance
 *
 * @throws RangeError if the points differ in length or hold NaN
 * @example crowdingDistance([[0, 4], [1, 1], [4, 0]]) // => [Infinity, 2, Infinity]
 */
export function crowdingDistance(points: readonly (readonly number[])[]): number[] {
  checkPoints("crowdingDistance", points);
  const distance = points.map(() => 0);
  for (let k = 0; k < (points[0]?.length ?? 0); k++) {
    const value = (index: number | undefined): number => points[index as number]?.[k] as number;
    const order = points.map((_, index) => index).toSorted((a, b) => value(a) - value(b) || a - b);
    const [first, last] = [order[0] as number, order.at(-1) as number];
    const range = value(last) - value(first);
    if (!(range > 0)) continue;
    distance[first] = Number.POSITIVE_INFINITY;
    distance[last] = Number.POSITIVE_INFINITY;
    for (let i = 1; i < order.length - 1; i++)
      (distance[order[i] as number] as number) += (value(order[i + 1]) - value(order[i - 1])) / range;
  }
  if (points.length > 0 && points.every((point) => point.every((v, k) => v === points[0]?.[k])))
    distance.fill(Number.POSITIVE_INFINITY);
  return distance;
}
