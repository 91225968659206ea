import type { Fraction } from "../contracts/units.js";
import { fitTwoParameters, type Pair, type TwoParameterCurve } from "../statistics/two-parameter-fit.js";
import type { RationalCurve } from "./cost-curve.js";
import { type CurveFit, checkFitPoints, type FitOptions, goodness, symmetricInterval } from "./curve-fit.js";

export interface RationalFitOptions extends FitOptions {
  /** Accuracy of guessing, at which the curve is 0; default 0.1, as for CIFAR-10. 1/K for K classes. */
  readonly chance?: Fraction;
}

/**
 * Fits cost = a (A - chance) / (1 - bA) by least squares in the cost's own unit, with the pole 1/b above every accuracy.
 *
 * Started from the curve multiplied out, cost = a (A - chance) + b A cost, which is linear in a and b; where that start
 * has its pole among the points, from the straight line b = 0. Source: docs/equations.md#fits
 *
 * @throws RangeError with fewer than 3 points, fewer than 2 different accuracies, an accuracy outside [0, 1], a chance
 * outside [0, 1), or when every accuracy is the chance level or 0
 * @example rationalFit([0.3, 0.5, 0.7], [0.2, 0.56, 1.4]).curve // => { a: 0.7, b: 1 }
 */
export function rationalFit(
  accuracy: readonly Fraction[],
  cost: readonly number[],
  { chance = 0.1, level = 0.95 }: RationalFitOptions = {},
): CurveFit<RationalCurve> {
  checkFitPoints("rationalFit", accuracy, cost);
  check(accuracy, chance);
  const fit = fitTwoParameters(accuracy, cost, rational(accuracy, cost, chance));
  const [a, b] = fit.parameters;
  const errorOfA = Math.sqrt(fit.covariance?.first ?? Number.NaN);
  const errorOfB = Math.sqrt(fit.covariance?.second ?? Number.NaN);
  return {
    curve: { kind: "rational", a, b, chance },
    ...goodness(fit, cost),
    standardErrors: { a: errorOfA, b: errorOfB },
    intervals: {
      a: symmetricInterval(a, errorOfA, fit.degreesOfFreedom, level),
      b: symmetricInterval(b, errorOfB, fit.degreesOfFreedom, level),
    },
  };
}

function check(accuracy: readonly number[], chance: number): void {
  if (!(chance >= 0 && chance < 1)) throw new RangeError(`rationalFit: chance must be in [0, 1), got ${chance}`);
  const bad = accuracy.findIndex((value) => value < 0 || value > 1);
  if (bad >= 0) throw new RangeError(`rationalFit: accuracy must be in [0, 1], got ${accuracy[bad]} at point ${bad}`);
  if (accuracy.every((value) => value === chance || value === 0)) {
    throw new RangeError(`rationalFit: needs an accuracy other than 0 and the chance level ${chance}`);
  }
}

function rational(accuracy: readonly number[], cost: readonly number[], chance: number): TwoParameterCurve {
  const nearest = (1 - Math.sqrt(Number.EPSILON)) / accuracy.reduce((largest, at) => Math.max(largest, at), 0);
  const start = multipliedOut(accuracy, cost, chance);
  return {
    value:
      ([a, b]) =>
      (at) =>
        (a * (at - chance)) / (1 - b * at),
    gradient:
      ([a, b]) =>
      (at) => [(at - chance) / (1 - b * at), (a * at * (at - chance)) / (1 - b * at) ** 2],
    start: start !== undefined && start[1] < nearest ? start : straightLine(accuracy, cost, chance),
    upper: [Number.MAX_VALUE, nearest],
  };
}

/** Linear least squares of cost on (A - chance) and A cost, by its two normal equations. */
function multipliedOut(accuracy: readonly number[], cost: readonly number[], chance: number): Pair | undefined {
  let [uu, uv, vv, uy, vy] = [0, 0, 0, 0, 0];
  accuracy.forEach((at, i) => {
    const y = cost[i] as number;
    const [u, v] = [at - chance, at * y];
    uu += u * u;
    uv += u * v;
    vv += v * v;
    uy += u * y;
    vy += v * y;
  });
  const determinant = uu * vv - uv * uv;
  if (!(determinant > Number.EPSILON * uu * vv)) return undefined;
  return [(uy * vv - vy * uv) / determinant, (vy * uu - uy * uv) / determinant];
}

function straightLine(accuracy: readonly number[], cost: readonly number[], chance: number): Pair {
  const above = accuracy.map((at) => at - chance);
  const sum = above.reduce((total, u) => total + u * u, 0);
  return [above.reduce((total, u, i) => total + u * (cost[i] as number), 0) / sum, 0];
}
