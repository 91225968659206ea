import { InputError } from "@joulebook/core";
import type { ThresholdResult } from "./evaluate-thresholds.js";
import type { ExitColumns } from "./exit-data.js";
import { checkGoal, type ExitGoal, worthOf } from "./threshold-goal.js";

/** Thresholds by exit, then predicted class, and what they give on the data they were tuned on. */
export interface ClassThresholds extends ThresholdResult {
  readonly thresholds: readonly (readonly number[])[];
}

export interface ClassColumns extends ExitColumns {
  /** Answer of example n at exit k at n * exits + k. */
  readonly predicted: ArrayLike<number>;
  readonly classes: number;
}

/**
 * A threshold for each exit and predicted class: coordinate ascent from shared ones, first to the best trade at a range of prices of cost,
 * then from the best that was passed to the goal itself. Never worse than the shared ones it starts from on these examples; with many
 * classes and few examples it fits them, so compare on others.
 *
 * Source: docs/equations.md#exit-thresholds
 *
 * @param start one threshold for each exit but the last
 * @throws InputError (exit code 3) for an answer outside the classes; (exit code 2) for a goal out of range
 */
export function tuneClassThresholds(
  columns: ClassColumns,
  cost: readonly number[],
  goal: ExitGoal,
  start: readonly number[],
): ClassThresholds {
  checkGoal(goal);
  const search = new ClassAscent(columns, cost, start);
  const { examples } = columns;
  const largest = cost.at(-1) as number;
  const worth = worthOf(goal, { examples, largest });
  let best = { worth: Number.NEGATIVE_INFINITY, thresholds: search.copy() };
  const visit = (right: number, total: number, thresholds: () => number[][]): void => {
    const value = worth(right, total);
    if (value > best.worth) best = { worth: value, thresholds: thresholds() };
  };
  search.climb(worth, visit);
  const from = best.thresholds;
  for (let step = 0; step < prices; step++) {
    search.thresholds = from.map((own) => [...own]);
    // Right answers per cost: from a thousandth of one per input that goes all the way to ten.
    const price = 10 ** (-3 + (4 * step) / (prices - 1)) / Math.max(largest, Number.MIN_VALUE);
    search.climb((right, total) => right - price * total, visit);
  }
  search.thresholds = best.thresholds.map((own) => [...own]);
  search.climb(worth, visit);
  return { thresholds: best.thresholds, ...search.result(best.thresholds) };
}

const prices = 24;

type Worth = (right: number, total: number) => number;
type Visit = (right: number, total: number, thresholds: () => number[][]) => void;

class ClassAscent {
  readonly #columns: ClassColumns;
  readonly #cost: readonly number[];
  /** By exit and class: examples by falling score. */
  readonly #groups: readonly (readonly Int32Array[])[];
  thresholds: number[][];

  constructor(columns: ClassColumns, cost: readonly number[], start: readonly number[]) {
    const { examples, exits, classes, predicted, score } = columns;
    this.#columns = columns;
    this.#cost = cost;
    this.thresholds = start.map((value) => Array.from({ length: classes }, () => value));
    this.#groups = start.map((_, k) => {
      const members = Array.from({ length: classes }, (): number[] => []);
      for (let n = 0; n < examples; n++) {
        const own = members[predicted[n * exits + k] as number];
        if (own === undefined) throw outside(n, k, predicted[n * exits + k] as number, classes);
        own.push(n);
      }
      return members.map((own) =>
        Int32Array.from(own.toSorted((a, b) => (score[b * exits + k] as number) - (score[a * exits + k] as number))),
      );
    });
  }

  copy(): number[][] {
    return this.thresholds.map((own) => [...own]);
  }

  climb(worth: Worth, visit: Visit): void {
    for (let pass = 0, before = Number.NEGATIVE_INFINITY; pass < 30; pass++) {
      const now = this.#pass(worth, visit);
      if (!(now > before + 1e-12 * Math.max(1, Math.abs(before)))) return;
      before = now;
    }
  }

  /** Where each example leaves. */
  #leave(thresholds: readonly (readonly number[])[]): Uint8Array {
    const { examples, exits, predicted, score } = this.#columns;
    return Uint8Array.from({ length: examples }, (_, n) => {
      const found = thresholds.findIndex(
        (own, k) => (score[n * exits + k] as number) >= (own[predicted[n * exits + k] as number] as number),
      );
      return found < 0 ? exits - 1 : found;
    });
  }

  result(thresholds: readonly (readonly number[])[]): ThresholdResult {
    const { examples, exits, right } = this.#columns;
    const left = this.#cost.map(() => 0);
    let good = 0;
    for (const [n, k] of this.#leave(thresholds).entries()) {
      left[k] = (left[k] as number) + 1;
      good += right[n * exits + k] as number;
    }
    return {
      accuracy: good / examples,
      cost: left.reduce((sum, count, k) => sum + count * (this.#cost[k] as number), 0) / examples,
      exitShares: left.map((count) => count / examples),
    };
  }

  /** Sets the threshold of every class at every exit to its best, the last exit first, while the others stand still. */
  #pass(worth: Worth, visit: Visit): number {
    const { examples, exits, score, right: rights, predicted } = this.#columns;
    const first = this.#leave(this.thresholds);
    const last = exits - 1;
    const lateRight = Uint8Array.from({ length: examples }, (_, n) => rights[n * exits + last] as number);
    const lateCost = new Float64Array(examples).fill(this.#cost[last] as number);
    let [right, total] = [0, 0];
    for (let n = 0; n < examples; n++) {
      right += rights[n * exits + (first[n] as number)] as number;
      total += this.#cost[first[n] as number] as number;
    }
    for (let k = last - 1; k >= 0; k--) {
      const own = this.#cost[k] as number;
      const thresholds = this.thresholds[k] as number[];
      for (const [c, group] of (this.#groups[k] as readonly Int32Array[]).entries()) {
        let chosen = { right, total, threshold: thresholds[c] as number, worth: worth(right, total) };
        // As if none of them left here, then one value after the other.
        for (const n of group) {
          if (first[n] !== k) continue;
          right += (lateRight[n] as number) - (rights[n * exits + k] as number);
          total += (lateCost[n] as number) - own;
        }
        for (let at = 0, value = 1; ; ) {
          for (; at < group.length && (score[(group[at] as number) * exits + k] as number) >= value; at++) {
            const n = group[at] as number;
            if ((first[n] as number) < k) continue;
            right += (rights[n * exits + k] as number) - (lateRight[n] as number);
            total += own - (lateCost[n] as number);
          }
          const threshold = value;
          visit(right, total, () => this.copy().with(k, thresholds.with(c, threshold)));
          const now = worth(right, total);
          if (now > chosen.worth + 1e-13 * Math.max(1, Math.abs(chosen.worth))) {
            chosen = { right, total, threshold, worth: now };
          }
          if (at === group.length) break;
          value = score[(group[at] as number) * exits + k] as number;
        }
        [right, total, thresholds[c]] = [chosen.right, chosen.total, chosen.threshold];
      }
      for (let n = 0; n < examples; n++) {
        if ((score[n * exits + k] as number) < (thresholds[predicted[n * exits + k] as number] as number)) continue;
        lateRight[n] = rights[n * exits + k] as number;
        lateCost[n] = own;
      }
    }
    return worth(right, total);
  }
}

function outside(example: number, exit: number, answer: number, classes: number): InputError {
  const message = `the answer of example ${example} at exit ${exit + 1} is ${answer}`;
  return new InputError([{ code: "bad-class", message, expected: `a class from 0 to ${classes - 1}` }]);
}
