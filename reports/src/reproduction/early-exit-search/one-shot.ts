import { bootstrapMean, type Device, type Interval, mean } from "@joulebook/core";
import {
  type Evaluator,
  type ExitTable,
  exitCosts,
  makeEvaluator,
  stagesOf,
  planStudy,
  type PlannedStudy,
  replayExits,
  type ReplayedExit,
  type SearchStudy,
  searchInMemory,
  type StudyResult,
  studyResult,
  type StudyRun,
} from "@joulebook/design";
import { builtInDevice, exitEnergyDelay } from "@joulebook/hardware";
import { oneShotRuns, quadId, type StudyData } from "./data.js";

/** The device of the search that chose the design, as in the study file that ships. */
export const searchDevice = "cortex-m7-216mhz-cmsis-nn";

/** Devices on which the same study is repeated. */
export const otherDevices: readonly string[] = [
  "nucleo-u575zi-q",
  "raspberry-pi-4-tflite-ruy",
  "textbook-45nm",
  quadId,
];

/** The study `one-shot-cortex-m7` that ships with the command line. */
export const chosenStudy: SearchStudy = {
  name: "one-shot-cortex-m7",
  evaluator: { kind: "one-shot-exits", runs: oneShotRuns, device: searchDevice },
  algorithm: { kind: "nsga2", population: 100 },
  evaluations: 10_000,
  seed: 0,
  timeout: 60,
  choose: "accuracy",
};

export interface Searched {
  readonly plan: PlannedStudy;
  readonly run: StudyRun;
  readonly result: StudyResult;
}

function deviceOf(name: string, { quad }: StudyData): Device {
  return name === quadId ? quad : builtInDevice(name);
}

/** The evaluator of the one-shot network on a device. */
export function oneShotOn(device: string, data: StudyData): Evaluator {
  return makeEvaluator({ ...chosenStudy.evaluator, device }, { runs: data.runs, device: deviceOf(device, data) });
}

export function searched(study: SearchStudy, evaluator: Evaluator): Searched {
  const plan = planStudy(study, evaluator);
  const run = searchInMemory(plan);
  return { plan, run, result: studyResult(plan, run.records, run.firstBatch) };
}

/** An early-exit network beside the static one, on test images. */
export interface Comparison {
  readonly accuracy: number;
  readonly staticAccuracy: number;
  /** Of the difference early exits less static, image by image. */
  readonly difference: number;
  readonly differenceInterval: Interval;
  /** Average energy x latency over that of each baseline. */
  readonly ratios: readonly { readonly baseline: string; readonly ratio: number; readonly interval: Interval }[];
  /** The device's fit was made from networks unlike this one. */
  readonly extrapolated: boolean;
  /** Share of all images that leave at each exit, rightly and wrongly. */
  readonly flow: readonly { readonly name: string; readonly right: number; readonly wrong: number }[];
}

export const baselines = [
  "backbone with its last exit alone",
  "the same network run to its end",
  "energy with all heads x latency of the blocks",
] as const;

/**
 * The chosen design, trained alone, against the backbone trained alone by the same recipe: accuracy image by image, and
 * average energy x latency against each baseline on a device. Intervals by the bootstrap over test images.
 */
export function compare(design: StudyResult["front"][number]["design"], device: string, data: StudyData): Comparison {
  const table = data.alone.tables.get("test") as ExitTable;
  const fixed = data.fixed.tables.get("test") as ExitTable;
  const exits = [...(design["exits"] as readonly number[]), 10];
  const replayed: ReplayedExit[] = exits.map((block, exit) => ({
    exit,
    threshold: (design[`threshold${block}`] as number | undefined) ?? 0,
  }));
  const [bits = 8, headBits = bits] = String(design["bits"]).split("/").map(Number);
  const costs = exitCosts(data.backbone, deviceOf(device, data), { bits, headBits });
  const { stages, blocksAlone, backbone } = stagesOf(design, costs, 10);
  const cumulative = exitEnergyDelay(
    stages,
    stages.map(() => 1 / stages.length),
  );
  const cost = cumulative.cumulativeEnergyDelay;
  const references = [
    backbone.energy * backbone.latency,
    cost.at(-1) as number,
    (cumulative.cumulativeEnergy.at(-1) as number) * blocksAlone.latency,
  ];
  const counts = replayExits(table, replayed);
  const leaving = leavingExit(table, replayed);
  const differences = Array.from(
    leaving,
    (k, n) => (table.correct[k * table.examples + n] as number) - (fixed.correct[n] as number),
  );
  const energyDelays = Array.from(leaving, (k) => cost[k] as number);
  const average = bootstrapMean(energyDelays, { resamples: 1000 });
  return {
    accuracy: counts.accuracy,
    staticAccuracy: mean([...fixed.correct.subarray(0, fixed.examples)]),
    difference: mean(differences),
    differenceInterval: bootstrapMean(differences, { resamples: 1000 }),
    ratios: references.map((reference, index) => ({
      baseline: baselines[index] as string,
      ratio: mean(energyDelays) / reference,
      interval: { ...average, low: average.low / reference, high: average.high / reference },
    })),
    extrapolated: costs.notices.some((notice) => notice.includes("extrapolation")),
    flow: exits.map((block, k) => ({
      name: `exit ${block}`,
      right: (counts.correct[k] as number) / counts.examples,
      wrong: ((counts.leaving[k] as number) - (counts.correct[k] as number)) / counts.examples,
    })),
  };
}

/** The exit at which each example leaves. */
function leavingExit({ examples, confidence }: ExitTable, exits: readonly ReplayedExit[]): Uint8Array {
  return Uint8Array.from({ length: examples }, (_, n) => {
    const found = exits.findIndex(({ exit, threshold }) => (confidence[exit * examples + n] as number) >= threshold);
    return found < 0 ? exits.length - 1 : found;
  });
}

/** What the one-shot network said of the chosen design beside what training it alone gave, on the test images. */
export function oneShotError(
  design: StudyResult["front"][number]["design"],
  evaluator: Evaluator,
  alone: Comparison,
): {
  readonly estimated: number;
  readonly found: number;
  readonly error: number;
} {
  const estimated = evaluator.report?.(design).find(({ quantity }) => quantity === "accuracy")?.value ?? Number.NaN;
  return { estimated, found: alone.accuracy, error: estimated - alone.accuracy };
}
