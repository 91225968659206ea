import type { Seconds, Watts } from "@joulebook/core";
import type { CalledStage, CascadeStage } from "../cascade.js";
import type { AtRate } from "../closed-form/combine-tables.js";
import { combined, combinedWidth } from "../closed-form/combined.js";
import { overDay } from "../closed-form/over-day.js";
import { type Consent, pairAtRate } from "../closed-form/pair-at-rate.js";
import { packedCalled, packedWatch, pairsOf } from "../closed-form/packed-stages.js";
import { meanLatency } from "../closed-form/closed-form.js";
import { calledTable, cloudTable, watchTable } from "../closed-form/stage-tables.js";
import { PairKernel } from "../kernels/pair-kernel.js";
import { Sum } from "../kernels/pair-layout.js";
import { stageOf } from "../scenario/cascade-of.js";
import type { Scenario, StageSetting } from "../scenario/scenario.js";
import { scenarioGrid } from "./scenario-grid.js";

const day = 86_400;

/** What configurations give, a column each; the power is NaN where the chip cannot run one, or its first network takes more than its second. */
export interface CascadeColumns {
  readonly power: Float64Array;
  readonly recall: Float64Array;
  /** Per day. */
  readonly falseAlarms: Float64Array;
  /** Seconds a day. */
  readonly falseAlarmTime: Float64Array;
  /** NaN also where no event is detected. */
  readonly latency: Float64Array;
  /** Share of the time in calls. */
  readonly calledDuty: Float64Array;
  /** What the closed form gives of each, `combinedWidth` numbers; `combinedAt` reads them. */
  readonly combined: Float64Array;
}

/** Configurations of two lists of stages. */
export interface PairEvaluator {
  readonly meanLength: Seconds;
  /** Stages of the lists; undefined where the chip cannot run one. */
  readonly firsts: readonly (CascadeStage | undefined)[];
  readonly seconds: readonly (CalledStage | undefined)[];
  /** Evaluates the pairs (first[k], second[k]) into columns that are as long or longer. */
  readonly evaluate: (first: Int32Array, second: Int32Array, into: CascadeColumns) => void;
}

/** Columns for so many configurations. */
export function cascadeColumns(size: number): CascadeColumns {
  const column = (): Float64Array => new Float64Array(size);
  return {
    power: column(),
    recall: column(),
    falseAlarms: column(),
    falseAlarmTime: column(),
    latency: column(),
    calledDuty: column(),
    combined: new Float64Array(size * combinedWidth),
  };
}

/** Pairs that are taken in the order of their second stage at a time: few enough that their columns stay at hand. */
const block = 16_384;

/**
 * Evaluates pairs of stages in closed form: what belongs to one stage is worked out once per stage, and a pair is a sum over rows of numbers. Gives
 * what `closedForm` gives.
 */
export function pairEvaluator(
  scenario: Scenario,
  firstSettings: readonly StageSetting[],
  secondSettings: readonly StageSetting[],
): PairEvaluator {
  const { events, networks, cloud, chip, mode, reset } = scenario;
  const grid = scenarioGrid(scenario);
  const remote = cloud === undefined ? undefined : cloudTable(cloud, grid);
  const consent: Consent = { asked: cloud !== undefined, falselyAgrees: remote?.falselyAgrees ?? 1 };
  const kernel = new PairKernel();
  const runs = ({ network, point, rate }: StageSetting): boolean =>
    rate <= (networks[network]?.points[point]?.maxRate ?? 0);
  const idle = ({ point }: StageSetting): Watts => chip.points[point]?.staticPower ?? 0;
  const firsts = firstSettings.map((setting) => {
    if (!runs(setting)) return undefined;
    const stage = stageOf(scenario, setting);
    const table = watchTable(stage, grid, reset);
    return { stage, table, place: kernel.keep(packedWatch(table, grid)), idle: idle(setting) };
  });
  const seconds = secondSettings.map((setting) => {
    if (!runs(setting)) return undefined;
    const stage: CalledStage = { ...stageOf(scenario, setting), patience: setting.patience ?? 1 };
    const table = calledTable(stage, grid);
    const packed = packedCalled(table, remote, grid);
    return { stage, table, packed, place: kernel.keep(packed.nodes), idle: idle(setting) };
  });
  const sum = new Float64Array(Sum.width);
  const judge = (k: number, a: (typeof firsts)[number], b: (typeof seconds)[number], into: CascadeColumns): void => {
    if (a === undefined || b === undefined || a.stage.energy > b.stage.energy) {
      into.power[k] = Number.NaN;
      return;
    }
    kernel.pairSums(a.place, b.place, pairsOf(grid), sum);
    const found = into.combined;
    const at = k * combinedWidth;
    const atRate: AtRate = (rate, place, from) =>
      pairAtRate(sum, a.table, b.table, b.packed, consent, grid, rate, place, from);
    overDay(events, atRate, found, at);
    const watching = mode === "sequential" ? 1 : (found[at + combined.watchShare] as number);
    into.power[k] =
      Math.max(a.idle, b.idle) +
      chip.sensorPower +
      a.stage.rate * watching * a.stage.energy +
      (found[at + combined.calledFrames] as number) * b.stage.energy +
      (found[at + combined.cloudCalls] as number) * (cloud?.energy ?? 0);
    into.recall[k] = found[at + combined.recall] as number;
    into.falseAlarms[k] = day * (found[at + combined.falseAlarms] as number);
    into.falseAlarmTime[k] = day * (found[at + combined.falseShare] as number);
    into.latency[k] =
      meanLatency(
        found[at + combined.recall] as number,
        found[at + combined.detectionTime] as number,
        b.stage.latency + (cloud?.latency ?? 0),
      ) ?? Number.NaN;
    into.calledDuty[k] = found[at + combined.calledShare] as number;
  };
  return {
    meanLength: grid.meanLength,
    firsts: firsts.map((one) => one?.stage),
    seconds: seconds.map((one) => one?.stage),
    evaluate: (first, second, into) => {
      for (let from = 0; from < second.length; from += block)
        // One second stage after the other, so that its row of numbers stays at hand.
        for (const place of ordered(second.subarray(from, from + block), seconds.length)) {
          const k = from + place;
          judge(k, firsts[first[k] as number], seconds[second[k] as number], into);
        }
    },
  };
}

/** Places of values from 0 to `most` − 1, smallest value first: a counting sort. */
function ordered(values: Int32Array, most: number): Int32Array {
  const from = new Int32Array(most + 1);
  for (const value of values) from[value + 1] = (from[value + 1] as number) + 1;
  for (let value = 0; value < most; value++) from[value + 1] = (from[value + 1] as number) + (from[value] as number);
  const order = new Int32Array(values.length);
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    const at = from[value] as number;
    order[at] = k;
    from[value] = at + 1;
  }
  return order;
}
