/**
 * The elbow of a front: the item farthest above the chord from the cheapest to the most gaining item, both axes scaled
 * to [0, 1] between those two. Beyond it a unit of gain costs more than on the average of the whole front.
 *
 * `undefined` where no item lies above the chord; of equally far items the cheapest. In these axes the distance is
 * (gain - cost) / sqrt(2). Units do not matter, a logarithmic axis does: pass the logarithm as cost where that is meant.
 * Source: docs/equations.md#elbow
 *
 * @param front sorted by cost, as `paretoFront` and `concaveHull` return it
 * @throws RangeError if a cost or gain is not finite
 * @example elbow([[0, 0], [1, 8], [10, 10]], { cost: ([e]) => e, gain: ([, a]) => a }) // => [1, 8]
 */
export function elbow<T>(
  front: readonly T[],
  { cost, gain }: { readonly cost: (item: T) => number; readonly gain: (item: T) => number },
): T | undefined {
  const points = front.map((item) => ({ item, x: cost(item), y: gain(item) }));
  points.forEach(({ x, y }, index) => {
    if (Number.isFinite(x) && Number.isFinite(y)) return;
    throw new RangeError(`elbow: cost and gain must be finite, got (${x}, ${y}) for item ${index}`);
  });
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  let best: T | undefined;
  let highest = 0;
  for (const { item, x, y } of points) {
    // Cross-multiplied, so that points on the chord give exactly 0 wherever the products are exact.
    const height = (y - first.y) * (last.x - first.x) - (x - first.x) * (last.y - first.y);
    if (height > highest) [best, highest] = [item, height];
  }
  return best;
}
