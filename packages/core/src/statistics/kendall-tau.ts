import { argsort } from "../front/argsort.js";

/**
 * Kendall's tau-b: (concordant - discordant pairs) / sqrt(pairs untied in x * pairs untied in y), from -1 to 1.
 *
 * Knight's algorithm, O(n log n). `undefined` where every x or every y is the same: there is no order to compare.
 * Source: docs/equations.md#rank-correlation
 *
 * @throws RangeError if the lengths differ, there are fewer than two pairs, or a value is NaN
 * @example kendallTau([1, 2, 3, 4], [1, 3, 2, 4]) // => 0.6666666666666666
 */
export function kendallTau(x: readonly number[], y: readonly number[]): number | undefined {
  checkPairs("kendallTau", x, y);
  const byY = argsort(Float64Array.from(y));
  const stable = argsort(Float64Array.from(byY, (index) => x[index] as number));
  const order = Array.from(stable, (place) => byY[place] as number);
  const pairs = (x.length * (x.length - 1)) / 2;
  const tiedX = tiedPairs(order, (a, b) => x[a] === x[b]);
  const tiedBoth = tiedPairs(order, (a, b) => x[a] === x[b] && y[a] === y[b]);
  const tiedY = tiedPairs([...byY], (a, b) => y[a] === y[b]);
  const discordant = inversions(order.map((index) => y[index] as number));
  const untied = Math.sqrt(pairs - tiedX) * Math.sqrt(pairs - tiedY);
  return untied === 0 ? undefined : (pairs - tiedX - tiedY + tiedBoth - 2 * discordant) / untied;
}

export function checkPairs(where: string, x: readonly number[], y: readonly number[]): void {
  if (x.length !== y.length || x.length < 2) {
    throw new RangeError(`${where}: needs at least two pairs, got ${x.length} x and ${y.length} y`);
  }
  for (const values of [x, y]) {
    const index = values.findIndex((value) => Number.isNaN(value));
    if (index >= 0) throw new RangeError(`${where}: values must be numbers, got NaN in pair ${index}`);
  }
}

/** Pairs within runs of equal neighbours. */
function tiedPairs(order: readonly number[], equal: (a: number, b: number) => boolean): number {
  let total = 0;
  let run = 0;
  for (let i = 1; i < order.length; i++) {
    run = equal(order[i - 1] as number, order[i] as number) ? run + 1 : 0;
    total += run;
  }
  return total;
}

/** Pairs whose first value is the larger one, counted while merging. */
function inversions(values: readonly number[]): number {
  let from = [...values];
  let to = [...values];
  let total = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      for (let place = start; place < end; place++) {
        const takeRight = right < end && (left >= middle || (from[right] as number) < (from[left] as number));
        if (takeRight) total += middle - left;
        to[place] = from[takeRight ? right++ : left++] as number;
      }
    }
    [from, to] = [to, from];
  }
  return total;
}
