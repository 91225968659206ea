import type { Fraction } from "../contracts/units.js";
import { type CostCurve, curveRule } from "./cost-curve.js";
import { checkAlpha } from "./cost-model.js";

/** The accuracies that can be had: those of the smallest and the largest design. */
export interface AccuracyRange {
  readonly min: Fraction;
  readonly max: Fraction;
}

/** Where the cost of a curve is least. */
export interface OptimalAccuracy {
  readonly accuracy: Fraction;
  /** The end of the range that the optimum was moved to; undefined if it lies inside. */
  readonly clampedTo?: "min" | "max";
  /** Where the slope of the cost is zero, inside the range or not; undefined where there is no such minimum. */
  readonly stationary?: number;
}

/**
 * The accuracy that minimises C = alpha C_D(A) + (1 - alpha)(1 - A) over a range, in closed form.
 *
 * Exponential: A* = ln((1 - alpha) / (alpha a b)) / b, Merkel's (7). Rational: A* = (1 - sqrt(alpha a (1 - b chance) /
 * (1 - alpha))) / b. Both hold for convex curves and are clamped to the range (below the pole of a rational curve);
 * alpha = 0 gives its upper, alpha = 1 its lower end. A curve that is not convex has its least cost at an end.
 * Source: docs/equations.md#optimal-accuracy
 *
 * @throws RangeError if alpha is outside [0, 1] or the range is not within [0, 1], or all of it beyond the pole
 * @example optimalAccuracy({ kind: "rational", a: 0.2, b: 1.12, chance: 0.1 }, 0.3, { min: 0.1, max: 0.8 }).accuracy // => 0.64653
 */
export function optimalAccuracy(curve: CostCurve, alpha: Fraction, range: AccuracyRange): OptimalAccuracy {
  checkAlpha("optimalAccuracy", alpha);
  return optimalAccuracyAtPrice(curve, (1 - alpha) / alpha, range);
}

/**
 * The same for a price: the accuracy that minimises C_D(A) + price (1 - A), the price of one wrong decision being in
 * units of the largest decision cost. A price of (1 - alpha) / alpha is a weight of alpha.
 *
 * @throws RangeError if the price is negative or NaN, or for a bad range
 */
export function optimalAccuracyAtPrice(curve: CostCurve, price: number, range: AccuracyRange): OptimalAccuracy {
  if (!(price >= 0)) throw new RangeError(`optimalAccuracy: the price of an error must be at least 0, got ${price}`);
  const { min, max } = usableRange("optimalAccuracy", curve, range);
  const rule = curveRule(curve);
  if (!rule.convex(curve)) return betterEnd(curve, price, { min, max });
  const stationary = rule.accuracyAtSlope(curve, price);
  const inner = price > 0 && price < Number.POSITIVE_INFINITY ? { stationary } : {};
  if (stationary >= max) return { accuracy: max, ...(stationary > max && { clampedTo: "max" }), ...inner };
  if (stationary <= min) return { accuracy: min, ...(stationary < min && { clampedTo: "min" }), ...inner };
  return { accuracy: stationary, stationary };
}

/**
 * The weights alpha for which the optimum of a convex curve lies inside a range: 1 / (1 + C_D'(A)) at its two ends.
 * Below `low` the most accurate design is best, above `high` the least accurate one.
 * Source: docs/equations.md#optimal-accuracy
 *
 * @throws RangeError if the curve is not convex, or for a bad range
 */
export function interiorAlphas(
  curve: CostCurve,
  range: AccuracyRange,
): { readonly low: Fraction; readonly high: Fraction } {
  const { min, max } = usableRange("interiorAlphas", curve, range);
  const { convex, slope } = curveRule(curve);
  if (!convex(curve)) {
    throw new RangeError(
      `interiorAlphas: the ${curve.kind} curve must be convex (a > 0, b > 0), got ${JSON.stringify(curve)}`,
    );
  }
  return { low: 1 / (1 + slope(curve, max)), high: 1 / (1 + slope(curve, min)) };
}

/** The range with its upper end moved below the pole. */
function usableRange(where: string, curve: CostCurve, { min, max }: AccuracyRange): AccuracyRange {
  if (!(min >= 0 && min <= max && max <= 1)) {
    throw new RangeError(`${where}: the range must have 0 <= min <= max <= 1, got ${min} to ${max}`);
  }
  const pole = curveRule(curve).pole(curve);
  if (min >= pole)
    throw new RangeError(`${where}: the range ${min} to ${max} lies beyond the curve's pole at 1/b = ${pole}`);
  return { min, max: max < pole ? max : pole * (1 - Number.EPSILON) };
}

/** Of equally good ends the cheaper, less accurate one. */
function betterEnd(curve: CostCurve, price: number, { min, max }: AccuracyRange): OptimalAccuracy {
  const { cost } = curveRule(curve);
  const gain = price * (max - min);
  const toMax = price === Number.POSITIVE_INFINITY ? max > min : gain > cost(curve, max) - cost(curve, min);
  return toMax ? { accuracy: max, clampedTo: "max" } : { accuracy: min, clampedTo: "min" };
}
