import { formatDuration, type PowerFinding, type Seconds } from "@joulebook/core";
import type { TraceWalker } from "./trace-walker.js";

/** Polls for each change from which a sensor counts as read more often than it updates. */
const fewestPolls = 2.5;

/**
 * Median time between changes where the sensor updates less often than it is read: at least 2.5 readings for each change, and
 * changes about equally far apart (the middle half within 50 % of the median), which a steady power of a coarse sensor is not.
 */
export function updateInterval(walker: TraceWalker): Seconds | undefined {
  const { updates, typical } = walker;
  if (updates.count < 2) return undefined;
  const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => updates.quantile(q)) as [number, number, number];
  return middle >= fewestPolls * typical && high - low <= 0.5 * middle ? middle : undefined;
}

/** What the walk over a channel found. */
export function traceFindings(walker: TraceWalker): PowerFinding[] {
  const { typical } = walker;
  const update = updateInterval(walker);
  const found = (code: string, count: number, message: string): PowerFinding[] =>
    count > 0 ? [{ code, count, message }] : [];
  const stall = walker.longestStall;
  const stalled = stall > 20 * (update ?? typical) && stall > 50 * typical;
  return [
    ...found(
      "over-polled",
      update === undefined ? 0 : 1,
      `the sensor updates about every ${formatDuration(update ?? 0)} but is read every ${formatDuration(typical)}: ` +
        `${walker.samples} samples hold about ${walker.changes + 1} readings`,
    ),
    ...found(
      "stalled",
      stalled ? 1 : 0,
      `the value does not change for ${formatDuration(stall)} (${Math.round(stall / typical)} samples), from time ` +
        `${walker.stallStart} on: the sensor may have stopped`,
    ),
    ...found(
      "dropped-samples",
      walker.dropped,
      "samples are missing: the line between their neighbours stands for them",
    ),
    ...found(
      "gap",
      walker.gaps,
      `no samples for ${formatDuration(walker.gapTime)} in all: no energy is counted there (--max-gap bridges longer ones)`,
    ),
    ...found("duplicate-times", walker.duplicates, "samples have the time of the one before, and are left out"),
    ...found("out-of-order", walker.outOfOrder, "samples are earlier than the one before, and are left out"),
    ...found("clock-jump", walker.jumps, "the clock jumps back: what follows is taken as a log of its own"),
    ...found("counter-wrap", walker.wraps, "the counter starts again at 0, and is continued"),
    ...found(
      "counter-reset",
      walker.resets,
      "the counter falls and the log does not say where it starts again: no energy is counted there",
    ),
    ...found("negative-power", walker.negative, "values are below 0: an offset of the meter, or power that flows back"),
    ...found(
      "unit-slip",
      walker.powerSlips,
      "neighbours differ by a factor near 1000: a unit may change within the log, or the device sleeps",
    ),
    ...found(
      "time-slip",
      walker.timeSlips > 2 ? walker.timeSlips : 0,
      "intervals are about 1000 times the usual ones: a unit may change within the log",
    ),
  ];
}
