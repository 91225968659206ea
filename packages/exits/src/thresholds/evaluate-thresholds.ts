import { type Fraction, InputError } from "@joulebook/core";
import { type ExitColumns, exitColumns, type ExitData } from "./exit-data.js";

/** What thresholds give on a set of examples. */
export interface ThresholdResult {
  readonly accuracy: Fraction;
  /** Mean cost, in the unit of the costs. */
  readonly cost: number;
  /** Share of the examples that leaves at each exit. */
  readonly exitShares: readonly Fraction[];
}

/** Examples by the exit they leave at. */
export interface ExitCounts {
  readonly left: readonly number[];
  /** Right answers among them. */
  readonly right: readonly number[];
}

/**
 * What thresholds give: an example leaves at the first exit whose confidence is at least its threshold; the last exit takes
 * the rest. Exact: every example is replayed.
 *
 * Source: docs/equations.md#exit-thresholds
 *
 * @param thresholds one for each exit but the last, in [0, 1]
 * @throws InputError (exit code 3) for data that do not fit, or thresholds outside [0, 1]
 * @example evaluateThresholds({ confidence: [[0.9, 1], [0.2, 1]], correct: [[1, 1], [0, 1]], cost: [1, 3] }, [0.5]) // => { accuracy: 1, cost: 2, exitShares: [0.5, 0.5] }
 */
export function evaluateThresholds(data: ExitData, thresholds: readonly number[]): ThresholdResult {
  const columns = exitColumns(data);
  checkThresholds(thresholds, columns.exits);
  return thresholdResult(countExits(columns, thresholds), data.cost);
}

/** @throws InputError unless there is one threshold in [0, 1] for each exit but the last */
export function checkThresholds(thresholds: readonly number[], exits: number): void {
  if (thresholds.length !== exits - 1) {
    const message = `there are ${thresholds.length} thresholds for ${exits} exits`;
    throw new InputError([{ code: "thresholds", message, expected: `${exits - 1}, one for each exit but the last` }]);
  }
  const wrong = thresholds.findIndex((value) => !(value >= 0 && value <= 1));
  if (wrong >= 0) {
    const message = `the threshold of exit ${wrong + 1} is ${thresholds[wrong]}`;
    throw new InputError([{ code: "bad-threshold", message, expected: "a number in [0, 1]" }]);
  }
}

/** Counts who leaves where; thresholds may be anything here, Infinity meaning that nobody leaves. */
export function countExits({ examples, exits, score, right }: ExitColumns, thresholds: ArrayLike<number>): ExitCounts {
  const left = Array.from({ length: exits }, () => 0);
  const good = Array.from({ length: exits }, () => 0);
  const last = exits - 1;
  for (let n = 0, at = 0; n < examples; n++, at += exits) {
    let k = 0;
    while (k < last && !((score[at + k] as number) >= (thresholds[k] as number))) k++;
    left[k] = (left[k] as number) + 1;
    good[k] = (good[k] as number) + (right[at + k] as number);
  }
  return { left, right: good };
}

/** Shares, accuracy and mean cost from counts. */
export function thresholdResult({ left, right }: ExitCounts, cost: readonly number[]): ThresholdResult {
  const examples = left.reduce((sum, count) => sum + count, 0);
  return {
    accuracy: right.reduce((sum, count) => sum + count, 0) / examples,
    cost: left.reduce((sum, count, k) => sum + count * (cost[k] as number), 0) / examples,
    exitShares: left.map((count) => count / examples),
  };
}
