import process from "node:process";
import { InputError, type Problem } from "@joulebook/core";
import { type TrainOptions, trainExperiment } from "./train-experiment.js";
import type { TrainingProgress } from "./training-progress.js";
import type { TrainingResult } from "./write-results.js";

/** What a training process is asked: options that survive being sent. */
export type TrainingTask = Omit<TrainOptions, "dataset" | "onProgress" | "signal">;

/** What it answers. */
export type TrainingMessage =
  | { readonly kind: "progress"; readonly progress: TrainingProgress }
  | { readonly kind: "result"; readonly result: TrainingResult }
  | { readonly kind: "problems"; readonly problems: readonly Problem[]; readonly exitCode: number }
  | { readonly kind: "failed"; readonly message: string };

function send(message: TrainingMessage): void {
  process.send?.(message);
}

async function run(task: TrainingTask): Promise<void> {
  let shownAt = 0;
  const onProgress = (progress: TrainingProgress): void => {
    if (performance.now() - shownAt < 200 && progress.phase === "training" && progress.step !== 0) return;
    shownAt = performance.now();
    send({ kind: "progress", progress });
  };
  try {
    send({ kind: "result", result: await trainExperiment({ ...task, onProgress }) });
  } catch (error) {
    if (error instanceof InputError) send({ kind: "problems", problems: error.problems, exitCode: error.exitCode });
    else send({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
  process.disconnect();
}

// Nobody is left to hear of the result when the parent is gone; the checkpoint keeps what was done.
process.once("disconnect", () => process.exit());

// Only as the child that trainExperiments forks: then there is a channel to its parent.
if (process.send !== undefined) process.once("message", (task) => void run(task as TrainingTask));
