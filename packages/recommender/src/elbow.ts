/**
 * Place of the elbow of a front: the point farthest above the straight line from the cheapest to the most accurate
 * point, both axes scaled to [0, 1] over the front. -1 for fewer than three different costs; of equals the cheapest.
 *
 * At the elbow accuracy stops rising faster than cost, each taken relative to its range.
 * Source: docs/equations.md#elbow
 *
 * @param cost ascending
 * @param accuracy ascending, one per cost
 * @example elbow(Float64Array.of(0, 1, 10), Float64Array.of(0, 0.8, 1)) // => 1
 */
export function elbow(cost: Float64Array, accuracy: Float64Array): number {
  const last = cost.length - 1;
  if (last < 2) return -1;
  const [firstCost, firstAccuracy] = [cost[0] as number, accuracy[0] as number];
  const costRange = (cost[last] as number) - firstCost;
  const accuracyRange = (accuracy[last] as number) - firstAccuracy;
  let place = -1;
  let farthest = 0;
  for (let k = 1; k < last; k++) {
    const rise =
      ((accuracy[k] as number) - firstAccuracy) / accuracyRange - ((cost[k] as number) - firstCost) / costRange;
    if (rise > farthest) {
      farthest = rise;
      place = k;
    }
  }
  return place;
}
