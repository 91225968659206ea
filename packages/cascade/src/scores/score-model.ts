import { type Fraction, normalProbability, normalQuantile } from "@joulebook/core";

/** Shares of frames that a threshold lets through: of frames with an event (hit) and of the others (false hit). */
export interface OperatingChoice {
  readonly hit: Fraction;
  readonly falseHit: Fraction;
}

/**
 * How well a network's scores tell frames with an event from the others, as its receiver operating characteristic: the
 * hits that go with a share of false hits and the reverse. Both grow together.
 */
export interface ScoreModel {
  readonly hitAt: (falseHit: Fraction) => Fraction;
  readonly falseHitAt: (hit: Fraction) => Fraction;
  /** Area under the curve. */
  readonly auc: Fraction;
}

/**
 * Scores of both classes normal with unit deviation, δ apart: AUC = Φ(δ / √2), hit = Φ(δ + Φ⁻¹(false hit)).
 *
 * Source: docs/equations.md#score-models
 *
 * @throws RangeError unless 0.5 <= auc < 1
 * @example binormalScores(0.9).hitAt(0.1) // => 0.7024
 */
export function binormalScores(auc: Fraction): ScoreModel {
  if (!(auc >= 0.5 && auc < 1)) throw new RangeError(`binormalScores: auc must be in [0.5, 1), got ${auc}`);
  const separation = Math.SQRT2 * normalQuantile(auc);
  return {
    auc,
    hitAt: (falseHit) => normalProbability(separation + normalQuantile(checked("hitAt", falseHit))),
    falseHitAt: (hit) => normalProbability(normalQuantile(checked("falseHitAt", hit)) - separation),
  };
}

/**
 * A characteristic by points, straight lines between them; (0, 0) and (1, 1) are added where they lack.
 *
 * Source: docs/equations.md#score-models
 *
 * @throws RangeError for shares outside [0, 1], or hits that fall while false hits grow
 * @example rocScores([{ falseHit: 0.1, hit: 0.6 }]).hitAt(0.05) // => 0.3
 */
export function rocScores(points: readonly OperatingChoice[]): ScoreModel {
  for (const { hit, falseHit } of points) {
    checked("rocScores: hit", hit);
    checked("rocScores: falseHit", falseHit);
  }
  const sorted = points.toSorted((a, b) => a.falseHit - b.falseHit || a.hit - b.hit);
  const all = [{ falseHit: 0, hit: 0 }, ...sorted, { falseHit: 1, hit: 1 }];
  const falling = all.findIndex(({ hit }, at) => at > 0 && hit < (all[at - 1]?.hit ?? 0));
  if (falling > 0)
    throw new RangeError(
      `rocScores: hits fall from ${all[falling - 1]?.hit} to ${all[falling]?.hit} while false hits grow`,
    );
  let auc = 0;
  for (let at = 1; at < all.length; at++) {
    const [before, after] = [all[at - 1] as OperatingChoice, all[at] as OperatingChoice];
    auc += ((after.falseHit - before.falseHit) * (before.hit + after.hit)) / 2;
  }
  return {
    auc,
    hitAt: (falseHit) => along(all, "falseHit", "hit", checked("hitAt", falseHit)),
    falseHitAt: (hit) => along(all, "hit", "falseHit", checked("falseHitAt", hit)),
  };
}

/** Value on the lines; where the curve stands still, the better end: the most hits, the fewest false hits. */
function along(
  points: readonly OperatingChoice[],
  from: keyof OperatingChoice,
  to: keyof OperatingChoice,
  value: Fraction,
): Fraction {
  const at =
    from === "hit" ? points.findIndex((one) => one.hit >= value) : points.findLastIndex((one) => one.falseHit <= value);
  const here = points[at] as OperatingChoice;
  const next = points[from === "hit" ? at - 1 : at + 1];
  if (next === undefined || here[from] === next[from]) return here[to];
  const share = (value - here[from]) / (next[from] - here[from]);
  return here[to] + share * (next[to] - here[to]);
}

function checked(what: string, share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${what}: must be in [0, 1], got ${share}`);
  return share;
}
