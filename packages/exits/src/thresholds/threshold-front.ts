import { countExits, type ThresholdResult, thresholdResult } from "./evaluate-thresholds.js";
import { type ExitColumns, exitColumns, type ExitData } from "./exit-data.js";
import { gridOf } from "./tune-thresholds.js";

/** One point of the trade-off between cost and accuracy. */
export interface ThresholdPoint extends ThresholdResult {
  readonly thresholds: readonly number[];
}

export interface FrontOptions {
  /** Prices of cost at which three exits and more are tuned; default 40. */
  readonly points?: number;
  /** Values tried per exit; default 40. */
  readonly grid?: number;
}

/**
 * The whole trade-off between mean cost and accuracy over all thresholds: points that no others beat, cheapest first.
 *
 * Two exits: exact, every point. More: for a range of prices the thresholds with the best accuracy less price x cost, one
 * threshold at a time, with shared thresholds beside them; every point is reached, none need be the best possible (the tests
 * measure the distance to the exact front).
 * Source: docs/equations.md#exit-thresholds
 */
export function thresholdFront(data: ExitData, options: FrontOptions = {}): readonly ThresholdPoint[] {
  return frontOfColumns(exitColumns(data), data.cost, options);
}

/** As `thresholdFront`, on columns. */
export function frontOfColumns(
  columns: ExitColumns,
  cost: readonly number[],
  { points = 40, grid = 40 }: FrontOptions = {},
): readonly ThresholdPoint[] {
  const { exits } = columns;
  const evaluate = (thresholds: readonly number[]): ThresholdPoint => ({
    ...thresholdResult(countExits(columns, thresholds), cost),
    thresholds: [...thresholds],
  });
  if (exits === 1) return [evaluate([])];
  if (exits === 2) return nonDominated(allOfFirst(columns, cost));
  const last = exits - 1;
  const grids = Array.from({ length: last }, (_, exit) => gridOf(columns, exit, grid));
  const found: ThresholdPoint[] = [];
  for (let step = 0; step <= points; step++) {
    const place = step / points;
    found.push(
      evaluate(grids.map((values) => values[Math.min(values.length - 1, Math.floor(place * values.length))] as number)),
    );
  }
  const span = (cost.at(-1) as number) - (cost[0] as number);
  let thresholds = grids.map((values) => values.at(-1) as number);
  for (let step = 0; step < (span > 0 ? points : 0); step++) {
    // From prices at which no cost is worth saving to prices at which every one is.
    const price = 10 ** (-4 + (5 * step) / Math.max(1, points - 1)) / span;
    thresholds = [...settle(thresholds, price)];
    found.push(evaluate(thresholds));
  }
  return nonDominated(found);

  function settle(start: readonly number[], price: number): readonly number[] {
    const now = [...start];
    const worth = (result: ThresholdResult): number => result.accuracy - price * result.cost;
    let best = worth(thresholdResult(countExits(columns, now), cost));
    for (let improved = true; improved; ) {
      improved = false;
      for (let exit = 0; exit < last; exit++) {
        const before = now[exit] as number;
        let kept = before;
        for (const value of grids[exit] as readonly number[]) {
          now[exit] = value;
          const result = thresholdResult(countExits(columns, now), cost);
          found.push({ ...result, thresholds: [...now] });
          if (worth(result) > best + 1e-15) [best, kept] = [worth(result), value];
        }
        now[exit] = kept;
        improved ||= kept !== before;
      }
    }
    return now;
  }
}

/** Every distinct threshold of the first of two exits. */
function allOfFirst({ examples, score, right }: ExitColumns, cost: readonly number[]): ThresholdPoint[] {
  const first = Array.from({ length: examples }, (_, n) => score[2 * n] as number);
  const order = first.map((_, n) => n).toSorted((a, b) => (first[b] as number) - (first[a] as number));
  let second = 0;
  for (let n = 0; n < examples; n++) second += right[2 * n + 1] as number;
  let [left, good] = [0, 0];
  const points: ThresholdPoint[] = [];
  const add = (threshold: number): void =>
    void points.push({
      ...thresholdResult({ left: [left, examples - left], right: [good, second] }, cost),
      thresholds: [threshold],
    });
  if ((first[order[0] as number] as number) < 1) add(1);
  for (let at = 0; at < examples; ) {
    const value = first[order[at] as number] as number;
    for (; at < examples && first[order[at] as number] === value; at++) {
      const n = order[at] as number;
      left++;
      good += right[2 * n] as number;
      second -= right[2 * n + 1] as number;
    }
    add(value);
  }
  return points;
}

/** Points that no other beats in both, cheapest first. */
function nonDominated(points: readonly ThresholdPoint[]): readonly ThresholdPoint[] {
  const sorted = points.toSorted((a, b) => a.cost - b.cost || b.accuracy - a.accuracy);
  let best = Number.NEGATIVE_INFINITY;
  return sorted.filter(({ accuracy }) => {
    if (accuracy <= best) return false;
    best = accuracy;
    return true;
  });
}
