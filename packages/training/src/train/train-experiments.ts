import { fork } from "node:child_process";
import { InputError } from "@joulebook/core";
import type { Experiment } from "../experiment/experiment.js";
import type { TrainOptions } from "./train-experiment.js";
import type { TrainingMessage, TrainingTask } from "./train-process.js";
import type { TrainingProgress } from "./training-progress.js";
import type { TrainingResult } from "./write-results.js";

export interface TrainManyOptions extends Omit<TrainOptions, "experiment" | "dataset"> {
  readonly experiments: readonly Experiment[];
  /** Experiments under way at a time, each in a process of its own. Default 2. */
  readonly processes?: number;
}

/** What became of one experiment. */
export type TrainingOutcome =
  | { readonly name: string; readonly ok: true; readonly result: TrainingResult }
  | { readonly name: string; readonly ok: false; readonly error: Error };

/**
 * Trains several experiments in parallel processes; one that starts from another of them waits for it, and fails when that failed.
 * Results do not depend on the number of processes. An aborted run can be taken up again: every experiment keeps its checkpoint.
 *
 * @returns outcomes in the order of the experiments
 */
export async function trainExperiments(options: TrainManyOptions): Promise<readonly TrainingOutcome[]> {
  const { experiments, processes = 2, onProgress, signal, ...shared } = options;
  if (!Number.isInteger(processes) || processes < 1) {
    throw new RangeError(`trainExperiments: processes must be a whole number from 1, got ${processes}`);
  }
  const outcomes = new Map<string, TrainingOutcome>();
  const waiting = [...experiments];
  const isReady = ({ start }: Experiment): boolean =>
    start === undefined || outcomes.has(start.from) || !experiments.some(({ name }) => name === start.from);
  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    signal?.throwIfAborted();
    const next = running.size < processes ? waiting.findIndex(isReady) : -1;
    if (next < 0 && running.size === 0)
      throw new RangeError("trainExperiments: experiments start from each other in a circle");
    if (next < 0) {
      await Promise.race(running);
      continue;
    }
    const [experiment] = waiting.splice(next, 1) as [Experiment];
    const before = experiment.start === undefined ? undefined : outcomes.get(experiment.start.from);
    const outcome =
      before?.ok === false
        ? Promise.resolve<TrainingOutcome>({ name: experiment.name, ok: false, error: before.error })
        : inProcess({ ...shared, experiment }, onProgress, signal);
    const done: Promise<void> = outcome.then((value) => {
      outcomes.set(experiment.name, value);
      running.delete(done);
    });
    running.add(done);
  }
  signal?.throwIfAborted();
  return experiments.map(({ name }) => outcomes.get(name) as TrainingOutcome);
}

function inProcess(
  task: TrainingTask,
  onProgress: ((progress: TrainingProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<TrainingOutcome> {
  const { name } = task.experiment;
  const child = fork(new URL("./train-process.js", import.meta.url), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const stop = (): void => void child.kill();
  signal?.addEventListener("abort", stop, { once: true });
  return new Promise<TrainingOutcome>((resolve) => {
    child.on("message", (message: TrainingMessage) => {
      if (message.kind === "progress") onProgress?.(message.progress);
      else if (message.kind === "result") resolve({ name, ok: true, result: message.result });
      else if (message.kind === "problems") {
        resolve({ name, ok: false, error: new InputError(message.problems, message.exitCode) });
      } else resolve({ name, ok: false, error: new Error(message.message) });
    });
    child.on("error", (error) => resolve({ name, ok: false, error }));
    child.on("exit", (code, by) =>
      resolve({ name, ok: false, error: new Error(`${name}: its process ended (${by ?? code})`) }),
    );
    child.send(task);
  }).finally(() => signal?.removeEventListener("abort", stop));
}
