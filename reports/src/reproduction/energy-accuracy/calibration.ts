import type { Trace } from "@joulebook/core";
import { exitReliability, exitScores, fitTemperatures, type Reliability, traceSplit } from "@joulebook/exits";
import { oncePerRuns } from "./once-per-runs.js";
import type { ExitRuns, Filters } from "./runs.js";

/** How far confidence is accuracy on the test images, exit by exit; after temperatures where there are logits. */
export interface Calibration {
  readonly before: readonly Reliability[];
  readonly after?: readonly Reliability[];
}

export const calibration: (runs: ExitRuns, filters: Filters) => Calibration = oncePerRuns((runs, filters) => {
  const trace = runs.traces[filters];
  const test = traceSplit(trace, "test");
  const before = exitReliability(test);
  if (trace.logits === undefined) return { before };
  return { before, after: exitReliability(test, { temperatures: fitTemperatures(traceSplit(trace, "val")) }) };
});

/** Accuracy of every exit by itself, and with the mean of the probabilities of all exits up to it. */
export function combinedAccuracies(trace: Trace): {
  readonly alone: readonly number[];
  readonly combined: readonly number[];
} {
  const test = traceSplit(trace, "test");
  const accuracies = (combine: boolean): readonly number[] => {
    const { predicted } = exitScores(test, "max-softmax", { combine });
    return Array.from({ length: test.exits }, (_, k) => {
      let right = 0;
      test.label.forEach((label, n) => (right += Number(predicted[n * test.exits + k] === label)));
      return right / test.label.length;
    });
  };
  return { alone: accuracies(false), combined: accuracies(true) };
}
