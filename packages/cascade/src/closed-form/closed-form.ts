import type { Fraction, Seconds } from "@joulebook/core";
import type { Cascade, CascadeStage } from "../cascade.js";
import type { CascadeOutcome, StageOutcome } from "../cascade-outcome.js";
import { framePrecision } from "../scores/calibrate.js";
import { type AtRate, combineOne, combineTwo } from "./combine-tables.js";
import { type Combined, combinedAt, combinedWidth } from "./combined.js";
import { overDay } from "./over-day.js";
import { calledTable, cloudTable, eventGrid, watchTable } from "./stage-tables.js";

const day = 86_400;

/** A smaller share of events found says nothing about when. */
const least = 1e-12;

/**
 * What a cascade does in the long run, in closed form: Markov chains of the confirmation rules, renewal of calls, sums over ease and
 * length. Exact where at most one event goes on at a time and false calls are rare beside events; where events overlap often it
 * counts them as independent. Source: docs/equations.md#cascade-closed-form
 *
 * @throws RangeError for rates, chances and lengths that cannot be
 */
export function closedForm(cascade: Cascade): CascadeOutcome {
  checkCascade(cascade);
  const { atRate, meanLength } = tablesOf(cascade);
  const found = new Float64Array(combinedWidth);
  overDay(cascade.events, atRate, found, 0);
  return outcomeOf(cascade, combinedAt(found, 0), meanLength);
}

/** What the stages of a cascade give at a rate of events, from tables of each. */
export function tablesOf({ stages, cloud, events, reset }: Cascade): {
  readonly atRate: AtRate;
  readonly meanLength: Seconds;
} {
  const grid = eventGrid(events.length, [...stages, ...(cloud === undefined ? [] : [cloud])]);
  const watch = watchTable(stages[0], grid, reset);
  const remote = cloud === undefined ? undefined : cloudTable(cloud, grid);
  const atRate =
    stages[1] === undefined
      ? combineOne(watch, remote, grid)
      : combineTwo(watch, calledTable(stages[1], grid), remote, grid);
  return { atRate, meanLength: grid.meanLength };
}

/** Powers, precision and latency from what the tables gave. */
export function outcomeOf(cascade: Cascade, found: Combined, meanLength: number): CascadeOutcome {
  const { stages, cloud, mode, staticPower, sensorPower, events } = cascade;
  const prior = -Math.expm1(-events.rate * meanLength);
  const [watch, called] = stages;
  const watchShare = mode === "sequential" ? 1 : found.watchShare;
  const list: StageOutcome[] = [stageOutcome(watch, watch.rate * watchShare, watchShare, prior)];
  if (called !== undefined) list.push(stageOutcome(called, found.calledFrames, found.calledShare, prior));
  if (cloud !== undefined)
    list.push(stageOutcome(cloud, found.cloudCalls, Math.min(1, found.cloudCalls * cloud.latency), prior));
  const power = staticPower + sensorPower + list.reduce((sum, one) => sum + one.power, 0);
  const detected = events.rate * found.recall;
  const deciding = (called ?? watch).latency + (cloud?.latency ?? 0);
  return {
    power,
    staticPower,
    sensorPower,
    staticShare: power > 0 ? staticPower / power : 0,
    stages: list,
    recall: found.recall,
    precision: detected + found.falseAlarms > 0 ? detected / (detected + found.falseAlarms) : 1,
    falseAlarms: found.falseAlarms * day,
    falseAlarmTime: found.falseShare * day,
    latency: meanLatency(found.recall, found.detectionTime, deciding),
    cloudCalls: found.cloudCalls * day,
    cloudBytes: found.cloudCalls * day * (cloud?.bytes ?? 0),
    ...(cloud?.carbon === undefined ? {} : { carbon: found.cloudCalls * day * cloud.carbon }),
  };
}

/** Mean time from the beginning of a detected event to its alarm; undefined where none is detected. */
export function meanLatency(recall: Fraction, detectionTime: Seconds, deciding: Seconds): Seconds | undefined {
  return recall > least ? detectionTime / recall + deciding : undefined;
}

/** Rate, duty and power of a stage, and what its single frames are worth. */
function stageOutcome(
  stage: Pick<CascadeStage, "name" | "energy" | "hit" | "falseHit">,
  rate: number,
  duty: number,
  prior: number,
): StageOutcome {
  return {
    name: stage.name,
    rate,
    duty,
    power: rate * stage.energy,
    frameRecall: stage.hit,
    framePrecision: framePrecision(stage, prior),
  };
}

/** Chances in [0, 1], rates that a stage can keep, everything finite. */
export function checkCascade({ stages, cloud, events, staticPower, sensorPower }: Cascade): void {
  for (const stage of [...stages, ...(cloud === undefined ? [] : [cloud])]) {
    for (const key of ["hit", "falseHit"] as const)
      if (!(stage[key] >= 0 && stage[key] <= 1))
        throw new RangeError(`cascade: ${key} of ${stage.name} must be in [0, 1], got ${stage[key]}`);
    if (!(stage.difficulty >= 0 && stage.difficulty < 1))
      throw new RangeError(`cascade: difficulty of ${stage.name} must be in [0, 1), got ${stage.difficulty}`);
    for (const key of ["energy", "latency"] as const)
      if (!(stage[key] >= 0 && stage[key] < Number.POSITIVE_INFINITY))
        throw new RangeError(`cascade: ${key} of ${stage.name} must be finite and at least 0, got ${stage[key]}`);
  }
  for (const { name, rate, latency } of stages) {
    if (!(rate > 0 && rate < Number.POSITIVE_INFINITY))
      throw new RangeError(`cascade: rate of ${name} must be positive and finite, got ${rate}`);
    if (rate * latency > 1 + 1e-9)
      throw new RangeError(`cascade: ${name} can run at most ${1 / latency} times a second, got ${rate}`);
  }
  const patience = stages[1]?.patience ?? 1;
  if (!(Number.isInteger(patience) && patience >= 1 && patience <= 1000))
    throw new RangeError(`cascade: patience must be a whole number from 1 to 1000, got ${patience}`);
  for (const [name, value] of Object.entries({ staticPower, sensorPower, "rate of events": events.rate }))
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`cascade: ${name} must be finite and at least 0, got ${value}`);
  const { diurnal } = events;
  if (
    diurnal !== undefined &&
    (diurnal.length !== 24 ||
      diurnal.some((factor) => !(factor >= 0 && factor < 1e6)) ||
      Math.abs(diurnal.reduce((a, b) => a + b, 0) / 24 - 1) > 1e-6)
  )
    throw new RangeError("cascade: a diurnal profile has 24 factors from 0 with a mean of 1");
}
