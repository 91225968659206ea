import type { Budget } from "../contracts/budget.js";
import type { Hertz } from "../contracts/units.js";
import { averagePower, type Inference, inferenceEnergy, largestInferenceEnergy } from "./average-power.js";
import { batteryPower } from "./battery.js";
import { type Assumption, inferenceAssumptions } from "./inference-assumptions.js";

/** The axis on which a budget compares candidates: a candidate fits when `cost(candidate) <= limit`. */
export interface BudgetAxis {
  /** "J" for energy of one inference or of a window, "W" for average power. */
  readonly unit: "J" | "W";
  readonly limit: number;
  /** Rate that the budget is asked for; undefined for a budget per inference. */
  readonly rate?: Hertz;
  /** Whether the limit is a cap on every inference rather than a mean. */
  readonly hard: boolean;
  /** Cost in `unit`; Infinity when the rate cannot be kept. Allocates nothing. */
  readonly cost: (candidate: Inference) => number;
  /** What had to be assumed to compute the cost. */
  readonly assumptions: (candidate: Inference) => readonly Assumption[];
}

/**
 * The axis of a budget: energy per inference (J), average power (W) for power and battery budgets, energy over the window (J).
 *
 * Costs are linear in the shares of a mixture of candidates, so the concave hull may be taken on this axis.
 * Source: docs/equations.md#budget-axis
 *
 * @example budgetAxis({ kind: "power", power: 2, rate: 5 }).cost({ energy: 0.1 }) // => 0.5
 */
export function budgetAxis(budget: Budget): BudgetAxis {
  const hard = budget.hard ?? false;
  if (budget.kind === "inference") {
    return {
      unit: "J",
      limit: budget.energy,
      hard,
      cost: hard ? largestInferenceEnergy : inferenceEnergy,
      assumptions: energyAssumptions,
    };
  }
  const { rate } = budget;
  const assumptions = powerAssumptions;
  const power = (candidate: Inference): number => averagePower(candidate, rate);
  if (budget.kind === "power") return { unit: "W", limit: budget.power, rate, hard, cost: power, assumptions };
  if (budget.kind === "battery") {
    return { unit: "W", limit: batteryPower(budget.battery, budget.lifetime), rate, hard, cost: power, assumptions };
  }
  const { duration, energy } = budget;
  const cost = (candidate: Inference): number => duration * averagePower(candidate, rate);
  return { unit: "J", limit: energy, rate, hard, cost, assumptions };
}

function energyAssumptions(candidate: Inference): readonly Assumption[] {
  return inferenceAssumptions(candidate, "inference");
}

function powerAssumptions(candidate: Inference): readonly Assumption[] {
  return inferenceAssumptions(candidate, "power");
}
