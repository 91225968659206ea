import { type Fraction, normalProbability, normalQuantile } from "@joulebook/core";

/** One value of an event's ease, and its weight. */
export interface EaseNode {
  /** In standard deviations: below 0 is harder than most. */
  readonly ease: number;
  readonly weight: number;
}

/** Half of the nodes beside the middle one, and the step between them, in standard deviations. */
const [sides, step] = [6, 0.7] as const;

/**
 * Nodes over the ease of events, a standard normal variable that all frames of an event and all networks share: the
 * trapezoidal rule, which for smooth integrands on the whole line is good to more than three digits here.
 *
 * Source: docs/equations.md#difficulty
 */
export function easeNodes(): readonly EaseNode[] {
  const eases = Array.from({ length: 2 * sides + 1 }, (_, at) => (at - sides) * step);
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
