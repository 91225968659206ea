import { linearRegression, mean } from "simple-statistics";
import { fitTwoParameters, type TwoParameterCurve } from "../statistics/two-parameter-fit.js";
import type { ExponentialCurve } from "./cost-curve.js";
import {
  type CurveFit,
  checkFitPoints,
  type FitOptions,
  goodness,
  positiveInterval,
  symmetricInterval,
} from "./curve-fit.js";

/**
 * Fits cost = a e^(bA) by least squares in the cost's own unit, started from the straight line through its logarithm.
 *
 * The cost may be normalised (Merkel's depth curve) or not (parameters or MACs against accuracy). a > 0 always; its
 * interval is that of ln a, since a itself is often known only to a factor. Source: docs/equations.md#fits
 *
 * @throws RangeError with fewer than 3 points, fewer than 2 different accuracies, or a cost that is not above 0
 * @example exponentialFit([0.5, 0.6, 0.7], [1, 2, 4]).curve.b // => 6.931472
 */
export function exponentialFit(
  accuracy: readonly number[],
  cost: readonly number[],
  { level = 0.95 }: FitOptions = {},
): CurveFit<ExponentialCurve> {
  checkFitPoints("exponentialFit", accuracy, cost);
  const bad = cost.findIndex((value) => value <= 0);
  if (bad >= 0) throw new RangeError(`exponentialFit: cost must be above 0, got ${cost[bad]} at point ${bad}`);
  const centre = mean([...accuracy]);
  const fit = fitTwoParameters(accuracy, cost, centredExponential(accuracy, cost, centre));
  const [height, b] = fit.parameters;
  const { first = Number.NaN, second = Number.NaN, both = Number.NaN } = fit.covariance ?? {};
  const a = Math.exp(height - b * centre);
  const logarithmError = Math.sqrt(Math.max(0, first + centre ** 2 * second - 2 * centre * both));
  const errorOfB = Math.sqrt(second);
  return {
    curve: { kind: "exponential", a, b },
    ...goodness(fit, cost),
    standardErrors: { a: a * logarithmError, b: errorOfB },
    intervals: {
      a: positiveInterval(a, logarithmError, fit.degreesOfFreedom, level),
      b: symmetricInterval(b, errorOfB, fit.degreesOfFreedom, level),
    },
  };
}

/** e^(height + b (A - centre)): a and b of the plain form depend so strongly on each other that digits would be lost. */
function centredExponential(accuracy: readonly number[], cost: readonly number[], centre: number): TwoParameterCurve {
  const line = linearRegression(accuracy.map((value, i) => [value, Math.log(cost[i] as number)]));
  return {
    value:
      ([height, b]) =>
      (at) =>
        Math.exp(height + b * (at - centre)),
    gradient:
      ([height, b]) =>
      (at) => {
        const value = Math.exp(height + b * (at - centre));
        return [value, (at - centre) * value];
      },
    start: [line.b + line.m * centre, line.m],
  };
}
