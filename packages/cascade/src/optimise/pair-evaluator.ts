import type { Seconds, Watts } from "@joulebook/core";
import type { CalledStage, CascadeStage } from "../cascade.js";
import { combined, combinedWidth, type Consent, pairAtRate } from "../closed-form/pair-at-rate.js";
import { packedCalled, packedWatch, pairSums, sumsWidth } from "../closed-form/pair-sums.js";
import { calledTable, cloudTable, eventGrid, watchTable } from "../closed-form/stage-tables.js";
import { stageOf } from "../scenario/cascade-of.js";
import type { Scenario, StageSetting } from "../scenario/scenario.js";

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

/**
 * Evaluates pairs of stages in closed form: what belongs to one stage is worked out once per stage, and a pair is a loop
 * over flat rows of numbers that allocates nothing. Gives what `closedForm` gives.
 */
export function pairEvaluator(
  scenario: Scenario,
  firstSettings: readonly StageSetting[],
  secondSettings: readonly StageSetting[],
): PairEvaluator {
  const { events, networks, cloud, chip, mode, reset } = scenario;
  const difficult = [...Object.values(networks), ...(cloud === undefined ? [] : [cloud])].some(
    ({ difficulty }) => difficulty > 0,
  );
  const grid = eventGrid(events.length, difficult);
  const remote = cloud === undefined ? undefined : cloudTable(cloud, grid);
  const consent: Consent = { asked: cloud !== undefined, falselyAgrees: remote?.falselyAgrees ?? 1 };
  const runs = ({ network, point, rate }: StageSetting): boolean =>
    rate <= (networks[network]?.points[point]?.maxRate ?? 0);
  const idle = ({ point }: StageSetting): Watts => chip.points[point]?.staticPower ?? 0;
  const firsts = firstSettings.map((setting) => {
    if (!runs(setting)) return undefined;
    const stage = stageOf(scenario, setting);
    const table = watchTable(stage, grid, reset);
    return { stage, table, packed: packedWatch(table, grid), idle: idle(setting) };
  });
  const seconds = secondSettings.map((setting) => {
    if (!runs(setting)) return undefined;
    const stage: CalledStage = { ...stageOf(scenario, setting), patience: setting.patience ?? 1 };
    const table = calledTable(stage, grid);
    return { stage, table, packed: packedCalled(table, remote, grid), idle: idle(setting) };
  });
  const sum = new Float64Array(sumsWidth);
  const part = new Float64Array(combinedWidth);
  const { diurnal } = events;
  const total = (diurnal ?? []).reduce((all, factor) => all + factor, 0);
  return {
    meanLength: grid.meanLength,
    firsts: firsts.map((one) => one?.stage),
    seconds: seconds.map((one) => one?.stage),
    evaluate: (first, second, into) => {
      // Pairs with one second stage after the other, so that its row of numbers stays at hand.
      for (const k of ordered(second, seconds.length)) {
        const a = firsts[first[k] as number];
        const b = seconds[second[k] as number];
        if (a === undefined || b === undefined || a.stage.energy > b.stage.energy) {
          into.power[k] = Number.NaN;
          continue;
        }
        pairSums(a.packed, b.packed, grid, sum);
        const found = into.combined;
        const at = k * combinedWidth;
        const atRate = (rate: number, place: Float64Array, from: number): void =>
          pairAtRate(sum, a.table, b.table, b.packed, consent, grid.meanLength, rate, place, from);
        if (diurnal === undefined) atRate(events.rate, found, at);
        else {
          found.fill(0, at, at + combinedWidth);
          for (const factor of diurnal) {
            atRate(events.rate * factor, part, 0);
            for (let field = 0; field < combinedWidth; field++) {
              // What is per event counts by the events, everything else by the hours.
              const perEvent = field === combined.recall || field === combined.detectionTime;
              const weight = perEvent ? factor / total : 1 / diurnal.length;
              found[at + field] = (found[at + field] as number) + weight * (part[field] as number);
            }
          }
        }
        const watching = mode === "sequential" ? 1 : (found[at + combined.watchShare] as number);
        const recall = found[at + combined.recall] as number;
        into.power[k] =
          Math.max(a.idle, b.idle) +
          chip.sensorPower +
          a.stage.rate * watching * a.stage.energy +
          (found[at + combined.calledFrames] as number) * b.stage.energy +
          (found[at + combined.cloudCalls] as number) * (cloud?.energy ?? 0);
        into.recall[k] = recall;
        into.falseAlarms[k] = day * (found[at + combined.falseAlarms] as number);
        into.falseAlarmTime[k] = day * (found[at + combined.falseShare] as number);
        into.latency[k] =
          recall > 1e-12
            ? (found[at + combined.detectionTime] as number) / recall + b.stage.latency + (cloud?.latency ?? 0)
            : Number.NaN;
        into.calledDuty[k] = found[at + combined.calledShare] as number;
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
