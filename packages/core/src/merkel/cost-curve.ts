import type { Fraction } from "../contracts/units.js";

/** Normalised decision cost C_D = a e^(bA). Source: docs/equations.md#decision-cost-curves */
export interface ExponentialCurve {
  readonly kind: "exponential";
  readonly a: number;
  readonly b: number;
}

/** Normalised decision cost C_D = a (A - chance) / (1 - bA), below its pole at A = 1/b. */
export interface RationalCurve {
  readonly kind: "rational";
  readonly a: number;
  readonly b: number;
  /** Accuracy of guessing, 1/K for K equally frequent classes. */
  readonly chance: Fraction;
}

/** Decision cost as a function of accuracy. */
export type CostCurve = ExponentialCurve | RationalCurve;

interface CurveRule<C> {
  readonly cost: (curve: C, accuracy: number) => number;
  readonly slope: (curve: C, accuracy: number) => number;
  /** The accuracy at which the slope has a value >= 0; meant for convex curves. */
  readonly accuracyAtSlope: (curve: C, slope: number) => number;
  /** Whether cost and slope rise strictly with accuracy, which makes the optimum unique. */
  readonly convex: (curve: C) => boolean;
  /** The accuracy that the curve never reaches. */
  readonly pole: (curve: C) => number;
}

const rules: { readonly [K in CostCurve["kind"]]: CurveRule<Extract<CostCurve, { kind: K }>> } = {
  exponential: {
    cost: ({ a, b }, accuracy) => a * Math.exp(b * accuracy),
    slope: ({ a, b }, accuracy) => a * b * Math.exp(b * accuracy),
    accuracyAtSlope: ({ a, b }, slope) => Math.log(slope / (a * b)) / b,
    convex: ({ a, b }) => a > 0 && b > 0,
    pole: () => Number.POSITIVE_INFINITY,
  },
  rational: {
    cost: ({ a, b, chance }, accuracy) => (a * (accuracy - chance)) / (1 - b * accuracy),
    slope: ({ a, b, chance }, accuracy) => (a * (1 - b * chance)) / (1 - b * accuracy) ** 2,
    accuracyAtSlope: ({ a, b, chance }, slope) => (1 - Math.sqrt((a * (1 - b * chance)) / slope)) / b,
    convex: ({ a, b, chance }) => a > 0 && b > 0 && b * chance < 1,
    pole: ({ b }) => (b > 0 ? 1 / b : Number.POSITIVE_INFINITY),
  },
};

/** The rule of a curve's kind, typed for any curve. */
export function curveRule(curve: CostCurve): CurveRule<CostCurve> {
  return rules[curve.kind] as unknown as CurveRule<CostCurve>;
}

/**
 * Decision cost of a curve at an accuracy, in units of the largest decision cost.
 *
 * @throws RangeError at or beyond the pole of a rational curve
 * @example curveCost({ kind: "rational", a: 0.2, b: 1, chance: 0.1 }, 0.6) // => 0.25
 */
export function curveCost(curve: CostCurve, accuracy: Fraction): number {
  checkBelowPole("curveCost", curve, accuracy);
  return curveRule(curve).cost(curve, accuracy);
}

/**
 * Marginal decision cost dC_D/dA of a curve at an accuracy.
 *
 * @throws RangeError at or beyond the pole of a rational curve
 * @example curveSlope({ kind: "exponential", a: 0.5, b: 2 }, 0) // => 1
 */
export function curveSlope(curve: CostCurve, accuracy: Fraction): number {
  checkBelowPole("curveSlope", curve, accuracy);
  return curveRule(curve).slope(curve, accuracy);
}

function checkBelowPole(where: string, curve: CostCurve, accuracy: number): void {
  const pole = curveRule(curve).pole(curve);
  if (accuracy < pole) return;
  throw new RangeError(`${where}: accuracy must be below the curve's pole at 1/b = ${pole}, got ${accuracy}`);
}
