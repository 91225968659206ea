/**
 * The arithmetic mean, summed in the order given; in the unit of the values.
 *
 * @throws RangeError without values
 * @example mean([1, 2, 6]) // => 3
 */
export function mean(values: readonly number[] | Float64Array): number {
  if (values.length === 0) throw new RangeError("mean: needs at least one value, got none");
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
