import { exitCodes, type Fraction, InputError } from "@joulebook/core";
import type { ThresholdResult } from "./evaluate-thresholds.js";

/** Least cost at an accuracy, or the best accuracy at a mean cost. */
export type ExitGoal = { readonly accuracy: Fraction } | { readonly cost: number };

/** Accuracies and costs are sums of many terms: what rounding does to them decides nothing. */
const slack = 1e-12;

/** @throws InputError (exit code 2) for a goal that is no number, an accuracy outside [0, 1] or a cost below 0 */
export function checkGoal(goal: ExitGoal): void {
  const [name, value, expected, good] =
    "accuracy" in goal
      ? (["accuracy", goal.accuracy, "a number in [0, 1]", goal.accuracy >= 0 && goal.accuracy <= 1] as const)
      : (["mean cost", goal.cost, "a number from 0", goal.cost >= 0] as const);
  if (good) return;
  throw new InputError([{ code: "bad-goal", message: `the wanted ${name} is ${value}`, expected }], exitCodes.usage);
}

export function reaches({ accuracy, cost }: ThresholdResult, goal: ExitGoal): boolean {
  return "accuracy" in goal ? accuracy >= goal.accuracy - slack : cost <= goal.cost * (1 + slack) + slack;
}

/**
 * How well right answers and a total cost serve a goal, as one number: whatever reaches it is better than whatever does not, then
 * the cheaper (or more accurate) is, then the more accurate (or cheaper).
 */
export function worthOf(
  goal: ExitGoal,
  { examples, largest }: { readonly examples: number; readonly largest: number },
): (right: number, total: number) => number {
  const most = Math.max(examples * largest, Number.MIN_VALUE);
  if ("accuracy" in goal) {
    const need = (goal.accuracy - slack) * examples;
    return (right, total) =>
      right >= need ? (slack * right) / examples - total / most : -3 - (need - right) - (0.5 * total) / most;
  }
  const budget = (goal.cost * (1 + slack) + slack) * examples;
  return (right, total) => (total <= budget ? right - (0.5 * total) / most : -3 - (total - budget) / most);
}
