import { orient2d } from "robust-predicates";
import { checkPoints, paretoFront2 } from "./pareto-front-2.js";

/**
 * Indices of the corners of the upper concave hull of (cost, gain): from the cheapest point (of those, the one that
 * gains most) to the one that gains most (of those, the cheapest), each step gaining less per cost than the one before.
 *
 * Every mixture of points lies on or below it, so it holds the best mean gain at each mean cost. Points on a straight
 * edge are dropped, of equal points the lowest index stays. Turns are decided exactly (adaptive-precision arithmetic).
 * Sorted by cost; a million points take about 0.1 s. Source: docs/equations.md#concave-hull
 *
 * @throws RangeError if the lengths differ or a value is not finite
 * @example concaveHull2(Float64Array.of(1, 2, 3), Float64Array.of(0.5, 0.6, 0.9)) // => Uint32Array [0, 2]
 */
export function concaveHull2(cost: Float64Array, gain: Float64Array): Uint32Array {
  checkPoints("concaveHull2", cost, gain);
  const front = paretoFront2(cost, gain);
  const hull = new Uint32Array(front.length);
  let size = 0;
  for (const point of front) {
    checkFinite(cost[point] as number, gain[point] as number, point);
    if (size > 0 && cost[hull[size - 1] as number] === cost[point]) continue;
    while (size > 1 && !turnsRight(cost, gain, hull[size - 2] as number, hull[size - 1] as number, point)) size--;
    hull[size++] = point;
  }
  return hull.slice(0, size);
}

/**
 * The corners of the upper concave hull of items in (cost, gain), cheapest first: `concaveHull2` for records.
 *
 * @throws RangeError if a cost or gain is not finite
 * @example concaveHull(models, { cost: (m) => m.energy, gain: (m) => m.accuracy })
 */
export function concaveHull<T>(
  items: readonly T[],
  { cost, gain }: { readonly cost: (item: T) => number; readonly gain: (item: T) => number },
): T[] {
  const costs = new Float64Array(items.length);
  const gains = new Float64Array(items.length);
  items.forEach((item, index) => {
    costs[index] = cost(item);
    gains[index] = gain(item);
  });
  const hull = concaveHull2(costs, gains);
  return Array.from(hull, (index) => items[index] as T);
}

function checkFinite(cost: number, gain: number, index: number): void {
  if (Number.isFinite(cost) && Number.isFinite(gain)) return;
  throw new RangeError(`concaveHull: cost and gain must be finite, got (${cost}, ${gain}) at index ${index}`);
}

/** Whether the way a, b, c bends towards lower gain. `orient2d` counts with the y axis pointing down. */
function turnsRight(cost: Float64Array, gain: Float64Array, a: number, b: number, c: number): boolean {
  const turn = orient2d(
    cost[a] as number,
    gain[a] as number,
    cost[b] as number,
    gain[b] as number,
    cost[c] as number,
    gain[c] as number,
  );
  return turn > 0;
}
