import type { Hertz, Joules, Measurement, Volts, Watts } from "@joulebook/core";
import { readDataset } from "@joulebook/measurements";
import type { InputFile } from "@joulebook/report";

/** One network on NDP120 at one operating point, as MLPerf Tiny measured it: static power included. */
export interface ChipPoint {
  readonly task: Task;
  readonly voltage: Volts;
  readonly energy: Joules;
  readonly maxRate: Hertz;
  readonly power: Watts;
  readonly accuracy: number;
  readonly auc: number;
}

/** A microcontroller with the same network, measured in the same round. */
export interface Board {
  readonly task: Task;
  readonly name: string;
  readonly submitter: string;
  readonly energy: Joules;
  readonly maxRate: Hertz;
  readonly auc: number;
}

/** What the study is made from; tests put changed data in its place. */
export interface StudyData {
  readonly chip: readonly ChipPoint[];
  readonly boards: readonly Board[];
  /** Energy of keyword spotting on the microcontroller of the benchmark's own reference, round v0.5. */
  readonly referenceKeywords: Joules;
  readonly inputs: readonly InputFile[];
}

export const tasks = ["keywords", "images", "persons"] as const;
export type Task = (typeof tasks)[number];

const models: Readonly<Record<Task, string>> = {
  keywords: "ds-cnn",
  images: "resnet8",
  persons: "mobilenet-v1-0.25-96",
};

/** The round whose microcontrollers are compared; NDP120's rows of it were submitted again in later ones. */
const round = "v1.1";

/** Reads MLPerf Tiny from its dataset. */
export function studyData(): StudyData {
  const { dataset, measurements } = readDataset("mlperf-tiny");
  const energies = measurements.filter(({ energy, source }) => energy !== undefined && source.division === "closed");
  const of = (task: Task): readonly Measurement[] => energies.filter(({ model }) => model === models[task]);
  const reference = of("keywords").find(({ source }) => source.submitter === "reference" && source.round === "v0.5");
  return {
    // Round v0.7 has an older run of keywords.
    chip: tasks.flatMap((task) =>
      of(task)
        .filter(({ source }) => source.submitter === "syntiant" && source.round !== "v0.7")
        .map((row) => chipPoint(task, row))
        .toSorted((a, b) => a.voltage - b.voltage),
    ),
    boards: tasks.flatMap((task) =>
      of(task)
        .filter(({ source, unit }) => source.round === round && unit === "cpu")
        .map((row) => board(task, row)),
    ),
    referenceKeywords: known(reference?.energy, "the reference's energy of keywords"),
    inputs: [
      {
        name: dataset.id,
        hash: dataset.contentHash.replace(/^sha256:/, ""),
        note: `${dataset.rows} rows`,
      },
    ],
  };
}

function chipPoint(task: Task, { energy, power, throughput, accuracy, scores, configuration }: Measurement): ChipPoint {
  return {
    task,
    voltage: known(configuration.voltage, "a voltage"),
    energy: known(energy, "an energy"),
    maxRate: known(throughput, "a rate"),
    power: known(power, "a power"),
    accuracy: known(accuracy, "an accuracy"),
    auc: known(scores?.["auc"], "an AUC"),
  };
}

function board(task: Task, { energy, throughput, scores, source }: Measurement): Board {
  return {
    task,
    name: known(source.system, "a system").replaceAll("_", "-"),
    submitter: known(source.submitter, "a submitter"),
    energy: known(energy, "an energy"),
    maxRate: known(throughput, "a rate"),
    auc: known(scores?.["auc"], "an AUC"),
  };
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`cascades: MLPerf Tiny lacks ${what}`);
  return value;
}

/** The measured point of a task at a voltage. */
export function pointAt({ chip }: Pick<StudyData, "chip">, task: Task, voltage: Volts): ChipPoint {
  return known(
    chip.find((one) => one.task === task && one.voltage === voltage),
    `${task} at ${voltage} V`,
  );
}
