import { paretoFront2 } from "@joulebook/core";
import { type Columns, pick, valuesAt } from "./columns.js";

const sampleSize = 1024;

/**
 * Indices of the undominated candidates among `indices`, cheapest first: none costs less and is as accurate.
 *
 * The front of a sample first throws out what it dominates, so that a million candidates need one pass and a small
 * sort. Source: docs/equations.md#pareto-front
 */
export function efficientFront(columns: Columns, indices: Uint32Array): Uint32Array {
  const rest = indices.length > 8 * sampleSize ? withoutDominated(columns, indices) : indices;
  return frontOf(columns, rest);
}

function frontOf({ cost, accuracy }: Columns, indices: Uint32Array): Uint32Array {
  return pick(indices, paretoFront2(valuesAt(cost, indices), valuesAt(accuracy, indices)));
}

/** `indices` without those that a point of an evenly spaced sample beats. */
function withoutDominated({ cost, accuracy }: Columns, indices: Uint32Array): Uint32Array {
  const stride = Math.floor(indices.length / sampleSize);
  const sample = Uint32Array.from({ length: sampleSize }, (_, k) => indices[k * stride] as number);
  const steps = frontOf({ cost, accuracy }, sample);
  const stepCost = valuesAt(cost, steps);
  const stepAccuracy = valuesAt(accuracy, steps);
  const kept: number[] = [];
  for (const index of indices) {
    const price = cost[index] as number;
    const own = accuracy[index] as number;
    const step = lastNotAbove(stepCost, price);
    const reached = step < 0 ? Number.NEGATIVE_INFINITY : (stepAccuracy[step] as number);
    if (own > reached || (own === reached && price === stepCost[step])) kept.push(index);
  }
  return Uint32Array.from(kept);
}

/** Index of the last value <= limit in an ascending column, -1 if there is none. */
function lastNotAbove(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
