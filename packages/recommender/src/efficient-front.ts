import { paretoFront2 } from "@joulebook/core";
import type { Screened } from "./screen.js";

const sampleSize = 1024;

/**
 * Indices of the undominated candidates among `indices`, cheapest first: none costs less and is as accurate.
 *
 * The front of a sample first throws out what it dominates, so that a million candidates need one pass and a small
 * sort. Source: docs/equations.md#pareto-front
 */
export function efficientFront({ cost, accuracy }: Screened, indices: Uint32Array): Uint32Array {
  const rest = indices.length > 8 * sampleSize ? withoutDominated(cost, accuracy, indices) : indices;
  return pick(rest, paretoFront2(column(cost, rest), column(accuracy, rest)));
}

/** `indices` without those that a point of an evenly spaced sample beats. */
function withoutDominated(cost: Float64Array, accuracy: Float64Array, indices: Uint32Array): Uint32Array {
  const stride = Math.floor(indices.length / sampleSize);
  const sample = Uint32Array.from({ length: sampleSize }, (_, k) => indices[k * stride] as number);
  const steps = pick(sample, paretoFront2(column(cost, sample), column(accuracy, sample)));
  const stepCost = column(cost, steps);
  const stepAccuracy = column(accuracy, steps);
  return indices.filter((index) => {
    const price = cost[index] as number;
    const step = lastNotAbove(stepCost, price);
    if (step < 0) return true;
    const gain = stepAccuracy[step] as number;
    const own = accuracy[index] as number;
    return own > gain || (own === gain && price === stepCost[step]);
  });
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

/** The values of a column at `indices`. */
export function column(values: Float64Array, indices: Uint32Array): Float64Array {
  const picked = new Float64Array(indices.length);
  for (let k = 0; k < indices.length; k++) picked[k] = values[indices[k] as number] as number;
  return picked;
}

/** `indices` at the given places. */
export function pick(indices: Uint32Array, places: Uint32Array): Uint32Array {
  return places.map((place) => indices[place] as number);
}
