import type { Augmentation } from "../data/augment.js";
import type { DatasetName } from "../data/dataset.js";
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
  /** At most this many passes over the training images. */
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
}

/** Weights to start from; nodes that exist in both networks are copied. */
export interface StartingPoint {
  /** Name of a finished experiment. */
  readonly from: string;
  /** "loaded": what was copied stays as it is. */
  readonly freeze: "loaded" | "nothing";
}

export interface TraceSettings {
  /** Training images in the trace file of the training split (without logits). */
  readonly train: number;
  /** Decimals of the logits. */
  readonly decimals: number;
}
