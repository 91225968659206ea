import { mean } from "@joulebook/core";
import { setImmediate } from "node:timers/promises";
import { type Checkpoint, writeCheckpoint } from "../checkpoint/checkpoint.js";
import { sparsityAfter } from "../compression/prune.js";
import { pruneEngine } from "../compression/prune-engine.js";
import { prunedWeights } from "../compression/weight-rules.js";
import type { Dataset } from "../datasets/dataset.js";
import { type Engine, stepSeed } from "../engine/engine.js";
import type { Experiment } from "../experiment/experiment.js";
import { randomStream, shuffledOrder } from "../random.js";
import { evaluateLogits, exitAccuracies } from "./evaluate.js";
import { learningRate } from "./learning-rate.js";
import type { PreparedRun } from "./prepare-run.js";
import { trainStep } from "./train-step.js";
import type { TrainingProgress } from "./training-progress.js";

/** A run that is prepared, and where it stands. */
export interface EpochsRun {
  readonly experiment: Experiment;
  readonly signal: AbortSignal | undefined;
  /** Seconds between checkpoints within an epoch. */
  readonly checkpointEvery: number;
  /** Seconds after which the epochs that are finished must do. */
  readonly stopAfter: number;
  readonly prepared: PreparedRun;
  readonly dataset: Dataset;
  readonly checkpoint: Checkpoint;
  /** Where the checkpoint is kept. */
  readonly file: string;
  readonly report: (state: Checkpoint["state"], phase: TrainingProgress["phase"], trained: number) => void;
}

/** All epochs that are still to do, with early stopping on the mean validation accuracy. */
export async function trainEpochs(
  run: EpochsRun,
): Promise<{ readonly checkpoint: Checkpoint; readonly trained: number }> {
  const { experiment, prepared, dataset, file, report, signal, checkpointEvery, stopAfter } = run;
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
  const startedAt = performance.now();
  let savedAt = startedAt;
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
  const outOfTime = (): boolean => state.log.length > 0 && performance.now() - startedAt > stopAfter * 1000;
  while (state.epoch < training.epochs && state.since < training.patience && !outOfTime()) {
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
      if (outOfTime()) return { checkpoint: current(), trained };
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
    const score = mean(validation);
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

function validate(engine: Engine, dataset: Dataset, count: number): number[] {
  const first = dataset.train.count - count;
  const logits = evaluateLogits(engine, dataset, dataset.train, first, count);
  return exitAccuracies(logits, dataset.train.labels.subarray(first), engine.exits.length, dataset.classes);
}

function diverged({ name }: Experiment, epoch: number, loss: number): Error {
  return new Error(`trainExperiment: the loss of ${name} became ${loss} in epoch ${epoch + 1}; use a smaller rate`);
}
