import { paretoFront2 } from "./pareto-front-2.js";

/** A quantity to optimise, read off an item. */
export interface Objective<T> {
  /** For messages; default is the objective's place in the list. */
  readonly name?: string;
  readonly value: (item: T) => number;
  readonly direction: "minimise" | "maximise";
}

/**
 * The items that no other item beats: none is at least as good in every objective and better in one.
 *
 * Sorted from the best to the worst value of the first objective, then of the second, and so on; items equal in every
 * objective all stay, in their order. O(n log n) in one and two objectives, O(n f) with a front of f items in more.
 * Source: docs/equations.md#pareto-front
 *
 * @throws RangeError without objectives, or if a value is NaN
 * @example
 * paretoFront(models, [
 *   { value: (m) => m.energy, direction: "minimise" },
 *   { value: (m) => m.accuracy, direction: "maximise" },
 * ])
 */
export function paretoFront<T>(items: readonly T[], objectives: readonly Objective<T>[]): T[] {
  if (objectives.length === 0) throw new RangeError("paretoFront: needs at least one objective, got none");
  const losses = objectives.map((objective, place) => lossColumn(items, objective, place));
  const [first, second] = losses as [Float64Array, Float64Array?];
  const front =
    losses.length > 2
      ? frontOfMany(losses)
      : paretoFront2(first, second?.map((loss) => -loss) ?? new Float64Array(items.length));
  return Array.from(front, (index) => items[index] as T);
}

/** The objective's values with small ones good. */
function lossColumn<T>(items: readonly T[], objective: Objective<T>, place: number): Float64Array {
  const { name = `objective ${place + 1}`, value, direction } = objective;
  const sign = direction === "minimise" ? 1 : -1;
  const column = new Float64Array(items.length);
  items.forEach((item, index) => {
    const loss = sign * value(item);
    if (Number.isNaN(loss)) throw new RangeError(`paretoFront: ${name} must be a number, got NaN for item ${index}`);
    column[index] = loss;
  });
  return column;
}

/** In lexicographic order an item can only be beaten by an earlier one, and then by one on the front. */
function frontOfMany(losses: readonly Float64Array[]): number[] {
  const order = Array.from((losses[0] as Float64Array).keys()).toSorted((a, b) => {
    for (const column of losses) {
      const difference = compare(column[a] as number, column[b] as number);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
  const front: number[] = [];
  for (const index of order) {
    if (!front.some((other) => beats(losses, other, index))) front.push(index);
  }
  return front;
}

/** Infinities make a difference of NaN, hence no subtraction. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function beats(losses: readonly Float64Array[], a: number, b: number): boolean {
  let better = false;
  for (const column of losses) {
    const x = column[a] as number;
    const y = column[b] as number;
    if (x > y) return false;
    if (x < y) better = true;
  }
  return better;
}
