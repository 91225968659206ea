import { InputError, type Trace, type TraceSplit } from "@joulebook/core";
import type { OperatingChoice } from "./score-model.js";

/** One exit of a network as a detector of one class. */
export interface OneClassDetector {
  /** From 1. */
  readonly exit: number;
  /** The class whose examples are events. */
  readonly of: number;
}

/**
 * Scores of one exit as a detector of one class: the class's probability from the logits where the trace has them, else
 * the confidence where the exit answers with the class and the rest shared evenly where not.
 *
 * @throws InputError where the trace has no such exit or class, or no example of either kind in the split
 */
export function traceScores(
  trace: Trace,
  { exit, of }: OneClassDetector,
  split: TraceSplit,
): { readonly events: Float64Array; readonly others: Float64Array } {
  if (!(Number.isInteger(exit) && exit >= 1 && exit <= trace.exits))
    throw fault(`exit ${exit} is not in the trace`, `an exit from 1 to ${trace.exits}`);
  const rows = trace.split.flatMap((one, row) => (one === split ? [row] : []));
  const isEvent = (row: number): boolean => trace.label[row] === of;
  const events = Float64Array.from(rows.filter(isEvent), (row) => scoreOf(trace, row, exit - 1, of));
  const others = Float64Array.from(
    rows.filter((row) => !isEvent(row)),
    (row) => scoreOf(trace, row, exit - 1, of),
  );
  if (events.length === 0 || others.length === 0)
    throw fault(
      `the ${split} split has ${events.length} examples of class ${of} and ${others.length} others`,
      "some of both",
    );
  return { events, others };
}

function scoreOf(trace: Trace, row: number, exit: number, of: number): number {
  const at = row * trace.exits + exit;
  const { classes, logits } = trace;
  if (logits !== undefined && classes !== undefined) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) largest = Math.max(largest, logits[at * classes + c] as number);
    let total = 0;
    for (let c = 0; c < classes; c++) total += Math.exp((logits[at * classes + c] as number) - largest);
    return Math.exp((logits[at * classes + of] as number) - largest) / total;
  }
  const confidence = trace.confidence[at] as number;
  return trace.predicted[at] === of ? confidence : (1 - confidence) / Math.max(1, (classes ?? 10) - 1);
}

/**
 * Hits and false hits of every threshold that two sets of scores can tell apart, from the strictest on.
 *
 * @example rocOfScores(Float64Array [0.9, 0.4], Float64Array [0.5]) // => [{ hit: 0.5, falseHit: 0 }, { hit: 0.5, falseHit: 1 }, { hit: 1, falseHit: 1 }]
 */
export function rocOfScores(events: Float64Array, others: Float64Array): readonly OperatingChoice[] {
  const [high, low] = [events.toSorted(), others.toSorted()];
  const thresholds = [...new Set([...high, ...low])].toSorted((a, b) => b - a);
  return thresholds.map((threshold) => sharesAbove(high, low, threshold));
}

/** Hits and false hits of one threshold; both lists sorted. */
export function sharesAbove(events: Float64Array, others: Float64Array, threshold: number): OperatingChoice {
  return { hit: shareFrom(events, threshold), falseHit: shareFrom(others, threshold) };
}

/** Share of sorted values that are at least the threshold. */
function shareFrom(sorted: Float64Array, threshold: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < threshold) low = middle + 1;
    else high = middle;
  }
  return (sorted.length - low) / sorted.length;
}

function fault(message: string, expected: string): InputError {
  return new InputError([{ code: "bad-trace", message, expected }]);
}
