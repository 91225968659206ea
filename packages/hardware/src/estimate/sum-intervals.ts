import type { Interval } from "@joulebook/core";

/** A value with its range, where it has one. */
export interface Ranged {
  readonly value: number;
  readonly interval?: Interval | undefined;
}

/**
 * Range of a sum whose parts may all be wrong in the same direction: the sum of the ends, at the lowest level of the
 * parts. Parts without a range count as exact; no part with a range: none.
 * Source: docs/equations.md#operation-table
 *
 * @example sumIntervals([{ value: 2, interval: { low: 1, high: 3, level: 1, method: "table" } }, { value: 4 }])?.high // => 7
 */
export function sumIntervals(parts: readonly Ranged[]): Interval | undefined {
  let first: Interval | undefined;
  let declared: Interval | undefined;
  let low = 0;
  let high = 0;
  let level = Infinity;
  for (const { value, interval } of parts) {
    low += interval === undefined ? value : interval.low;
    high += interval === undefined ? value : interval.high;
    if (interval === undefined) continue;
    first ??= interval;
    if (interval.method === "declared") declared ??= interval;
    if (interval.level < level) level = interval.level;
  }
  return first && { low, high, level, method: (declared ?? first).method };
}
