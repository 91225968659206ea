import { mean } from "../statistics/mean.js";
import { studentQuantile } from "../statistics/student-quantile.js";
import type { TwoParameterFit } from "../statistics/two-parameter-fit.js";
import type { CostCurve } from "./cost-curve.js";

/** Where a fitted parameter may lie: its estimate and t times its standard error, from the curve's linearisation. */
export interface ParameterInterval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly method: "covariance";
}

/** A fitted curve, with how well it fits. Source: docs/equations.md#fits */
export interface CurveFit<C extends CostCurve = CostCurve> {
  readonly curve: C;
  /** Number of points. */
  readonly n: number;
  /** 1 - (sum of squared residuals) / (sum of squares about the mean), in the unit of the cost; undefined if all costs are equal. */
  readonly r2: number | undefined;
  /** Observed less fitted cost, in the order of the points. */
  readonly residuals: readonly number[];
  /** sqrt(sum of squared residuals / (n - 2)), in the unit of the cost. */
  readonly residualDeviation: number;
  readonly standardErrors: { readonly a: number; readonly b: number };
  readonly intervals: { readonly a: ParameterInterval; readonly b: ParameterInterval };
  /** False where the method stopped before a minimum, e.g. at the pole of a rational curve. */
  readonly converged: boolean;
}

export interface FitOptions {
  /** Level of the parameter intervals; default 0.95. */
  readonly level?: number;
}

/** Checks the points of a fit: as many accuracies as costs, three or more, all finite, two or more different accuracies. */
export function checkFitPoints(where: string, accuracy: readonly number[], cost: readonly number[]): void {
  if (accuracy.length !== cost.length) {
    throw new RangeError(`${where}: needs as many accuracies as costs, got ${accuracy.length} and ${cost.length}`);
  }
  if (accuracy.length < 3) {
    throw new RangeError(
      `${where}: needs at least 3 points to fit 2 parameters and judge the fit, got ${accuracy.length}`,
    );
  }
  for (const [name, values] of [
    ["accuracy", accuracy],
    ["cost", cost],
  ] as const) {
    const index = values.findIndex((value) => !Number.isFinite(value));
    if (index >= 0) throw new RangeError(`${where}: ${name} must be finite, got ${values[index]} at point ${index}`);
  }
  if (new Set(accuracy).size < 2) {
    throw new RangeError(`${where}: needs at least 2 different accuracies, all are ${accuracy[0]}`);
  }
}

/** The goodness of a fit, from its residuals. */
export function goodness(
  fit: TwoParameterFit,
  cost: readonly number[],
): Pick<CurveFit, "n" | "r2" | "residuals" | "residualDeviation" | "converged"> {
  const average = mean(cost);
  const total = cost.reduce((sum, value) => sum + (value - average) ** 2, 0);
  return {
    n: cost.length,
    r2: total === 0 ? undefined : 1 - fit.sumOfSquares / total,
    residuals: fit.residuals,
    residualDeviation: Math.sqrt(fit.sumOfSquares / fit.degreesOfFreedom),
    converged: fit.converged,
  };
}

/** Estimate and t times standard error. */
export function symmetricInterval(
  estimate: number,
  standardError: number,
  degrees: number,
  level: number,
): ParameterInterval {
  const reach = studentQuantile(degrees, level) * standardError;
  return { low: estimate - reach, high: estimate + reach, level, method: "covariance" };
}

/** The same for the logarithm of a positive parameter, so that the interval stays positive. */
export function positiveInterval(
  estimate: number,
  logarithmError: number,
  degrees: number,
  level: number,
): ParameterInterval {
  const factor = Math.exp(studentQuantile(degrees, level) * logarithmError);
  return { low: estimate / factor, high: estimate * factor, level, method: "covariance" };
}
