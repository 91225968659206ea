import { readSealed, unusable, writeSealed } from "./sealed-file.js";

/** What was measured at the end of an epoch. */
export interface EpochLog {
  /** From 0. */
  readonly epoch: number;
  /** Mean summed cross entropy over the training images while the weights went along, in nats. */
  readonly loss: number;
  /** Validation accuracy of each exit. */
  readonly validation: readonly number[];
}

/** Everything besides the arrays that training needs to go on as if it had never stopped. */
export interface CheckpointState {
  /** Hash of the experiment, its data, its starting point and the kernels. */
  readonly experiment: string;
  /** Epoch under way, and batches of it that are done. */
  readonly epoch: number;
  readonly step: number;
  /** Adam steps so far. */
  readonly updates: number;
  /** Sum of losses times examples of the epoch so far. */
  readonly lossSum: number;
  readonly log: readonly EpochLog[];
  /** Best mean validation accuracy so far, and epochs since. */
  readonly best: number;
  readonly since: number;
  /** Key of the random streams: each is split from it by purpose, epoch and step, so there is no other state. */
  readonly random: { readonly seed: number };
}

export interface Checkpoint {
  readonly state: CheckpointState;
  /** Weights, first and second moments of Adam, weights of the best epoch; each as it lies in memory. */
  readonly arrays: readonly Float32Array[];
}

/** Replaces the checkpoint; the old one stays until the new one is whole. */
export async function writeCheckpoint(file: string, { state, arrays }: Checkpoint): Promise<void> {
  await writeSealed(file, { header: state, arrays });
}

/**
 * Reads a checkpoint of the experiment with that hash; undefined when there is none.
 *
 * @throws InputError `checkpoint-truncated`, `checkpoint-corrupt`, `checkpoint-version` or `checkpoint-experiment`
 */
export async function readCheckpoint(file: string, experiment: string): Promise<Checkpoint | undefined> {
  const sealed = await readSealed<CheckpointState>(file, "checkpoint");
  if (sealed === undefined) return undefined;
  if (sealed.header.experiment !== experiment) {
    throw unusable(file, "checkpoint", "experiment", "it is of another experiment, other data or other kernels");
  }
  return { state: sealed.header, arrays: sealed.arrays };
}
