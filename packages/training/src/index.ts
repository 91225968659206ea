export type { EpochLog } from "./checkpoint/checkpoint.js";
export type { Dataset, DatasetName, ImageSet } from "./datasets/dataset.js";
export { datasetNames } from "./datasets/dataset.js";
export { loadDataset } from "./datasets/load-dataset.js";
export type {
  Experiment,
  ExperimentData,
  MerkelFamily,
  StartingPoint,
  TraceSettings,
  TrainingSettings,
} from "./experiment/experiment.js";
export { networkOf } from "./experiment/network-of.js";
export { parseExperiment, readExperiment } from "./experiment/read-experiment.js";
export { shippedExperimentFile, shippedExperimentNames } from "./experiment/shipped-experiments.js";
export { type MerkelOptions, merkelNetwork } from "./network/merkel.js";
export type { NetworkSpec, NodeSpec, Shape } from "./network/network-spec.js";
export { type CommittedRun, committedRun, committedRunNames, traceText } from "./results/committed-runs.js";
export { type TrainOptions, trainExperiment } from "./train/train-experiment.js";
export { type TrainingOutcome, type TrainManyOptions, trainExperiments } from "./train/train-experiments.js";
export { progressText, type TrainingProgress } from "./train/training-progress.js";
export type { TrainingResult } from "./train/write-results.js";
export { type TrainingSpeed, trainingSpeed } from "./train/training-speed.js";
