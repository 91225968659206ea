import { CoordinateAscent, pricedThresholds, startingThresholds } from "./coordinate-ascent.js";
import { countExits, type ThresholdResult, thresholdResult } from "./evaluate-thresholds.js";
import { type ExitColumns, exitColumns, type ExitData } from "./exit-data.js";

/** One point of the trade-off between cost and accuracy. */
export interface ThresholdPoint extends ThresholdResult {
  readonly thresholds: readonly number[];
}

export interface FrontOptions {
  /** Prices of cost at which three exits and more are tuned; default 40. */
  readonly points?: number;
}

/**
 * The whole trade-off between mean cost and accuracy over all thresholds: points that no others beat, cheapest first.
 *
 * Two exits: exact, every point. More: whatever coordinate ascent passes on its way to the best accuracy less price x cost, for a
 * range of prices and from shared thresholds; every point is reached, none need be the best possible (the tests measure the
 * distance to the exact front).
 * Source: docs/equations.md#exit-thresholds
 */
export function thresholdFront(data: ExitData, options: FrontOptions = {}): readonly ThresholdPoint[] {
  return frontOfColumns(exitColumns(data), data.cost, options);
}

/** As `thresholdFront`, on columns. */
export function frontOfColumns(
  columns: ExitColumns,
  cost: readonly number[],
  { points = 40 }: FrontOptions = {},
): readonly ThresholdPoint[] {
  if (!(Number.isInteger(points) && points >= 1)) {
    throw new RangeError(`thresholdFront: points must be a whole number from 1, got ${points}`);
  }
  const { examples, exits } = columns;
  const evaluate = (thresholds: readonly number[]): ThresholdPoint => ({
    ...thresholdResult(countExits(columns, thresholds), cost),
    thresholds,
  });
  if (exits === 1) return [evaluate([])];
  const search = new CoordinateAscent(columns, cost);
  // For every number of right answers the least cost that was passed, and where.
  const least = new Float64Array(examples + 1).fill(Number.POSITIVE_INFINITY);
  const where: (readonly number[] | undefined)[] = [];
  const visit = (right: number, total: number, exit: number, threshold: number): void => {
    if (!(total < (least[right] as number) * (1 - 1e-13))) return;
    least[right] = total;
    const thresholds = [...search.thresholds];
    thresholds[exit] = threshold;
    where[right] = thresholds;
  };
  pricedThresholds(search, cost, { points: exits === 2 ? 1 : points, examples, visit });
  for (let start = 0; start < (exits === 2 ? 1 : points); start++) {
    search.thresholds = startingThresholds(search.exits, 2 * start, { restarts: 2 * points - 1, seed: 0 });
    search.climb((right) => right / examples, visit);
  }
  return nonDominated(where.flatMap((thresholds) => (thresholds === undefined ? [] : [evaluate(thresholds)])));
}

/** Points that no other beats in both, cheapest first. */
export function nonDominated<T extends ThresholdPoint>(points: readonly T[]): readonly T[] {
  const sorted = points.toSorted((a, b) => a.cost - b.cost || b.accuracy - a.accuracy);
  let best = Number.NEGATIVE_INFINITY;
  return sorted.filter(({ accuracy }) => {
    if (accuracy <= best) return false;
    best = accuracy;
    return true;
  });
}
