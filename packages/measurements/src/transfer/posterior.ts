import { cholesky, solveCholesky } from "@joulebook/core";
import type { BoardPrior } from "./board-prior.js";

/** The scale of a board is unknown: its standard deviation in logarithms, wide against any board's. */
const scaleDeviation = 3;
/** Repeats of a measurement differ by this, in logarithms. */
export const repeatDeviation = 0.02;

/** Log values after some were measured. */
export interface Posterior {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/**
 * What some measured models say of all others: the Gaussian posterior under the prior, with the board's scale unknown.
 *
 * Source: docs/equations.md#transfer
 *
 * @param measured log values by place in the prior's models
 */
export function posterior(prior: BoardPrior, measured: ReadonlyMap<number, number>): Posterior {
  const n = prior.models.length;
  const places = [...measured.keys()];
  const size = places.length;
  const between = (a: number, b: number): number => (prior.covariance[a * n + b] as number) + scaleDeviation ** 2;
  const deviation = Float64Array.from({ length: n }, (_, at) => Math.sqrt(between(at, at)));
  if (size === 0) return { mean: prior.mean, deviation };
  const matrix = new Float64Array(size * size);
  places.forEach((a, i) =>
    places.forEach((b, j) => (matrix[i * size + j] = between(a, b) + (i === j ? repeatDeviation ** 2 : 0))),
  );
  const factor = cholesky(matrix, size);
  if (factor === undefined) throw new RangeError("posterior: the covariance of the measured models is singular");
  const residual = solveCholesky(
    factor,
    places.map((at) => (measured.get(at) as number) - (prior.mean[at] as number)),
  );
  const mean = new Float64Array(n);
  for (let at = 0; at < n; at++) {
    const row = places.map((place) => between(at, place));
    mean[at] = (prior.mean[at] as number) + row.reduce((sum, value, k) => sum + value * (residual[k] as number), 0);
    const explained = solveCholesky(factor, row).reduce((sum, value, k) => sum + value * (row[k] as number), 0);
    deviation[at] = Math.sqrt(Math.max(1e-8, between(at, at) - explained));
  }
  return { mean, deviation };
}

/**
 * Which models to measure: one after the other the one that lowers the summed variance of all models wanted most. Depends on
 * the prior alone, not on what is then measured.
 *
 * @param candidates places that can be measured
 * @param wanted places whose values matter
 */
export function chooseProbes(
  prior: BoardPrior,
  count: number,
  candidates: readonly number[],
  wanted: readonly number[],
): readonly number[] {
  const n = prior.models.length;
  // Covariance of what is left unknown, over the places that matter, updated as probes are taken.
  const places = [...new Set([...candidates, ...wanted])];
  const at = new Map(places.map((place, index) => [place, index]));
  const size = places.length;
  const rest = new Float64Array(size * size);
  places.forEach((a, i) =>
    places.forEach((b, j) => (rest[i * size + j] = (prior.covariance[a * n + b] as number) + scaleDeviation ** 2)),
  );
  const targets = wanted.map((place) => at.get(place) as number);
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, candidates.length)) {
    let [best, most] = [-1, -1];
    for (const place of candidates) {
      if (chosen.includes(place)) continue;
      const p = at.get(place) as number;
      const noise = (rest[p * size + p] as number) + repeatDeviation ** 2;
      let gain = 0;
      for (const t of targets) gain += (rest[t * size + p] as number) ** 2;
      if (gain / noise > most) [best, most] = [place, gain / noise];
    }
    chosen.push(best);
    const p = at.get(best) as number;
    const noise = (rest[p * size + p] as number) + repeatDeviation ** 2;
    const column = Float64Array.from({ length: size }, (_, i) => rest[i * size + p] as number);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++)
        rest[i * size + j] = (rest[i * size + j] as number) - ((column[i] as number) * (column[j] as number)) / noise;
    }
  }
  return chosen;
}
