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
 * @example bestPairWithinMemory(points, { budget: 0.1, limit: 8e6 })
 */
export function bestPairWithinMemory(
  points: MemoryPoints,
  { budget, limit }: { readonly budget: number; readonly limit: Bytes },
): { readonly low: number; readonly high: number } | undefined {
  const alone = bestAlone(points, budget, limit);
  if (alone === undefined) return undefined;
  const { lows, highs } = promising(points, { budget, limit, reached: alone });
  let reached = alone;
  let pair: { low: number; high: number } | undefined;
  for (;;) {
    const next = steepestPair(points, { budget, limit, reached, lows, highs });
    if (next === undefined || next.accuracy <= reached) return pair;
    reached = next.accuracy;
    pair = { low: next.low, high: next.high };
  }
}

/**
 * The points that some partner could lift above `reached`, memory of the two aside: lows by falling memory, highs by
 * rising memory. `reached` only grows, so what cannot help now never will.
 */
function promising(
  { cost, accuracy, memory }: MemoryPoints,
  { budget, limit, reached }: { budget: number; limit: number; reached: number },
): { lows: number[]; highs: number[] } {
  let gentlest = Number.POSITIVE_INFINITY;
  let steepest = 0;
  for (let i = 0; i < cost.length; i++) {
    if (at(memory, i) > limit) continue;
    const slope = (at(accuracy, i) - reached) / (at(cost, i) - budget);
    if (at(cost, i) < budget) gentlest = Math.min(gentlest, slope);
    if (at(cost, i) > budget) steepest = Math.max(steepest, slope);
  }
  const lows: number[] = [];
  const highs: number[] = [];
  for (let i = 0; i < cost.length; i++) {
    if (at(memory, i) > limit || at(cost, i) === budget) continue;
    const slope = (at(accuracy, i) - reached) / (at(cost, i) - budget);
    if (at(cost, i) < budget) {
      if (slope < steepest) lows.push(i);
    } else if (slope > gentlest) highs.push(i);
  }
  const byMemory = (a: number, b: number): number => at(memory, a) - at(memory, b) || a - b;
  return { lows: lows.toSorted(byMemory).toReversed(), highs: highs.toSorted(byMemory) };
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

function at(column: Float64Array, index: number): number {
  return column[index] as number;
}
