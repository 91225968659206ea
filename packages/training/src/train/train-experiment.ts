import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomic } from "@joulebook/runtime";
import { type Checkpoint, readCheckpoint } from "../checkpoint/checkpoint.js";
import { writeWeights } from "../checkpoint/weights-file.js";
import type { Dataset } from "../datasets/dataset.js";
import { loadDataset } from "../datasets/load-dataset.js";
import type { Engine } from "../engine/engine.js";
import type { Experiment } from "../experiment/experiment.js";
import { checkFit } from "./check-fit.js";
import { prepareRun } from "./prepare-run.js";
import { trainEpochs } from "./train-epochs.js";
import { type TrainingProgress, trainingProgress } from "./training-progress.js";
import { type TrainingResult, writeResults } from "./write-results.js";

export interface TrainOptions {
  readonly experiment: Experiment;
  /** Folder that keeps checkpoints and weights, one folder per experiment. */
  readonly workFolder: string;
  /** Folder that receives the results, one folder per experiment. */
  readonly resultFolder: string;
  /** Folder of the data set, where it is not shipped. */
  readonly dataFolder?: string;
  /** Data already read (several runs in one process). */
  readonly dataset?: Dataset;
  /** Seconds between checkpoints within an epoch; every epoch ends with one. Default 30. */
  readonly checkpointEvery?: number;
  /**
   * Seconds of this process after which training ends with the epochs that are finished (at least one); the run can be taken up again
   * later. Unlimited when absent.
   */
  readonly stopAfter?: number;
  readonly onProgress?: (progress: TrainingProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Trains one experiment, or goes on with it where its checkpoint stands, and writes weights, traces, epoch log and timing.
 *
 * A run that was killed at any moment and started again ends with the same bytes in weights, traces and `result.json`.
 *
 * @throws InputError for data that do not fit, a checkpoint that cannot be used, or a starting point that is missing
 * @example await trainExperiment({ experiment, workFolder: ".cache/training", resultFolder: "results" })
 */
export async function trainExperiment(options: TrainOptions): Promise<TrainingResult> {
  const { experiment, workFolder, resultFolder, onProgress } = options;
  const clock = stopwatch();
  const dataset = options.dataset ?? (await loadDataset(experiment.data.set, options.dataFolder));
  checkFit(experiment, dataset);
  const folder = join(workFolder, experiment.name);
  await removeLeftovers(folder);
  const prepared = await prepareRun(experiment, dataset, workFolder);
  const { engine, identity } = prepared;
  const file = join(folder, "checkpoint.bin");
  const checkpoint =
    (await readCheckpoint(file, identity)) ?? freshCheckpoint(engine, identity, experiment.training.seed);
  const report = (state: Checkpoint["state"], phase: TrainingProgress["phase"], trained: number): void =>
    onProgress?.(trainingProgress(experiment, state, { phase, trained, seconds: clock().wallSeconds }));

  const done = await trainEpochs({
    experiment,
    prepared,
    dataset,
    checkpoint,
    file,
    report,
    signal: options.signal,
    checkpointEvery: options.checkpointEvery ?? 30,
    stopAfter: options.stopAfter ?? Number.POSITIVE_INFINITY,
  });
  engine.parameters.region(0).set(done.checkpoint.arrays[3] as Float32Array);
  prepared.weights.enter();
  engine.prepare();
  const training = clock();
  report(done.checkpoint.state, "traces", done.trained);
  const results = join(resultFolder, experiment.name);
  await writeWeights(join(folder, "weights.bin"), experiment.name, engine);
  const result = await writeResults(results, engine, dataset, experiment, done.checkpoint.state);
  const timing = { ...training, trainedImages: done.trained, node: process.version };
  await writeFileAtomic(join(results, "timing.json"), `${JSON.stringify(timing, undefined, 1)}\n`);
  return result;
}

/** Temporary files of a process that was killed while it wrote. */
async function removeLeftovers(folder: string): Promise<void> {
  const files = await readdir(folder).catch(() => []);
  for (const file of files)
    if (/^\.(checkpoint|weights)\.bin\..*\.tmp$/.test(file)) await rm(join(folder, file), { force: true });
}

function freshCheckpoint({ parameters }: Engine, experiment: string, seed: number): Checkpoint {
  const weights = parameters.region(0).slice();
  const zeros = new Float32Array(parameters.size);
  return {
    state: { experiment, epoch: 0, step: 0, updates: 0, lossSum: 0, log: [], best: -1, since: 0, random: { seed } },
    arrays: [weights, zeros, zeros, weights],
  };
}

function stopwatch(): () => { readonly cpuSeconds: number; readonly wallSeconds: number } {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { cpuSeconds: (user + system) / 1e6, wallSeconds: (performance.now() - wall) / 1000 };
  };
}
