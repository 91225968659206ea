/** What fronts and hulls are taken of: planned cost and accuracy of each candidate. */
export interface Columns {
  readonly cost: Float64Array;
  readonly accuracy: Float64Array;
}

/** The values of a column at `indices`. */
export function valuesAt(values: Float64Array, indices: Uint32Array): Float64Array {
  const picked = new Float64Array(indices.length);
  for (let k = 0; k < indices.length; k++) picked[k] = values[indices[k] as number] as number;
  return picked;
}

/** `indices` at the given places. */
export function pick(indices: Uint32Array, places: Uint32Array): Uint32Array {
  const picked = new Uint32Array(places.length);
  for (let k = 0; k < places.length; k++) picked[k] = indices[places[k] as number] as number;
  return picked;
}
