/** Smallest and largest of some values. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The range of the values that are there; undefined when there is none. */
export function range(values: readonly (number | undefined)[]): Range | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === undefined) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? { low, high } : undefined;
}

/**
 * The text of the range in a row, from formatted cells in which lows and highs alternate.
 *
 * @example rangeCell(["1.0", "2.0", "3.0", "3.0"], 1) // => "3.0"
 */
export function rangeCell(cells: readonly string[], row: number): string {
  const [low = "", high = ""] = cells.slice(2 * row, 2 * row + 2);
  return low === high ? low : `${low}–${high}`;
}
