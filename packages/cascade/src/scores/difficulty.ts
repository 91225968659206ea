import { type Fraction, normalProbability, normalQuantile } from "@joulebook/core";

/** One value of an event's ease, and its weight. */
export interface EaseNode {
  /** In standard deviations: below 0 is harder than most. */
  readonly ease: number;
  readonly weight: number;
}

/** Eases beyond these are those of one event in 37,000. */
const farthest = 4.2;

/** The step between nodes for an event's frames that are half common and half their own; the shortest and the longest. */
const [halfStep, shortestStep, longestStep] = [0.23, 0.02, 0.7] as const;

/**
 * Nodes over the ease of events, a standard normal variable that all frames of an event and all networks share: the trapezoidal rule. The more of the
 * variance is common, the steeper is what becomes of an event over its ease, as √(ρ / (1 − ρ)), and the closer the nodes lie. Their number
 * is even, and one where nothing is common.
 *
 * Source: docs/equations.md#difficulty
 *
 * @param difficulty the largest of the stages
 */
export function easeNodes(difficulty: Fraction): readonly EaseNode[] {
  if (difficulty === 0) return [{ ease: 0, weight: 1 }];
  const even = halfStep * Math.sqrt((1 - difficulty) / difficulty);
  const step = Math.min(longestStep, Math.max(shortestStep, even));
  const sides = Math.ceil(farthest / step);
  const eases = Array.from({ length: 2 * sides }, (_, at) => (at + 0.5 - sides) * step);
  const total = eases.reduce((sum, ease) => sum + Math.exp((-ease * ease) / 2), 0);
  return eases.map((ease) => ({ ease, weight: Math.exp((-ease * ease) / 2) / total }));
}

/**
 * Chance that a frame of an event of this ease is a hit, when a share `difficulty` of the variance of scores is common to all frames of an
 * event: p(u) = Φ((Φ⁻¹(p) + √ρ u) / √(1 − ρ)). Over all events it averages to p.
 *
 * Source: docs/equations.md#difficulty
 *
 * @throws RangeError unless 0 <= difficulty < 1
 * @example hitOfEase(0.5, 0.5, 0) // => 0.5
 */
export function hitOfEase(hit: Fraction, difficulty: Fraction, ease: number): Fraction {
  if (!(difficulty >= 0 && difficulty < 1))
    throw new RangeError(`hitOfEase: difficulty must be in [0, 1), got ${difficulty}`);
  if (difficulty === 0 || hit <= 0 || hit >= 1) return hit;
  return normalProbability((normalQuantile(hit) + Math.sqrt(difficulty) * ease) / Math.sqrt(1 - difficulty));
}
