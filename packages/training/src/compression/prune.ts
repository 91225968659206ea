/** How weights are chosen for removal: small ones, or those whose removal changes the loss least to first order. */
export type PruningCriterion = "magnitude" | "saliency";

/**
 * Scores of weights; the lowest go first. Saliency is |w * dL/dw|, the first-order change of the loss.
 * Source: docs/equations.md#training-pruning
 */
export function pruningScores(
  criterion: PruningCriterion,
  weights: Float32Array,
  gradients: Float32Array,
): Float32Array {
  return weights.map((weight, i) => Math.abs(criterion === "magnitude" ? weight : weight * (gradients[i] as number)));
}

/**
 * Share of weights that is gone after step `step` (from 1) of `steps`: much at first, little at the end.
 * Source: docs/equations.md#training-pruning (Zhu and Gupta, arXiv 1710.01878)
 * @example sparsityAfter(1, 2, 0.8) // => 0.7
 */
export function sparsityAfter(step: number, steps: number, sparsity: number): number {
  return sparsity * (1 - (1 - Math.min(1, step / steps)) ** 3);
}

/**
 * Removes the lowest scores until `share` of all are gone; what was gone stays gone, ties go by place.
 *
 * @param removed 1 where a weight is already gone
 * @returns 1 where a weight is gone now
 */
export function removeLowest(scores: Float32Array, removed: Float32Array, share: number): Float32Array {
  const result = Float32Array.from(removed);
  const left = Array.from(scores, (_, i) => i).filter((i) => removed[i] !== 1);
  const wanted = Math.round(share * scores.length) - (scores.length - left.length);
  left.sort((a, b) => (scores[a] as number) - (scores[b] as number) || a - b);
  for (const place of left.slice(0, Math.max(0, wanted))) result[place] = 1;
  return result;
}
