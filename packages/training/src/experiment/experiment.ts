import type { BitPair } from "../compression/calibrate.js";
import type { PruningCriterion } from "../compression/prune.js";
import type { Augmentation } from "../datasets/augment.js";
import type { DatasetName } from "../datasets/dataset.js";
import type { Distillation } from "../loss/exit-losses.js";
import type { MerkelOptions } from "../network/merkel.js";
import type { MobileOptions } from "../network/mobile.js";
import type { NetworkSpec } from "../network/network-spec.js";
import type { RateSchedule } from "../train/learning-rate.js";

/** Everything that decides the outcome of one training run; read from a file by `readExperiment`. */
export interface Experiment {
  readonly name: string;
  readonly description?: string;
  readonly data: ExperimentData;
  readonly network: MerkelFamily | MobileFamily | NetworkSpec;
  readonly training: TrainingSettings;
  readonly start?: StartingPoint;
  /** Train (or, with 0 epochs, only evaluate) with rounded weights and feature maps; needs `start`. */
  readonly quantisation?: QuantisationSettings;
  /** Remove weights step by step at the beginning of the first epochs. */
  readonly pruning?: PruningSettings;
  readonly traces: TraceSettings;
}

export interface ExperimentData {
  readonly set: DatasetName;
  /** Number of training images: the first ones of the training set. */
  readonly train: number;
  /** Number of images to stop on: the last ones of the training set. */
  readonly validation: number;
}

export type MerkelFamily = { readonly family: "merkel" } & MerkelOptions;

export type MobileFamily = { readonly family: "mobile" } & MobileOptions;

export interface TrainingSettings {
  readonly seed: number;
  /** At most this many passes over the training images; 0 evaluates what `start` gives. */
  readonly epochs: number;
  readonly batch: number;
  /** Step size of Adam. */
  readonly rate: number;
  /** Weight of the sum of squared weights in the loss. */
  readonly l2: number;
  /** Epochs without a better mean validation accuracy after which training stops. */
  readonly patience: number;
  /** Weight of each exit's cross entropy in the summed loss; all 1 when absent. */
  readonly exitWeights?: readonly number[];
  /** Change of the rate over training; constant when absent. */
  readonly schedule?: RateSchedule;
  /** Random changes of the training images; none when absent. */
  readonly augmentation?: Augmentation;
  /** Earlier exits learn from the last one too; not when absent. */
  readonly distillation?: Distillation;
}

/** Weights to start from; nodes that exist in both networks are copied. */
export interface StartingPoint {
  /** Name of a finished experiment. */
  readonly from: string;
  /** "loaded": what was copied stays as it is. */
  readonly freeze: "loaded" | "nothing";
}

/** Batch normalisation is folded first. Biases and logits stay as they are. */
export interface QuantisationSettings extends BitPair {
  /** Training images that the ranges of the feature maps are taken from. */
  readonly calibration: number;
}

export interface PruningSettings {
  readonly by: PruningCriterion;
  /** Share of all convolution and dense weights that is removed in the end. */
  readonly sparsity: number;
  /** Epochs at whose beginning weights are removed; those after them only retrain. */
  readonly steps: number;
  /** Training images for the gradients of "saliency". */
  readonly calibration: number;
}

export interface TraceSettings {
  /** Training images in the trace file of the training split (without logits). */
  readonly train: number;
  /** Decimals of the logits; no logit columns when absent. */
  readonly decimals?: number;
}
