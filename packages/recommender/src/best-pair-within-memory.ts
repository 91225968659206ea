import type { Bytes } from "@joulebook/core";

/** Points as columns of equal length. */
export interface MemoryPoints {
  readonly cost: Float64Array;
  readonly accuracy: Float64Array;
  readonly memory: Float64Array;
}

/**
 * The pair of points, one within the budget and one above it, whose mixture at the budget is most accurate, when both
 * must be resident: memory(low) + memory(high) <= limit. Undefined when no pair beats the best point within the budget.
 *
 * The limit on the sum takes pairs away from the hull, so the answer may join points below it. Newton's method on the
 * accuracy v at the budget: low and high reach v if the line from low to (budget, v) is no steeper than the one from
 * there to high; one pass in order of memory finds the pairs that reach more, the best of them gives the next v.
 * Source: docs/equations.md#mix-within-memory
 *
 * @example bestPairWithinMemory(points, { budget: 0.1, limit: 8e6 }) // => { low: 3, high: 17 }
 */
export function bestPairWithinMemory(
  points: MemoryPoints,
  { budget, limit }: { readonly budget: number; readonly limit: Bytes },
): { readonly low: number; readonly high: number } | undefined {
  const { cost, accuracy, memory } = points;
  const alone = bestAlone(points, budget, limit);
  if (alone === undefined) return undefined;
  const byMemory = (a: number, b: number): number => at(memory, a) - at(memory, b) || a - b;
  const fitting = indices(cost.length, (i) => at(memory, i) <= limit);
  const lows = fitting
    .filter((i) => at(cost, i) < budget)
    .toSorted(byMemory)
    .toReversed();
  const highs = fitting.filter((i) => at(cost, i) > budget && at(accuracy, i) > alone).toSorted(byMemory);

  let reached = alone;
  let pair: { low: number; high: number } | undefined;
  for (;;) {
    const next = steepestPair(points, { budget, limit, reached, lows, highs });
    if (next === undefined || next.accuracy <= reached) return pair;
    reached = next.accuracy;
    pair = { low: next.low, high: next.high };
  }
}

/** Of all pairs that mix to more than `reached`, the best among those that take for each low the steepest high. */
function steepestPair(
  { cost, accuracy, memory }: MemoryPoints,
  {
    budget,
    limit,
    reached,
    lows,
    highs,
  }: { budget: number; limit: number; reached: number; lows: readonly number[]; highs: readonly number[] },
): { low: number; high: number; accuracy: number } | undefined {
  let best: { low: number; high: number; accuracy: number } | undefined;
  let next = 0;
  let high = -1;
  let rise = Number.NEGATIVE_INFINITY;
  for (const low of lows) {
    for (; next < highs.length && at(memory, highs[next] as number) + at(memory, low) <= limit; next++) {
      const other = highs[next] as number;
      const slope = (at(accuracy, other) - reached) / (at(cost, other) - budget);
      if (slope > rise) {
        rise = slope;
        high = other;
      }
    }
    if (high < 0 || rise <= (reached - at(accuracy, low)) / (budget - at(cost, low))) continue;
    const share = (budget - at(cost, low)) / (at(cost, high) - at(cost, low));
    const mixed = at(accuracy, low) + share * (at(accuracy, high) - at(accuracy, low));
    if (best === undefined || mixed > best.accuracy) best = { low, high, accuracy: mixed };
  }
  return best;
}

function bestAlone({ cost, accuracy, memory }: MemoryPoints, budget: number, limit: number): number | undefined {
  let best: number | undefined;
  for (let i = 0; i < cost.length; i++) {
    if (at(cost, i) <= budget && at(memory, i) <= limit) best = Math.max(best ?? 0, at(accuracy, i));
  }
  return best;
}

function indices(length: number, keep: (index: number) => boolean): number[] {
  const kept: number[] = [];
  for (let i = 0; i < length; i++) if (keep(i)) kept.push(i);
  return kept;
}

function at(column: Float64Array, index: number): number {
  return column[index] as number;
}
