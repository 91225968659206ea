import { type Random, random } from "@joulebook/core";
import type { ExitColumns } from "./exit-data.js";
import { type OrderedExit, orderedExits } from "./exit-order.js";

/** Told of every threshold that a sweep passes: right answers and total cost over all examples. */
export type Visit = (right: number, total: number, exit: number, threshold: number) => void;

/**
 * Moves one threshold at a time, each to the best of all values there are while the others stand still: falling through the
 * confidences of an exit, right answers and cost change one example at a time, so that a sweep over all values costs as much as
 * looking at every example once.
 */
export class CoordinateAscent {
  readonly exits: readonly OrderedExit[];
  readonly #cost: readonly number[];
  readonly #examples: number;
  /** Exit where an example leaves under the thresholds. */
  readonly #first: Uint8Array;
  /** Whether it would be right among the exits behind one, and what it would cost. */
  readonly #lateRight: Uint8Array;
  readonly #lateCost: Float64Array;
  thresholds: number[];

  constructor(columns: ExitColumns, cost: readonly number[]) {
    this.exits = orderedExits(columns);
    this.#cost = cost;
    this.#examples = columns.examples;
    this.#first = new Uint8Array(columns.examples);
    this.#lateRight = new Uint8Array(columns.examples);
    this.#lateCost = new Float64Array(columns.examples);
    this.thresholds = cost.slice(1).map(() => 1);
  }

  /** Passes over all exits, from the last to the first, until none betters what is worth most. */
  climb(worth: (right: number, total: number) => number, visit?: Visit): { readonly worth: number } {
    let best = this.#pass(worth, visit);
    for (let pass = 1; pass < 50; pass++) {
      const now = this.#pass(worth, visit);
      if (!(now > best + 1e-13 * Math.max(1, Math.abs(best)))) break;
      best = now;
    }
    return { worth: best };
  }

  #pass(worth: (right: number, total: number) => number, visit: Visit | undefined): number {
    const last = this.exits.length - 1;
    const [first, lateRight, lateCost, examples] = [this.#first, this.#lateRight, this.#lateCost, this.#examples];
    let [right, total] = this.#leave();
    lateRight.set((this.exits[last] as OrderedExit).right);
    lateCost.fill(this.#cost[last] as number);
    let worthNow = worth(right, total);
    for (let k = last - 1; k >= 0; k--) {
      const { score, right: ownRight } = this.exits[k] as OrderedExit;
      const ownCost = this.#cost[k] as number;
      // As if nobody left here.
      for (let n = 0; n < examples; n++) {
        if (first[n] !== k) continue;
        right += (lateRight[n] as number) - (ownRight[n] as number);
        total += (lateCost[n] as number) - ownCost;
      }
      [right, total, worthNow] = this.#sweep(k, right, total, worth, visit, worthNow);
      const threshold = this.thresholds[k] as number;
      for (let n = 0; n < examples; n++) {
        if ((score[n] as number) < threshold) continue;
        lateRight[n] = ownRight[n] as number;
        lateCost[n] = ownCost;
      }
    }
    return worthNow;
  }

  /** The best threshold of one exit; on equal worth the one that stands. */
  #sweep(
    k: number,
    startRight: number,
    startTotal: number,
    worth: (right: number, total: number) => number,
    visit: Visit | undefined,
    worthNow: number,
  ): [right: number, total: number, worth: number] {
    const { order, falling, right: ownRight } = this.exits[k] as OrderedExit;
    const [first, lateRight, lateCost] = [this.#first, this.#lateRight, this.#lateCost];
    const ownCost = this.#cost[k] as number;
    const standing = this.thresholds[k] as number;
    let [right, total] = [startRight, startTotal];
    let best: [number, number, number] | undefined;
    let threshold = standing;
    // What stands keeps its place unless another is better by more than rounding.
    let least = worthNow + 1e-13 * Math.max(1, Math.abs(worthNow));
    let [stoodRight, stoodTotal] = [right, total];
    // Nobody leaves, as long as nobody is entirely sure; then one more value at a time.
    for (let at = 0, value = 1; ; ) {
      let moved = at === 0;
      for (; at < order.length && (falling[at] as number) >= value; at++) {
        const n = order[at] as number;
        if ((first[n] as number) < k) continue;
        moved = true;
        right += (ownRight[n] as number) - (lateRight[n] as number);
        total += ownCost - (lateCost[n] as number);
      }
      if (value >= standing) [stoodRight, stoodTotal] = [right, total];
      if (moved) {
        if (visit !== undefined) visit(right, total, k, value);
        const now = worth(right, total);
        if (now > least) {
          least = now;
          best = [right, total, now];
          threshold = value;
        }
      }
      if (at === order.length) break;
      value = falling[at] as number;
    }
    this.thresholds[k] = threshold;
    return best ?? [stoodRight, stoodTotal, worthNow];
  }

  /** Who leaves where under the thresholds, and what that gives. */
  #leave(): [right: number, total: number] {
    const last = this.exits.length - 1;
    const first = this.#first.fill(last);
    for (let k = last - 1; k >= 0; k--) {
      const { score } = this.exits[k] as OrderedExit;
      const threshold = this.thresholds[k] as number;
      for (let n = 0; n < score.length; n++) if ((score[n] as number) >= threshold) first[n] = k;
    }
    const counts = this.#cost.map(() => 0);
    let right = 0;
    for (let k = 0; k <= last; k++) {
      const own = (this.exits[k] as OrderedExit).right;
      let count = 0;
      for (let n = 0; n < own.length; n++) {
        if (first[n] !== k) continue;
        count++;
        right += own[n] as number;
      }
      counts[k] = count;
    }
    return [right, counts.reduce((sum, count, k) => sum + count * (this.#cost[k] as number), 0)];
  }
}

/**
 * From no price of cost to one at which nothing is worth it: the thresholds with the best accuracy less price x cost, each climbed
 * to from the one before.
 */
export function pricedThresholds(
  search: CoordinateAscent,
  cost: readonly number[],
  { points, examples, visit }: { readonly points: number; readonly examples: number; readonly visit?: Visit },
): readonly (readonly number[])[] {
  const span = (cost.at(-1) as number) - (cost[0] as number);
  if (!(span > 0)) return [];
  search.thresholds = search.thresholds.map(() => 1);
  return Array.from({ length: points }, (_, step) => {
    const price = 10 ** (-4 + (5 * step) / Math.max(1, points - 1)) / span;
    search.climb((right, total) => (right - price * total) / examples, visit);
    return [...search.thresholds];
  });
}

/** Thresholds to start from: the same share of the examples sure enough at every exit, or any share at each. */
export function startingThresholds(
  exits: readonly OrderedExit[],
  start: number,
  { restarts, seed }: { readonly restarts: number; readonly seed: number },
): number[] {
  const draw: Random = random(seed, "thresholds", start);
  const shared = start / Math.max(1, restarts - 1);
  return exits.slice(0, -1).map(({ falling }) => {
    const place = start % 2 === 0 ? shared : draw.uniform();
    return falling[Math.min(falling.length - 1, Math.floor(place * falling.length))] as number;
  });
}
