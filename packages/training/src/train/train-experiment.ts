import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { InputError, type Problem } from "@joulebook/core";
import { writeFileAtomic } from "@joulebook/runtime";
import { type Checkpoint, readCheckpoint, writeCheckpoint } from "../checkpoint/checkpoint.js";
import { writeWeights } from "../checkpoint/weights-file.js";
import { sparsityAfter } from "../compression/prune.js";
import { pruneEngine } from "../compression/prune-engine.js";
import { prunedWeights } from "../compression/weight-rules.js";
import type { Dataset } from "../datasets/dataset.js";
import { loadDataset } from "../datasets/load-dataset.js";
import { type Engine, stepSeed } from "../engine/engine.js";
import type { Experiment } from "../experiment/experiment.js";
import { networkOf } from "../experiment/network-of.js";
import { randomStream, shuffledOrder } from "../random.js";
import { evaluateLogits, exitAccuracies } from "./evaluate.js";
import { learningRate } from "./learning-rate.js";
import { type PreparedRun, prepareRun } from "./prepare-run.js";
import { trainStep } from "./train-step.js";
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

  const done = await trainEpochs({ ...options, prepared, dataset, checkpoint, file, report });
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

interface Run extends TrainOptions {
  readonly prepared: PreparedRun;
  readonly dataset: Dataset;
  readonly checkpoint: Checkpoint;
  readonly file: string;
  readonly report: (state: Checkpoint["state"], phase: TrainingProgress["phase"], trained: number) => void;
}

/** All epochs that are still to do, with early stopping on the mean validation accuracy. */
async function trainEpochs(run: Run): Promise<{ readonly checkpoint: Checkpoint; readonly trained: number }> {
  const { experiment, prepared, dataset, file, report, signal, checkpointEvery = 30 } = run;
  const { training, data, pruning } = experiment;
  const { engine } = prepared;
  const { parameters } = engine;
  [0, 2, 3].forEach((region, k) =>
    parameters.region(region as 0 | 2 | 3).set(run.checkpoint.arrays[k] as Float32Array),
  );
  let removed = run.checkpoint.arrays[4];
  let weights = removed === undefined ? prepared.weights : prunedWeights(engine, removed);
  weights.enter();
  engine.prepare();
  let { state } = run.checkpoint;
  let best = run.checkpoint.arrays[3] as Float32Array;
  let trained = 0;
  let savedAt = performance.now();
  const trueWeights = (): Float32Array => {
    weights.leave();
    const copy = parameters.region(0).slice();
    weights.enter();
    return copy;
  };
  const current = (): Checkpoint => ({
    state,
    arrays: [
      trueWeights(),
      parameters.region(2),
      parameters.region(3),
      best,
      ...(removed === undefined ? [] : [removed]),
    ],
  });
  const save = async (): Promise<void> => {
    await writeCheckpoint(file, current());
    savedAt = performance.now();
  };
  const steps = Math.ceil(data.train / training.batch);
  const { schedule = { kind: "constant", warmup: 0 } } = training;
  const exitWeights = training.exitWeights ?? engine.exits.map(() => 1);
  while (state.epoch < training.epochs && state.since < training.patience) {
    const { epoch } = state;
    if (pruning !== undefined && state.step === 0 && epoch < pruning.steps) {
      const share = sparsityAfter(epoch + 1, pruning.steps, pruning.sparsity);
      removed = pruneEngine(engine, dataset, removed ?? new Float32Array(parameters.size), { ...pruning, share });
      weights = prunedWeights(engine, removed);
      weights.enter();
      engine.prepare();
      // Weights from before the cut no longer count as the best.
      state = { ...state, best: -1, since: 0 };
    }
    const order = shuffledOrder(data.train, randomStream([training.seed, "shuffle", epoch]));
    while (state.step < steps) {
      const { step, updates, lossSum } = state;
      const indices = order.subarray(step * training.batch, (step + 1) * training.batch);
      const seed = stepSeed(training.seed, epoch, step);
      const rate = learningRate(training.rate, schedule, { update: updates, perEpoch: steps, epochs: training.epochs });
      const loss = trainStep(engine, dataset, indices, {
        ...training,
        rate,
        exitWeights,
        weights,
        seed,
        update: updates + 1,
      });
      if (!Number.isFinite(loss)) throw diverged(experiment, epoch, loss);
      trained += indices.length;
      state = { ...state, step: step + 1, updates: updates + 1, lossSum: lossSum + loss * indices.length };
      if (step % 16 === 15) {
        report(state, "training", trained);
        await setImmediate();
        if (signal?.aborted === true) await save();
        signal?.throwIfAborted();
      }
      if (performance.now() - savedAt > checkpointEvery * 1000) await save();
    }
    report(state, "validation", trained);
    const validation = validate(engine, dataset, data.validation);
    const score = validation.reduce((sum, value) => sum + value, 0) / validation.length;
    const better = score > state.best;
    if (better) best = trueWeights();
    state = {
      ...state,
      epoch: epoch + 1,
      step: 0,
      lossSum: 0,
      log: [...state.log, { epoch, loss: state.lossSum / data.train, validation }],
      best: better ? score : state.best,
      since: better ? 0 : state.since + 1,
    };
    await save();
    report(state, "training", trained);
  }
  return { checkpoint: current(), trained };
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

function validate(engine: Engine, dataset: Dataset, count: number): number[] {
  const first = dataset.train.count - count;
  const logits = evaluateLogits(engine, dataset, dataset.train, first, count);
  return exitAccuracies(logits, dataset.train.labels.subarray(first), engine.exits.length, dataset.classes);
}

function checkFit({ name, data, network, training }: Experiment, dataset: Dataset): void {
  const problems: Problem[] = [];
  const { height, width, channels } = networkOf({ network }).input;
  const { shape, train } = dataset;
  if (data.train + data.validation > train.count) {
    const message = `experiment ${name} wants ${data.train} + ${data.validation} images to train and to stop on`;
    problems.push({ code: "too-few-images", message, expected: `at most the ${train.count} of ${dataset.label}` });
  }
  if (height !== shape.height || width !== shape.width || channels !== shape.channels) {
    const message = `experiment ${name} has an input of ${height} x ${width} x ${channels}`;
    problems.push({ code: "wrong-input", message, expected: `${shape.height} x ${shape.width} x ${shape.channels}` });
  }
  const exits = networkOf({ network }).exits.length;
  if (training.exitWeights !== undefined && training.exitWeights.length !== exits) {
    const message = `experiment ${name} has ${training.exitWeights.length} exit weights`;
    problems.push({ code: "exit-weights", message, expected: `one for each of its ${exits} exits` });
  }
  if (problems.length > 0) throw new InputError(problems);
}

function diverged({ name }: Experiment, epoch: number, loss: number): Error {
  return new Error(`trainExperiment: the loss of ${name} became ${loss} in epoch ${epoch + 1}; use a smaller rate`);
}

function stopwatch(): () => { readonly cpuSeconds: number; readonly wallSeconds: number } {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { cpuSeconds: (user + system) / 1e6, wallSeconds: (performance.now() - wall) / 1000 };
  };
}
