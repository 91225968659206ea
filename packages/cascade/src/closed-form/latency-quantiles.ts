import type { Fraction, Seconds } from "@joulebook/core";
import type { Cascade } from "../cascade.js";
import { easeNodes } from "../scores/difficulty.js";
import { checkCascade, tablesOf } from "./closed-form.js";
import { combined, combinedWidth } from "./combined.js";
import { detectionTimes } from "./detection-times.js";
import type { LengthLaw } from "./length-nodes.js";
import { TimeDensity } from "./time-density.js";

/** Quantiles of the time from an event's beginning to its alarm, over detected events. */
export type LatencyQuantiles = Readonly<Record<"p50" | "p90" | "p99", Seconds>>;

/** Points in time of a density, how many times beyond the 99 % quantile they may reach, and how much closer the next ones lie. */
const [points, reach, closer] = [768, 3, 8] as const;

/** Events longer than this many means are too few to matter. */
const longestMeans = 10;

/**
 * Quantiles of the time to detection, from its distribution: first passages of the rules' chains, frame by frame, over ease, cut off by the events' ends.
 * Undefined where nothing is detected. `closedForm` has the mean, and takes a hundredth of the time.
 *
 * Source: docs/equations.md#latency-distribution
 *
 * @throws RangeError for a cascade that cannot be
 */
export function latencyQuantiles(cascade: Cascade): LatencyQuantiles | undefined {
  checkCascade(cascade);
  const { stages, cloud, events } = cascade;
  const begins = beginnings(cascade);
  // Until the longest events are over: about when they are found. Then closer, until the steps are fine enough.
  let horizon = longest(events.length);
  let alone = timesAlone(cascade, begins, horizon / points);
  const alarms = events.rate * total(survived(alone.own, events.length));
  let found = withHelp(alone, alarms, events.length);
  let later = 0;
  let all = total(found);
  if (!(all > 1e-12)) return undefined;
  for (let last = quantile(found, 0.99 * all); reach * last < horizon; last = quantile(found, 0.99 * all)) {
    horizon = Math.max(1.5 * last, horizon / closer);
    later += total(found, horizon);
    alone = timesAlone(cascade, begins, horizon / points);
    found = withHelp(alone, alarms, events.length);
    all = total(found) + later;
  }
  const deciding = (stages[1] ?? stages[0]).latency + (cloud?.latency ?? 0);
  const at = (share: Fraction): Seconds => deciding + quantile(found, share * all);
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}

/** Shares of events by what goes on when they begin. */
interface Beginnings {
  readonly watching: Fraction;
  readonly running: Fraction;
  readonly joining: Fraction;
}

/** Mean over the hours of a day, weighted by their events. */
function beginnings(cascade: Cascade): Beginnings {
  const { rate, diurnal = [1] } = cascade.events;
  const { atRate } = tablesOf(cascade);
  const events = diurnal.reduce((sum, factor) => sum + factor, 0);
  const found = new Float64Array(combinedWidth);
  let [watching, running, joining] = [0, 0, 0];
  for (const factor of diurnal) {
    atRate(rate * factor, found, 0);
    const joined = found[combined.joinedShare] as number;
    const called = found[combined.calledShare] as number;
    const alone = cascade.stages.length === 1 ? 1 - joined : 1 - called;
    watching += (factor / events) * alone;
    running += (factor / events) * Math.max(0, 1 - alone - joined);
    joining += (factor / events) * joined;
  }
  return { watching, running, joining };
}

/** Times to detection as if events never ended and none helped another: by their own alarm, and by joining an event that was found. */
interface TimesAlone {
  readonly own: TimeDensity;
  readonly joined: TimeDensity;
}

function timesAlone(cascade: Cascade, begins: Beginnings, step: Seconds): TimesAlone {
  const { stages, cloud } = cascade;
  const own = new TimeDensity(step, points);
  const joined = new TimeDensity(step, points);
  const difficulty = Math.max(...[...stages, ...(cloud === undefined ? [] : [cloud])].map((one) => one.difficulty));
  for (const { ease, weight } of easeNodes(difficulty)) {
    const times = detectionTimes(cascade, ease, step, points);
    own.addAll(times.watching, weight * begins.watching);
    own.addAll(times.running, weight * begins.running);
    joined.addAll(times.joining, weight * begins.joining);
  }
  return { own, joined };
}

/** The chance of each time that it comes before the event ends. */
function survived(times: TimeDensity, law: LengthLaw): TimeDensity {
  const left = new TimeDensity(times.step, times.values.length);
  times.values.forEach((chance, at) => left.add(at * times.step, chance * survival(law, at * times.step)));
  return left;
}

/** The earlier of an event's own detection and another event's alarm, at random with a rate, before the event ends. */
function withHelp({ own, joined }: TimesAlone, alarms: number, law: LengthLaw): TimeDensity {
  const { step, values } = own;
  const either = new TimeDensity(step, values.length);
  let undetected = 1;
  let unhelped = 1;
  const byThen = Math.exp(-alarms * step);
  for (let at = 0; at < values.length; at++) {
    const detected = (values[at] as number) + (joined.values[at] as number);
    undetected -= detected;
    const helped = undetected * unhelped * (1 - byThen);
    either.add(at * step, detected * unhelped * survival(law, at * step));
    either.add((at + 0.5) * step, helped * survival(law, (at + 0.5) * step));
    unhelped *= byThen;
  }
  return either;
}

/** Chance that an event lasts longer. */
function survival(law: LengthLaw, time: Seconds): Fraction {
  if (law.law === "fixed") return time < law.mean ? 1 : 0;
  if (law.law === "exponential") return Math.exp(-time / law.mean);
  return law.parts.reduce((sum, { mean, share }) => sum + share * Math.exp(-time / mean), 0);
}

function longest(law: LengthLaw): Seconds {
  if (law.law === "fixed") return law.mean;
  if (law.law === "exponential") return longestMeans * law.mean;
  return longestMeans * Math.max(...law.parts.filter(({ share }) => share > 0).map(({ mean }) => mean));
}

/** Chance of all times, or of those from one on. */
function total({ step, values }: TimeDensity, from: Seconds = 0): number {
  return values.subarray(Math.ceil(from / step)).reduce((sum, chance) => sum + chance, 0);
}

/** Time by which so much was found; each point stands for the step around it. */
function quantile({ step, values }: TimeDensity, wanted: number): Seconds {
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    const here = values[at] as number;
    if (sum + here >= wanted) return Math.max(0, (at - 0.5 + (here > 0 ? (wanted - sum) / here : 0)) * step);
    sum += here;
  }
  return (values.length - 1) * step;
}
