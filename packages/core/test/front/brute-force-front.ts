/** Indices of the points that no other one dominates, by comparing all pairs; every coordinate is minimised. */
export function bruteForceFront(points: readonly (readonly number[])[]): number[] {
  const dominates = (a: readonly number[], b: readonly number[]): boolean =>
    a.every((value, k) => value <= (b[k] as number)) && a.some((value, k) => value < (b[k] as number));
  return [...points.keys()].filter((i) => !points.some((other) => dominates(other, points[i] as readonly number[])));
}
