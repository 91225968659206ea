import type { Dataset } from "../datasets/dataset.js";
import type { Engine } from "../engine/engine.js";
import { exitLosses } from "../loss/exit-losses.js";
import { loadBatch } from "../train/load-batch.js";
import { type PruningCriterion, pruningScores, removeLowest } from "./prune.js";

/**
 * Removes weights of all trained convolutions and dense nodes together, the lowest scores of all first.
 *
 * @param removed 1 where a weight is already gone, by place in memory
 * @returns the same with `share` of the weights gone
 */
export function pruneEngine(
  engine: Engine,
  dataset: Dataset,
  removed: Float32Array,
  { by, share, calibration }: { readonly by: PruningCriterion; readonly share: number; readonly calibration: number },
): Float32Array {
  const { parameters } = engine;
  const gradients = by === "saliency" ? meanGradients(engine, dataset, calibration) : new Float32Array(parameters.size);
  const weights = parameters.region(0);
  // Padding takes no part: only the places of logical elements are candidates.
  const places = parameters.list
    .filter(({ decays, trainable }) => decays && trainable)
    .flatMap(({ offset, shape, places: own }) => {
      const count = shape.reduce((product, size) => product * size, 1);
      return Array.from({ length: count }, (_, i) => offset + (own === undefined ? i : (own[i] as number)));
    });
  const pick = (from: Float32Array): Float32Array => Float32Array.from(places, (place) => from[place] as number);
  const gone = removeLowest(pruningScores(by, pick(weights), pick(gradients)), pick(removed), share);
  const result = Float32Array.from(removed);
  places.forEach((place, k) => {
    result[place] = gone[k] as number;
  });
  return result;
}

/** Gradient of the summed cross entropy over the first `count` training images; the weights stay as they are. */
function meanGradients(engine: Engine, dataset: Dataset, count: number): Float32Array {
  const { parameters } = engine;
  const kept = parameters.region(0).slice();
  const total = new Float32Array(parameters.size);
  const ones = engine.exits.map(() => 1);
  for (let first = 0; first < count; first += engine.batch) {
    const indices = Array.from({ length: Math.min(engine.batch, count - first) }, (_, b) => first + b);
    loadBatch(engine, dataset, dataset.train, indices);
    engine.forward({ count: indices.length, training: true, seed: first });
    exitLosses(
      engine,
      indices.map((i) => dataset.train.labels[i] as number),
      ones,
    );
    engine.backward({ count: indices.length, seed: first });
    parameters.region(1).forEach((value, i) => {
      total[i] = (total[i] as number) + (value * indices.length) / count;
    });
  }
  parameters.region(0).set(kept);
  return total;
}
