/** Writes the softmax of `classes` logits from `offset` on, at a temperature, into `into`. */
export function softmax(
  logits: ArrayLike<number>,
  offset: number,
  classes: number,
  temperature: number,
  into: Float64Array,
): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < classes; c++) largest = Math.max(largest, logits[offset + c] as number);
  let sum = 0;
  for (let c = 0; c < classes; c++) {
    const value = Math.exp(((logits[offset + c] as number) - largest) / temperature);
    into[c] = value;
    sum += value;
  }
  for (let c = 0; c < classes; c++) into[c] = (into[c] as number) / sum;
}
