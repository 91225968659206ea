/**
 * Softmax probabilities of one row of logits, in double precision.
 * Source: docs/equations.md#training-loss
 * @example softmax([0, 0]) // => Float64Array [0.5, 0.5]
 */
export function softmax(logits: ArrayLike<number>): Float64Array {
  const result = Float64Array.from(logits);
  let largest = Number.NEGATIVE_INFINITY;
  for (const value of result) largest = Math.max(largest, value);
  let sum = 0;
  for (let k = 0; k < result.length; k++) sum += result[k] = Math.exp((result[k] as number) - largest);
  for (let k = 0; k < result.length; k++) result[k] = (result[k] as number) / sum;
  return result;
}

/** Index of the largest value; the first one on a tie. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if ((values[k] as number) > (values[best] as number)) best = k;
  return best;
}
