import {
  type CostCurve,
  type CurveFit,
  discreteOptimum,
  type DiscreteOptimum,
  errorTerm,
  exponentialFit,
  type Fraction,
  type OptimalAccuracy,
  optimalAccuracy,
  rationalFit,
  relativeTerm,
} from "@joulebook/core";
import type { OperatingPoint } from "./operating-point.js";

export interface CostViewOptions {
  /** Weights of energy against errors. */
  readonly alphas: readonly Fraction[];
  /** Shape of the fitted cost curve; default "exponential", Merkel's for depth. */
  readonly curve?: CostCurve["kind"];
  /** Accuracy of guessing, for the rational curve; default 0.001, that of a thousand classes. */
  readonly chance?: Fraction;
}

/** The optimum for one weight: of the designs that exist, and of the curve through them. */
export interface WeightedOptimum<P extends OperatingPoint = OperatingPoint> {
  readonly alpha: Fraction;
  readonly discrete: DiscreteOptimum<P>;
  readonly continuous: OptimalAccuracy;
}

/** Merkel's cost of a set of designs, C = alpha C_D + (1 - alpha)(1 - A), with C_D = E / E_max. */
export interface CostView<P extends OperatingPoint = OperatingPoint> {
  readonly designs: readonly P[];
  /** C_D of each design. */
  readonly decision: readonly number[];
  readonly fit: CurveFit;
  readonly optima: readonly WeightedOptimum<P>[];
}

/**
 * The cost model on a set of designs: relative energies, the curve fitted through them, and for each weight the optimum
 * among the designs and that of the curve within their accuracies.
 *
 * Source: docs/equations.md#cost-of-a-design, #fits, #optimal-accuracy, #discrete-optimum
 *
 * @param designs usually the Pareto front
 * @returns undefined with fewer than 3 designs or when all have one accuracy: no curve can be fitted
 * @throws RangeError if an alpha is outside [0, 1]
 */
export function costView<P extends OperatingPoint>(
  designs: readonly P[],
  { alphas, curve = "exponential", chance = 0.001 }: CostViewOptions,
): CostView<P> | undefined {
  const accuracies = designs.map(({ accuracy }) => accuracy);
  if (designs.length < 3 || new Set(accuracies).size < 2) return undefined;
  const decision = relativeTerm("energy", ({ energy }: P) => energy, designs);
  const execution = errorTerm(({ accuracy }: P) => accuracy);
  const costs = designs.map(decision.value);
  const fit: CurveFit =
    curve === "exponential" ? exponentialFit(accuracies, costs) : rationalFit(accuracies, costs, { chance });
  const range = { min: Math.min(...accuracies), max: Math.max(...accuracies) };
  return {
    designs,
    decision: costs,
    fit,
    optima: alphas.map((alpha) => ({
      alpha,
      discrete: discreteOptimum(designs, { alpha, decision, execution }),
      continuous: optimalAccuracy(fit.curve, alpha, range),
    })),
  };
}
