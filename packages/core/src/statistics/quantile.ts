import { quantileSorted } from "simple-statistics";

/**
 * Quantile `q` of values in any order, by linear interpolation between order statistics: type 7 of Hyndman and Fan,
 * the default of R and NumPy. In the unit of the values. Source: docs/equations.md#quantile
 *
 * @throws RangeError without values, if a value is NaN, or if q is outside [0, 1]
 * @example quantile([1, 2, 3, 4], 0.9) // => 3.7
 */
export function quantile(values: readonly number[] | Float64Array, q: number): number {
  return quantiles(values, [q])[0] as number;
}

/**
 * Several quantiles of the same values, sorted once.
 *
 * @example quantiles([1, 2, 3, 4, 5], [0.25, 0.75]) // => [2, 4]
 */
export function quantiles(values: readonly number[] | Float64Array, qs: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError("quantile: needs at least one value, got none");
  const sorted = Float64Array.from(values).toSorted();
  if (Number.isNaN(sorted.at(-1))) throw new RangeError("quantile: values must be numbers, got NaN");
  return qs.map((q) => {
    if (!(q >= 0 && q <= 1)) throw new RangeError(`quantile: q must be in [0, 1], got ${q}`);
    return quantileSorted(sorted as unknown as number[], q);
  });
}

/**
 * The middle value, or the mean of the two middle ones.
 *
 * @example median([3, 1, 2, 10]) // => 2.5
 */
export function median(values: readonly number[] | Float64Array): number {
  return quantile(values, 0.5);
}
