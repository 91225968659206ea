/**
 * Hypervolume of points under minimisation: the area (two objectives) or volume (three) of the part of space that
 * some point is at least as good as, up to the reference point; in the product of the objectives' units.
 *
 * Points that are not better than the reference in every objective add nothing. O(n log n) in two objectives; in three
 * a sweep along the last one with a sorted staircase, O(n log n) searches and one array move per point.
 * Source: docs/equations.md#hypervolume
 *
 * @throws RangeError if the reference has not two or three finite coordinates, a point has another number of
 * coordinates, or a coordinate is NaN or -Infinity
 * @example hypervolume([[1, 2], [2, 1]], [3, 3]) // => 3
 */
export function hypervolume(points: readonly (readonly number[])[], reference: readonly number[]): number {
  const dimensions = reference.length;
  if ((dimensions !== 2 && dimensions !== 3) || !reference.every(Number.isFinite)) {
    throw new RangeError(`hypervolume: reference must be two or three finite numbers, got [${reference.join(", ")}]`);
  }
  points.forEach((point, index) => checkPoint(point, index, dimensions));
  const inside = points.filter((point) => point.every((value, k) => value < (reference[k] as number)));
  const [x, y, z] = reference as [number, number, number?];
  const staircase = new Staircase(x, y);
  if (z === undefined) {
    for (const [px, py] of inside as unknown as readonly [number, number][]) staircase.add(px, py);
    return staircase.area;
  }
  const sweep = (inside as unknown as readonly [number, number, number][]).toSorted((a, b) => a[2] - b[2]);
  let volume = 0;
  sweep.forEach(([px, py, pz], i) => {
    staircase.add(px, py);
    volume += staircase.area * ((sweep[i + 1]?.[2] ?? z) - pz);
  });
  return volume;
}

function checkPoint(point: readonly number[], index: number, dimensions: number): void {
  if (point.length !== dimensions) {
    throw new RangeError(
      `hypervolume: point ${index} must have as many coordinates as the reference (${dimensions}), got ${point.length}`,
    );
  }
  for (const value of point) {
    if (value > Number.NEGATIVE_INFINITY) continue;
    throw new RangeError(`hypervolume: coordinates must be numbers above -Infinity, got ${value} in point ${index}`);
  }
}

/** The non-dominated points of a plane, x ascending and y descending, with the area they cover up to a corner. */
class Staircase {
  area = 0;
  readonly #xs: number[] = [];
  readonly #ys: number[] = [];
  readonly #cornerX: number;
  readonly #cornerY: number;

  constructor(cornerX: number, cornerY: number) {
    this.#cornerX = cornerX;
    this.#cornerY = cornerY;
  }

  add(x: number, y: number): void {
    const at = this.#firstBeyond(x);
    let ceiling = at === 0 ? this.#cornerY : (this.#ys[at - 1] as number);
    if (ceiling <= y) return;
    let beaten = at;
    let left = x;
    for (; beaten < this.#xs.length && (this.#ys[beaten] as number) >= y; beaten++) {
      this.area += ((this.#xs[beaten] as number) - left) * (ceiling - y);
      left = this.#xs[beaten] as number;
      ceiling = this.#ys[beaten] as number;
    }
    this.area += ((this.#xs[beaten] ?? this.#cornerX) - left) * (ceiling - y);
    this.#replace(at, beaten - at, x, y);
  }

  /** Place of the first point with a larger x. A point of equal x is before it, so it is never beaten but kept. */
  #firstBeyond(x: number): number {
    let low = 0;
    let high = this.#xs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#xs[middle] as number) > x) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #replace(at: number, count: number, x: number, y: number): void {
    this.#xs.splice(at, count, x);
    this.#ys.splice(at, count, y);
  }
}
