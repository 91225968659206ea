/** Plotly's settings of a logarithmic axis: the range in powers of ten, and ticks at 1, 2 and 5 written as plain numbers. */
export interface LogAxis {
  readonly type: "log";
  readonly range: readonly [number, number];
  readonly tickvals: readonly number[];
  readonly ticktext: readonly string[];
}

/** Decades from one tick to the next, at most: from 2 to 5. No axis is shorter, so that each has a tick. */
const widestGap = 0.4;

/**
 * A logarithmic axis around the values, with a margin on both sides as a share of the span.
 *
 * Over less than a decade ticks stand at 1, 1.5, 2, 3, 4, 5, 6 and 8; over at most two decades at 1, 2 and 5; over at
 * most four at 1 and 3; beyond that at each power of ten.
 *
 * @param values positive values as shown (already scaled to the axis unit)
 * @throws RangeError if no value is positive
 * @example logAxis([10, 100]).tickvals // => [10, 20, 50, 100]
 */
export function logAxis(values: readonly number[], margin = 0.05): LogAxis {
  const logs = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  if (logs.length === 0) throw new RangeError("logAxis: needs at least one positive value");
  const low = Math.min(...extent(logs));
  const high = Math.max(...extent(logs));
  const pad = Math.max((high - low) * margin, (widestGap - (high - low)) / 2);
  const range = [low - pad, high + pad] as const;
  const tickvals = ticks(range);
  return { type: "log", range, tickvals, ticktext: tickvals.map(tickText) };
}

function extent(values: readonly number[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

function ticks([low, high]: readonly [number, number]): number[] {
  const span = high - low;
  const steps = span <= 0.7 ? [1, 1.5, 2, 3, 4, 5, 6, 8] : span <= 2.3 ? [1, 2, 5] : span <= 4 ? [1, 3] : [1];
  const found: number[] = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
    for (const step of steps) {
      const log = power + Math.log10(step);
      if (log >= low - 1e-9 && log <= high + 1e-9) found.push(Number(`${step}e${power}`));
    }
  }
  return found;
}

function tickText(value: number): string {
  return value >= 1e6 || value < 1e-4 ? value.toExponential(0) : String(value);
}
