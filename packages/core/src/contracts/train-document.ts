import type { JoulebookDocument } from "./document.js";
import type { OutputFile } from "./report-document.js";

/** One experiment that `joulebook train` finished. */
export interface TrainedExperiment {
  readonly name: string;
  /** How results made from the data must be labelled, e.g. "CIFAR-10 (JPEG copy)". */
  readonly data: string;
  /** Names of the exits, in the order of the accuracies. */
  readonly exits: readonly string[];
  /** Accuracy of each exit on the images that decide when to stop, and on the test images. */
  readonly validationAccuracy: readonly number[];
  readonly testAccuracy: readonly number[];
  /** Epochs that ran, and the one (from 1) whose weights were kept; 0 where nothing was trained. */
  readonly epochs: number;
  readonly keptEpoch: number;
  /** Why training ended; "time": it was told to before all epochs were done, and can be taken up again. */
  readonly stopped: "patience" | "epochs" | "time";
  /** The results: settings and epoch log, and traces. */
  readonly outputs: readonly OutputFile[];
}

/** `joulebook train EXPERIMENT... --json`. */
export interface TrainDocument extends JoulebookDocument<"train"> {
  readonly experiments: readonly TrainedExperiment[];
}
