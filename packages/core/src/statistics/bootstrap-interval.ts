import type { Interval } from "../contracts/interval.js";
import { quantiles } from "./quantile.js";
import { type Random, random } from "./random.js";

export interface BootstrapOptions {
  /** The stream to resample with; instead of `seed`. */
  readonly random?: Random;
  /** Default 0. */
  readonly seed?: number;
  /** Number of resamples; default 2000. */
  readonly resamples?: number;
  /** Share of cases that the interval is meant to cover; default 0.95. */
  readonly level?: number;
}

/**
 * Percentile bootstrap interval of a statistic: the middle `level` of its values over samples drawn from `values`
 * with replacement. For pairs or records, let the values be the pairs. Source: docs/equations.md#bootstrap-interval
 *
 * @param statistic called with as many values as given; must return a number for every resample
 * @throws RangeError without values, for a bad option, or if the statistic is NaN
 * @example bootstrapInterval([1, 2, 3, 4], median, { seed: 1 })
 */
export function bootstrapInterval<T>(
  values: readonly T[],
  statistic: (sample: readonly T[]) => number,
  options: BootstrapOptions = {},
): Interval {
  const { seed = 0, resamples = 2000, level = 0.95 } = options;
  check(values.length, resamples, level);
  const stream = options.random ?? random(seed, "bootstrap");
  return middle(resamples, level, () => statistic(Array.from(values, () => stream.pick(values))));
}

/**
 * The interval of a mean: what `bootstrapInterval` gives for it from the same stream, without an array for every resample.
 *
 * @throws RangeError without values, for a bad option, or if a value is NaN
 * @example bootstrapMean([1, 2, 3, 4], { seed: 1 })
 */
export function bootstrapMean(values: readonly number[], options: BootstrapOptions = {}): Interval {
  const { seed = 0, resamples = 2000, level = 0.95 } = options;
  check(values.length, resamples, level);
  const stream = options.random ?? random(seed, "bootstrap");
  return middle(resamples, level, () => {
    let sum = 0;
    for (let drawn = 0; drawn < values.length; drawn++) sum += stream.pick(values);
    return sum / values.length;
  });
}

function middle(resamples: number, level: number, resample: () => number): Interval {
  const results = Float64Array.from({ length: resamples }, () => {
    const result = resample();
    if (!Number.isNaN(result)) return result;
    throw new RangeError("bootstrapInterval: the statistic must be a number for every resample, got NaN");
  });
  const [low, high] = quantiles(results, [(1 - level) / 2, (1 + level) / 2]) as [number, number];
  return { low, high, level, method: "bootstrap" };
}

function check(count: number, resamples: number, level: number): void {
  if (count === 0) throw new RangeError("bootstrapInterval: needs at least one value, got none");
  if (!(Number.isSafeInteger(resamples) && resamples >= 2)) {
    throw new RangeError(`bootstrapInterval: resamples must be an integer of at least 2, got ${resamples}`);
  }
  if (!(level > 0 && level < 1)) throw new RangeError(`bootstrapInterval: level must be in (0, 1), got ${level}`);
}
