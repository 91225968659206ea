import { InputError, type Problem } from "@joulebook/core";
import type { Dataset } from "../datasets/dataset.js";
import type { Experiment } from "../experiment/experiment.js";
import { networkOf } from "../experiment/network-of.js";

/** @throws InputError with everything of an experiment that does not fit its data or itself */
export function checkFit({ name, data, network, training, quantisation, pruning }: Experiment, dataset: Dataset): void {
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
  if (quantisation !== undefined && pruning !== undefined) {
    const message = `experiment ${name} quantises and prunes at once`;
    problems.push({
      code: "two-compressions",
      message,
      fix: "prune first, then start a second experiment from the result",
    });
  }
  if (problems.length > 0) throw new InputError(problems);
}
