import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  exitCodes,
  type InputFile,
  InputError,
  type OutputFile,
  parseDuration,
  type Problem,
  type Seconds,
  type TrainDocument,
  type TrainedExperiment,
} from "@joulebook/core";
import { contentHash, lock, makeFolders, progress } from "@joulebook/runtime";
import {
  type Experiment,
  progressText,
  readExperiment,
  shippedExperimentFile,
  trainExperiments,
  type TrainingOutcome,
  type TrainingProgress,
  type TrainingResult,
} from "@joulebook/training";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { Invocation } from "../../command-line/run.js";
import { wholeNumber } from "../whole-number.js";
import type { TrainCommandOptions } from "./train-options.js";
import { trainText } from "./train-text.js";

/** Trains experiments; nothing starts before all files are read and fit. */
export async function trainAction(
  names: readonly string[],
  options: TrainCommandOptions,
  { log }: Invocation,
): Promise<CommandResult> {
  const processes = options.jobs === undefined ? 1 : wholeNumber("--jobs", options.jobs, { least: 1, most: 64 });
  const stopAfter = options.stopAfter === undefined ? undefined : timeOf(options.stopAfter);
  const read = await Promise.all(names.map(readOne));
  const experiments = read.map(({ experiment }) => experiment);
  refuseTwins(read);
  const outcomes = await inWorkFolder(options.work, () =>
    trainExperiments({
      experiments,
      processes,
      workFolder: options.work,
      resultFolder: options.out,
      onProgress: shownProgress(experiments, log),
      ...(options.data === undefined ? {} : { dataFolder: options.data }),
      ...(stopAfter === undefined ? {} : { stopAfter }),
    }),
  );
  const done = outcomes.flatMap((outcome) => (outcome.ok ? [outcome] : []));
  const document: DocumentBody<TrainDocument> = {
    experiments: await Promise.all(done.map(({ result }) => trainedExperiment(result, options.out))),
  };
  const errors = outcomes.flatMap(problemsOf);
  return {
    name: "train",
    document,
    text: () => trainText(document.experiments),
    inputs: read.map(({ input }) => input),
    ...(errors.length === 0 ? {} : { errors, exitCode: exitCodeOf(outcomes) }),
  };
}

/** One trainer at a time writes the checkpoints of a folder. */
async function inWorkFolder<T>(folder: string, act: () => Promise<T>): Promise<T> {
  makeFolders(folder);
  const held = await lock(join(folder, ".lock"), { purpose: "joulebook train" });
  try {
    return await act();
  } finally {
    held.release();
  }
}

interface ReadExperiment {
  readonly file: string;
  readonly experiment: Experiment;
  readonly input: InputFile;
}

async function readOne(name: string): Promise<ReadExperiment> {
  const file = await shippedExperimentFile(name);
  const experiment = await readExperiment(file);
  const bytes = await readFile(file);
  return { file, experiment, input: { name, sha256: contentHash(bytes), bytes: bytes.length } };
}

/** Two experiments of one name would write over each other. */
function refuseTwins(read: readonly ReadExperiment[]): void {
  const problems = read.flatMap(({ file, experiment: { name } }, index): Problem[] =>
    read.findIndex(({ experiment }) => experiment.name === name) === index
      ? []
      : [{ code: "same-name", message: `another experiment is called ${name} too`, file, expected: "different names" }],
  );
  if (problems.length > 0) throw new InputError(problems, exitCodes.usage);
}

/** Seconds; a number without a unit means them too. */
function timeOf(text: string): Seconds {
  return parseDuration(/^[\d.]+$/.test(text) ? `${text}s` : text, { where: "--stop-after", positive: true });
}

/** A line that is rewritten on a terminal; elsewhere one line whenever an epoch of an experiment ends. */
function shownProgress(
  experiments: readonly Experiment[],
  log: (line: string) => void,
): (progress: TrainingProgress) => void {
  const line = progress("train");
  const epochs = new Map<string, number>();
  const finished = new Set<string>();
  return (state) => {
    if (state.phase === "traces") finished.add(state.experiment);
    if (finished.size === experiments.length) line.end();
    else line.update(finished.size, `${state.experiment} ${progressText(state)}`);
    const before = epochs.get(state.experiment) ?? 1;
    if (state.epoch === before && state.phase !== "traces") return;
    epochs.set(state.experiment, state.epoch);
    if (process.stderr.isTTY !== true) log(`${state.experiment} ${progressText(state)}\n`);
  };
}

async function trainedExperiment(result: TrainingResult, folder: string): Promise<TrainedExperiment> {
  const { experiment, data, exits, accuracy, log, bestEpoch, stopped } = result;
  const names = ["result.json", "traces.csv.gz", ...(accuracy.train === undefined ? [] : ["traces-train.csv.gz"])];
  return {
    name: experiment.name,
    data: data.label,
    exits,
    validationAccuracy: accuracy.val,
    testAccuracy: accuracy.test,
    epochs: log.length,
    keptEpoch: Math.max(0, bestEpoch + 1),
    stopped,
    outputs: await Promise.all(names.map((name) => outputFile(join(folder, experiment.name, name)))),
  };
}

async function outputFile(path: string): Promise<OutputFile> {
  const bytes = await readFile(path);
  return { path, kind: path.endsWith(".json") ? "json" : "csv", sha256: contentHash(bytes), bytes: bytes.length };
}

function problemsOf(outcome: TrainingOutcome): readonly Problem[] {
  if (outcome.ok) return [];
  if (outcome.error instanceof InputError) return outcome.error.problems;
  return [{ code: "training-failed", message: `${outcome.name}: ${outcome.error.message}` }];
}

/** The code of the first failure. */
function exitCodeOf(outcomes: readonly TrainingOutcome[]): number {
  for (const outcome of outcomes) {
    if (!outcome.ok) return outcome.error instanceof InputError ? outcome.error.exitCode : exitCodes.failed;
  }
  return exitCodes.ok;
}
