import { paretoFront2 } from "@joulebook/core";
import { type Columns, pick, valuesAt } from "./columns.js";

/** Below this a sort is cheap enough. */
const manyCandidates = 8192;

/**
 * Indices of the undominated candidates among `indices`, cheapest first: none costs less and is as accurate.
 *
 * Of many candidates, buckets of nearly equal cost first throw out what a cheaper bucket beats, so that a million need
 * two passes and a small sort. Source: docs/equations.md#pareto-front
 *
 * @param columns costs must not be negative
 */
export function efficientFront(columns: Columns, indices: Uint32Array): Uint32Array {
  const rest = indices.length > manyCandidates ? withoutBeaten(columns, indices) : indices;
  return pick(rest, paretoFront2(valuesAt(columns.cost, rest), valuesAt(columns.accuracy, rest)));
}

/** `indices` without those that are no more accurate than some candidate in a bucket of lower cost. */
function withoutBeaten({ cost, accuracy }: Columns, indices: Uint32Array): Uint32Array {
  const bucketOf = costBuckets(cost);
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const index of indices) {
    const bucket = bucketOf(index);
    if (bucket < first) first = bucket;
    if (bucket > last) last = bucket;
  }
  const top = new Float64Array(last - first + 1).fill(Number.NEGATIVE_INFINITY);
  for (const index of indices) {
    const bucket = bucketOf(index) - first;
    const own = accuracy[index] as number;
    if (own > (top[bucket] as number)) top[bucket] = own;
  }
  let best = Number.NEGATIVE_INFINITY;
  for (let bucket = 0; bucket < top.length; bucket++) {
    const own = top[bucket] as number;
    top[bucket] = best;
    if (own > best) best = own;
  }
  const kept: number[] = [];
  for (const index of indices) {
    if ((accuracy[index] as number) > (top[bucketOf(index) - first] as number)) kept.push(index);
  }
  return Uint32Array.from(kept);
}

/**
 * The bucket of each cost: exponent and leading 8 bits of the mantissa, so that a bucket is at most 0.4 % wide and
 * buckets are in order of cost, which holds for doubles that are not negative.
 */
function costBuckets(cost: Float64Array): (index: number) => number {
  const words = new Uint32Array(cost.buffer, cost.byteOffset, 2 * cost.length);
  const high = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
  return (index) => (words[2 * index + high] as number) >>> 12;
}
