import { checkPoints } from "./check-points.js";

/**
 * Points sorted into fronts under minimisation, as arrays of indices: nothing dominates the first front, only the first
 * front the second, and so on. Equal points share a front; indices within a front ascend.
 *
 * Points in lexicographic order can only be dominated by earlier ones, so each is put into its front by a binary search
 * over the fronts so far: O(n log n) in two objectives, O(n log² n) in three (each front keeps the staircase of its two
 * last objectives), O(n f log n) with fronts of f points in more. Source: docs/equations.md#non-dominated-sort
 *
 * @throws RangeError if the points differ in length or hold NaN
 * @example nonDominatedSort([[1, 2], [2, 1], [2, 2]]) // => [[0, 1], [2]]
 */
export function nonDominatedSort(points: readonly (readonly number[])[]): number[][] {
  checkPoints("nonDominatedSort", points);
  const dimensions = points[0]?.length ?? 1;
  const order = points.map((_, index) => index).toSorted((a, b) => compare(points[a], points[b], dimensions) || a - b);
  const ranks = new Uint32Array(points.length);
  const fronts: FrontIndex[] = [];
  let before = -1;
  for (const index of order) {
    const point = points[index] as readonly number[];
    if (before >= 0 && compare(points[before], point, dimensions) === 0) {
      ranks[index] = ranks[before] as number;
      continue;
    }
    before = index;
    let low = 0;
    let high = fronts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((fronts[middle] as FrontIndex).dominates(point)) low = middle + 1;
      else high = middle;
    }
    if (low === fronts.length) fronts.push(frontIndex(dimensions));
    (fronts[low] as FrontIndex).add(point);
    ranks[index] = low;
  }
  const result: number[][] = fronts.map(() => []);
  ranks.forEach((rank, index) => (result[rank] as number[]).push(index));
  return result;
}

/** What one front must answer: does it dominate a point that is lexicographically later and equal to none of it? */
interface FrontIndex {
  dominates(point: readonly number[]): boolean;
  add(point: readonly number[]): void;
}

function frontIndex(dimensions: number): FrontIndex {
  if (dimensions === 1) return { dominates: () => true, add() {} };
  if (dimensions === 2) return lowestSecond();
  return dimensions === 3 ? new Staircase() : listed();
}

function lowestSecond(): FrontIndex {
  let lowest = Number.POSITIVE_INFINITY;
  let empty = true;
  return {
    dominates: (point) => !empty && lowest <= (point[1] as number),
    add(point) {
      lowest = Math.min(lowest, point[1] as number);
      empty = false;
    },
  };
}

/** The lowest (second, third) objectives so far: second ascending, third strictly descending. */
class Staircase implements FrontIndex {
  readonly #second: number[] = [];
  readonly #third: number[] = [];

  dominates(point: readonly number[]): boolean {
    const at = this.#beyond(point[1] as number);
    return at > 0 && (this.#third[at - 1] as number) <= (point[2] as number);
  }

  add(point: readonly number[]): void {
    const [, second, third] = point as readonly [number, number, number];
    const end = this.#beyond(second);
    if (end > 0 && (this.#third[end - 1] as number) <= third) return;
    let start = end;
    while (start > 0 && this.#second[start - 1] === second) start--;
    let stop = end;
    while (stop < this.#third.length && (this.#third[stop] as number) >= third) stop++;
    this.#second.splice(start, stop - start, second);
    this.#third.splice(start, stop - start, third);
  }

  /** Number of steps whose second objective is at most this. */
  #beyond(second: number): number {
    let low = 0;
    let high = this.#second.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#second[middle] as number) <= second) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function listed(): FrontIndex {
  const members: (readonly number[])[] = [];
  return {
    // Later members are nearer in lexicographic order, so they dominate more often.
    dominates: (point) =>
      members.findLast((member) => member.every((value, k) => value <= (point[k] as number))) !== undefined,
    add: (point) => void members.push(point),
  };
}

function compare(a: readonly number[] | undefined, b: readonly number[] | undefined, dimensions: number): number {
  for (let k = 0; k < dimensions; k++) {
    const x = a?.[k] as number;
    const y = b?.[k] as number;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
