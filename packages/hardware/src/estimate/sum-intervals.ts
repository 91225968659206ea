import type { Interval } from "@joulebook/core";

/** A value with its range, where it has one. */
export interface Ranged {
  readonly value: number;
  readonly interval?: Interval;
}

/**
 * Range of a sum whose parts may all be wrong in the same direction: the sum of the ends, at the lowest level of the
 * parts. Parts without a range count as exact; no part with a range: none.
 * Source: docs/equations.md#operation-table
 *
 * @example sumIntervals([{ value: 2, interval: { low: 1, high: 3, level: 1, method: "table" } }, { value: 4 }])?.high // => 7
 */
export function sumIntervals(parts: readonly Ranged[]): Interval | undefined {
  const ranges = parts.flatMap(({ interval }) => (interval === undefined ? [] : [interval]));
  const [first] = ranges;
  if (first === undefined) return undefined;
  return {
    low: parts.reduce((sum, { value, interval }) => sum + (interval?.low ?? value), 0),
    high: parts.reduce((sum, { value, interval }) => sum + (interval?.high ?? value), 0),
    level: Math.min(...ranges.map(({ level }) => level)),
    method: ranges.find(({ method }) => method === "declared")?.method ?? first.method,
  };
}
