import { concaveHull, type Fraction } from "@joulebook/core";

/** A network, or a fixed exit of one: what it costs and how often it is right. */
export interface StaticPoint {
  readonly name: string;
  readonly cost: number;
  readonly accuracy: Fraction;
}

/** The most accurate fixed exit, of equals the cheapest. */
export function bestSingleExit(points: readonly StaticPoint[]): StaticPoint | undefined {
  return points.toSorted((a, b) => b.accuracy - a.accuracy || a.cost - b.cost)[0];
}

/**
 * Least cost of a fixed exit that reaches an accuracy: the step envelope. Undefined where none does.
 *
 * @example stepEnvelope([{ name: "1", cost: 1, accuracy: 0.5 }, { name: "2", cost: 4, accuracy: 0.8 }], 0.6) // => 4
 */
export function stepEnvelope(points: readonly StaticPoint[], accuracy: Fraction): number | undefined {
  const reaching = points.filter((point) => point.accuracy >= accuracy - 1e-12).map(({ cost }) => cost);
  return reaching.length === 0 ? undefined : Math.min(...reaching);
}

/**
 * Least mean cost of a mixture of two fixed exits, each serving a share of the inputs, that reaches an accuracy on average: the
 * straight-line envelope. Undefined where none does. A dynamic policy must beat this one, not the steps, to be worth its trouble.
 *
 * @example lineEnvelope([{ name: "1", cost: 1, accuracy: 0.5 }, { name: "2", cost: 4, accuracy: 0.8 }], 0.6) // => 2
 */
export function lineEnvelope(points: readonly StaticPoint[], accuracy: Fraction): number | undefined {
  const hull = concaveHull(points, { cost: ({ cost }) => cost, gain: (point) => point.accuracy });
  const [first] = hull;
  if (first === undefined) return undefined;
  if (accuracy <= first.accuracy) return first.cost;
  for (let at = 1; at < hull.length; at++) {
    const [low, high] = [hull[at - 1] as StaticPoint, hull[at] as StaticPoint];
    if (high.accuracy < accuracy - 1e-12) continue;
    const cost = low.cost + ((high.cost - low.cost) * (accuracy - low.accuracy)) / (high.accuracy - low.accuracy);
    return Number(cost.toPrecision(15));
  }
  return undefined;
}
