import type { Fraction, Joules } from "../contracts/units.js";
import type { CostCurve } from "./cost-curve.js";
import { checkAlpha } from "./cost-model.js";
import { type AccuracyRange, type OptimalAccuracy, optimalAccuracyAtPrice } from "./optimal-accuracy.js";

/** What follows from a binary decision: acting on it costs energy, and more if the decision was wrong. */
export interface DecisionExecution {
  /** Energy of acting on a right decision, E_X. */
  readonly executionEnergy: Joules;
  /** How many times that energy a wrong decision costs, gamma >= 1. */
  readonly penalty: number;
}

/**
 * Mean energy of making and carrying out one binary decision, E = E_D + A E_X + (1 - A) gamma E_X, in joules.
 *
 * A is the share of right decisions. Source: docs/equations.md#binary-decision
 *
 * @throws RangeError if an energy is negative, the accuracy outside [0, 1], or the penalty below 1
 * @example binaryDecisionEnergy({ decisionEnergy: 2, accuracy: 0.75, executionEnergy: 4, penalty: 3 }) // => 8
 */
export function binaryDecisionEnergy({
  decisionEnergy,
  accuracy,
  ...execution
}: DecisionExecution & { readonly decisionEnergy: Joules; readonly accuracy: Fraction }): Joules {
  checkExecution("binaryDecisionEnergy", execution);
  if (!(decisionEnergy >= 0)) {
    throw new RangeError(`binaryDecisionEnergy: decisionEnergy must be at least 0 J, got ${decisionEnergy}`);
  }
  if (!(accuracy >= 0 && accuracy <= 1)) {
    throw new RangeError(`binaryDecisionEnergy: accuracy must be in [0, 1], got ${accuracy}`);
  }
  const { executionEnergy, penalty } = execution;
  return decisionEnergy + accuracy * executionEnergy + (1 - accuracy) * penalty * executionEnergy;
}

/**
 * The accuracy that minimises the energy of a binary decision whose E_D follows a curve in units of `maxDecisionEnergy`.
 *
 * For the exponential curve A* = ln((gamma - 1) E_X / (a b E_Dmax)) / b, Merkel's (9), clamped to the range; with
 * gamma = 1 or E_X = 0 nothing depends on the decision being right, and the cheapest design is best.
 * Source: docs/equations.md#binary-decision
 *
 * @throws RangeError as `errorPrice` and `optimalAccuracy` do
 */
export function optimalDecisionAccuracy(
  curve: CostCurve,
  execution: DecisionExecution & { readonly maxDecisionEnergy: Joules },
  range: AccuracyRange,
): OptimalAccuracy {
  return optimalAccuracyAtPrice(curve, errorPrice(execution), range);
}

/**
 * Price of one wrong decision in units of the largest decision energy, (gamma - 1) E_X / E_Dmax; a pure number.
 *
 * @throws RangeError if E_X is negative, the penalty below 1, or maxDecisionEnergy not above 0
 */
export function errorPrice({
  maxDecisionEnergy,
  ...execution
}: DecisionExecution & { readonly maxDecisionEnergy: Joules }): number {
  checkExecution("errorPrice", execution);
  checkMaximum("errorPrice", maxDecisionEnergy);
  return ((execution.penalty - 1) * execution.executionEnergy) / maxDecisionEnergy;
}

/**
 * The weight alpha whose optimum is that of a binary decision, 1 / (1 + (gamma - 1) E_X / E_Dmax).
 *
 * Valid for the execution cost C_X = 1 - A only. Source: docs/equations.md#equivalent-alpha
 *
 * @throws RangeError as `errorPrice` does
 * @example equivalentAlpha({ executionEnergy: 3, penalty: 2, maxDecisionEnergy: 1 }) // => 0.25
 */
export function equivalentAlpha(execution: DecisionExecution & { readonly maxDecisionEnergy: Joules }): Fraction {
  return 1 / (1 + errorPrice(execution));
}

/**
 * The other way: the penalty gamma = 1 + (1 - alpha) / alpha * E_Dmax / E_X of the binary decision whose optimum is
 * that of alpha; Infinity for alpha = 0. Source: docs/equations.md#equivalent-alpha
 *
 * @throws RangeError if alpha is outside [0, 1] or an energy is not above 0
 * @example equivalentPenalty({ alpha: 0.25, executionEnergy: 3, maxDecisionEnergy: 1 }) // => 2
 */
export function equivalentPenalty({
  alpha,
  executionEnergy,
  maxDecisionEnergy,
}: {
  readonly alpha: Fraction;
  readonly executionEnergy: Joules;
  readonly maxDecisionEnergy: Joules;
}): number {
  checkAlpha("equivalentPenalty", alpha);
  checkMaximum("equivalentPenalty", maxDecisionEnergy);
  if (!(executionEnergy > 0)) {
    throw new RangeError(`equivalentPenalty: executionEnergy must be above 0 J, got ${executionEnergy}`);
  }
  return 1 + (((1 - alpha) / alpha) * maxDecisionEnergy) / executionEnergy;
}

function checkExecution(where: string, { executionEnergy, penalty }: DecisionExecution): void {
  if (!(executionEnergy >= 0)) {
    throw new RangeError(`${where}: executionEnergy must be at least 0 J, got ${executionEnergy}`);
  }
  if (!(penalty >= 1)) throw new RangeError(`${where}: penalty must be at least 1, got ${penalty}`);
}

function checkMaximum(where: string, maxDecisionEnergy: number): void {
  if (!(maxDecisionEnergy > 0)) {
    throw new RangeError(`${where}: maxDecisionEnergy must be above 0 J, got ${maxDecisionEnergy}`);
  }
}
