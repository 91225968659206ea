import { join } from "node:path";
import { writeFilesAtomic } from "@joulebook/runtime";
import type { CheckpointState, EpochLog } from "../checkpoint/checkpoint.js";
import type { Dataset, ImageSet } from "../datasets/dataset.js";
import type { Engine } from "../engine/engine.js";
import type { Experiment } from "../experiment/experiment.js";
import { traceCsv, type TracedSplit } from "../traces/write-traces.js";
import { evaluateLogits, exitAccuracies } from "./evaluate.js";

/** What a run leaves in `result.json`. */
export interface TrainingResult {
  readonly schema: "joulebook/training-result@1";
  readonly experiment: Experiment;
  readonly data: { readonly label: string; readonly decoder: string };
  /** Names of the exits, in the order of all lists and trace columns. */
  readonly exits: readonly string[];
  /** Accuracy per split and exit; the training split is the traced images only, absent when none are. */
  readonly accuracy: {
    readonly train?: readonly number[];
    readonly val: readonly number[];
    readonly test: readonly number[];
  };
  readonly log: readonly EpochLog[];
  /** Epoch (from 0) whose weights were kept. */
  readonly bestEpoch: number;
  /** Why training ended; "time": it was told to before all epochs were done. */
  readonly stopped: "patience" | "epochs" | "time";
}

/**
 * Evaluates the network as it stands and writes `result.json`, `traces.csv.gz` (validation and test, with logits) and
 * `traces-train.csv.gz` (class and confidence only) into `folder`.
 */
export async function writeResults(
  folder: string,
  engine: Engine,
  dataset: Dataset,
  experiment: Experiment,
  state: CheckpointState,
): Promise<TrainingResult> {
  const { data, traces, training } = experiment;
  const validationFirst = dataset.train.count - data.validation;
  const traced = (split: TracedSplit["split"], set: ImageSet, first: number, count: number): TracedSplit => ({
    split,
    first,
    labels: set.labels.subarray(first, first + count),
    logits: evaluateLogits(engine, dataset, set, first, count),
  });
  const train = traced("train", dataset.train, 0, Math.min(traces.train, data.train));
  const val = traced("val", dataset.train, validationFirst, data.validation);
  const test = traced("test", dataset.test, 0, dataset.test.count);
  const exits = engine.exits.map(({ name }) => name);
  const accuracy = ({ logits, labels }: TracedSplit): number[] =>
    exitAccuracies(logits, labels, exits.length, dataset.classes);
  const result: TrainingResult = {
    schema: "joulebook/training-result@1",
    experiment,
    data: { label: dataset.label, decoder: dataset.decoder },
    exits,
    accuracy: {
      ...(train.labels.length === 0 ? {} : { train: accuracy(train) }),
      val: accuracy(val),
      test: accuracy(test),
    },
    log: state.log,
    bestEpoch: state.log.length - 1 - state.since,
    stopped: state.epoch >= training.epochs ? "epochs" : state.since >= training.patience ? "patience" : "time",
  };
  const decimals = traces.decimals === undefined ? {} : { decimals: traces.decimals };
  const format = { exits: exits.map(exitColumn), classes: dataset.classes };
  await writeFilesAtomic([
    { path: join(folder, "result.json"), content: `${JSON.stringify(result, undefined, 1)}\n` },
    { path: join(folder, "traces.csv.gz"), content: traceCsv([val, test], { ...format, ...decimals }) },
    ...(train.labels.length === 0
      ? []
      : [{ path: join(folder, "traces-train.csv.gz"), content: traceCsv([train], format) }]),
  ]);
  return result;
}

/** Exits named head<l> carry the number of their layer, others their name. */
function exitColumn(name: string, index: number): string {
  return /^head(\d+)$/.exec(name)?.[1] ?? String(index + 1);
}
