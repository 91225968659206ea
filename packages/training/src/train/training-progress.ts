import type { CheckpointState } from "../checkpoint/checkpoint.js";
import type { Experiment } from "../experiment/experiment.js";

/** How far a run is. */
export interface TrainingProgress {
  readonly experiment: string;
  readonly phase: "training" | "validation" | "traces";
  /** 1-based epoch of `epochs`. */
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  /** Mean loss of the epoch so far (of the last one, before the first step), in nats. */
  readonly loss: number;
  /** Validation accuracy of each exit after the last finished epoch. */
  readonly accuracy?: readonly number[];
  /** Training images per second of wall time since this process took up the run. */
  readonly imagesPerSecond: number;
  /** Seconds until all epochs are done, at the speed so far. */
  readonly secondsLeft: number;
}

/** Progress from a run's state; `trained` images took `seconds`. */
export function trainingProgress(
  { name, training, data }: Experiment,
  state: CheckpointState,
  {
    phase,
    trained,
    seconds,
  }: { readonly phase: TrainingProgress["phase"]; readonly trained: number; readonly seconds: number },
): TrainingProgress {
  const done = Math.min(state.step * training.batch, data.train);
  const left = (training.epochs - state.epoch) * data.train - done;
  const last = state.log.at(-1);
  return {
    experiment: name,
    phase,
    epoch: Math.min(state.epoch + 1, training.epochs),
    epochs: training.epochs,
    step: state.step,
    steps: Math.ceil(data.train / training.batch),
    loss: done === 0 ? (last?.loss ?? 0) : state.lossSum / done,
    ...(last === undefined ? {} : { accuracy: last.validation }),
    imagesPerSecond: seconds === 0 ? 0 : trained / seconds,
    secondsLeft: trained === 0 ? 0 : (left * seconds) / trained,
  };
}

/**
 * One line for a terminal or a log.
 * @example progressText({ ...progress, epoch: 2, epochs: 8, loss: 7.1 })
 */
export function progressText(progress: TrainingProgress): string {
  const { phase, epoch, epochs, step, steps, loss, accuracy, imagesPerSecond, secondsLeft } = progress;
  const exits = accuracy === undefined ? "" : ` exits ${accuracy.map((value) => (100 * value).toFixed(1)).join(" ")} %`;
  const place = phase === "training" ? `step ${step}/${steps}` : phase;
  const left = `${Math.floor(secondsLeft / 60)}m${String(Math.floor(secondsLeft % 60)).padStart(2, "0")}s left`;
  return `epoch ${epoch}/${epochs} ${place} loss ${loss.toFixed(3)}${exits} ${imagesPerSecond.toFixed(0)} images/s ${left}`;
}
