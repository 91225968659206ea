import { plainWeights, type WeightRule } from "../compression/weight-rules.js";
import type { Augmentation } from "../datasets/augment.js";
import type { Dataset } from "../datasets/dataset.js";
import { type AdamSettings, adamStep } from "../engine/adam.js";
import type { Engine } from "../engine/engine.js";
import { type Distillation, exitLosses } from "../loss/exit-losses.js";
import { loadBatch } from "./load-batch.js";

export interface StepOptions extends AdamSettings {
  /** Weight of each exit's loss. */
  readonly exitWeights: readonly number[];
  readonly augmentation?: Augmentation;
  readonly distillation?: Distillation;
  /** Weights to compute with, where they are not those that are trained. */
  readonly weights?: WeightRule;
  /** Seed of this step's dropout and augmentation. */
  readonly seed: number;
  /** Number of this Adam step, from 1. */
  readonly update: number;
}

/** One batch forward and back and one step of Adam; returns the mean summed cross entropy before the step, in nats. */
export function trainStep(engine: Engine, dataset: Dataset, indices: ArrayLike<number>, options: StepOptions): number {
  const { exitWeights, seed, update, augmentation, distillation, weights = plainWeights } = options;
  const count = indices.length;
  loadBatch(
    engine,
    dataset,
    dataset.train,
    indices,
    augmentation === undefined ? undefined : { by: augmentation, seed },
  );
  engine.forward({ count, training: true, seed });
  const labels = Uint8Array.from(indices, (index) => dataset.train.labels[index] as number);
  const loss = exitLosses(engine, labels, exitWeights, distillation);
  engine.backward({ count, seed });
  weights.leave();
  adamStep(engine, options, update);
  weights.enter();
  engine.prepare();
  return loss;
}
