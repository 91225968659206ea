import { type ConfirmationChain, confirmed, ended } from "./confirmation-chain.js";

/** What becomes of a chain from each of its states, each frame counting a factor `survival`. */
export interface ChainTransforms {
  /** E[s^J; confirmed at frame J], frames counted from 1. */
  readonly confirms: Float64Array;
  /** E[s^J; patience ended at frame J without a confirmation]. */
  readonly ends: Float64Array;
}

/**
 * Generating functions of the time to confirmation and to the end of patience: (I − s P) x = s r, by elimination. With
 * `survival` 1 they are probabilities, with e^(−μ/f) the chances that both happen before an exponential time of rate μ is up.
 *
 * Source: docs/equations.md#confirmation
 *
 * @param hit chance that a frame is a hit
 */
export function chainTransforms(chain: ConfirmationChain, hit: number, survival: number): ChainTransforms {
  const { states: n, onHit, onMiss } = chain;
  const width = n + 2;
  const rows = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    const row = i * width;
    rows[row + i] = (rows[row + i] as number) + 1;
    for (const [to, weight] of [
      [onHit[i] as number, survival * hit],
      [onMiss[i] as number, survival * (1 - hit)],
    ] as const) {
      const column = to === confirmed ? n : to === ended ? n + 1 : to;
      rows[row + column] = (rows[row + column] as number) + (to < 0 ? weight : -weight);
    }
  }
  eliminate(rows, n, width);
  return {
    confirms: Float64Array.from({ length: n }, (_, i) => rows[i * width + n] as number),
    ends: Float64Array.from({ length: n }, (_, i) => rows[i * width + n + 1] as number),
  };
}

/** Mean number of visits to each state from state 0 until the chain stops; their sum is the mean number of frames. */
export function chainVisits(chain: ConfirmationChain, hit: number): Float64Array {
  const { states: n, onHit, onMiss } = chain;
  const width = n + 1;
  const rows = new Float64Array(n * width);
  // v = e0 + v P, so (I − Pᵀ) v = e0.
  rows[n] = 1;
  for (let i = 0; i < n; i++) {
    rows[i * width + i] = (rows[i * width + i] as number) + 1;
    for (const [to, weight] of [
      [onHit[i] as number, hit],
      [onMiss[i] as number, 1 - hit],
    ] as const)
      if (to >= 0) rows[to * width + i] = (rows[to * width + i] as number) - weight;
  }
  eliminate(rows, n, width);
  return Float64Array.from({ length: n }, (_, i) => rows[i * width + n] as number);
}

/** Gauss and Jordan with the largest pivot of a column, in place; the columns from n on are the right-hand sides. */
function eliminate(rows: Float64Array, n: number, width: number): void {
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++)
      if (Math.abs(rows[row * width + column] as number) > Math.abs(rows[pivot * width + column] as number))
        pivot = row;
    if (pivot !== column)
      for (let at = column; at < width; at++) {
        const kept = rows[pivot * width + at] as number;
        rows[pivot * width + at] = rows[column * width + at] as number;
        rows[column * width + at] = kept;
      }
    const scale = rows[column * width + column] as number;
    for (let at = column; at < width; at++) rows[column * width + at] = (rows[column * width + at] as number) / scale;
    for (let row = 0; row < n; row++) {
      const factor = rows[row * width + column] as number;
      if (row === column || factor === 0) continue;
      for (let at = column; at < width; at++)
        rows[row * width + at] = (rows[row * width + at] as number) - factor * (rows[column * width + at] as number);
    }
  }
}
