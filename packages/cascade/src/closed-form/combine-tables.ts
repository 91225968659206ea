import { combined, combinedWidth, type Consent, pairAtRate } from "./pair-at-rate.js";
import { packedCalled, packedWatch, pairSums, sumsWidth } from "./pair-sums.js";
import type { CalledTable, CloudTable, EventGrid, WatchTable } from "./stage-tables.js";

/** What tables of stages give together: rates per second, shares of time and of events. */
export interface Combined {
  /** Frames per second of the first stage while it is in charge are its rate; this is its share of the time. */
  readonly watchShare: number;
  /** Frames per second of the called stage, and its share of the time. */
  readonly calledFrames: number;
  readonly calledShare: number;
  readonly recall: number;
  /** Σ time to the confirming frame over detected events / all events. */
  readonly detectionTime: number;
  readonly falseAlarms: number;
  /** Share of the time in which an alarm stands without an event. */
  readonly falseShare: number;
  readonly cloudCalls: number;
}

/**
 * One stage alone. An event that begins while another one is confirmed is found at its first hit; any other at the first confirmation that the cloud, where there is one, agrees to:
 * E[first a / (1 − again (1 − a))] over ease and length. Source: docs/equations.md#cascade-closed-form
 *
 * @param eventRate per second
 */
export function combineOne(
  watch: WatchTable,
  cloud: CloudTable | undefined,
  { weight, moment, meanLength }: EventGrid,
  eventRate: number,
): Combined {
  let [recall1, recall2, time1, time2, calls] = [0, 0, 0, 0, 0];
  for (let i = 0; i < weight.length; i++) {
    const agrees = cloud === undefined ? 1 : (cloud.agrees[i] as number);
    const first = watch.first[i] as number;
    const again = 1 / (1 - (watch.again[i] as number) * (1 - agrees));
    recall1 += (weight[i] as number) * first * agrees * again;
    recall2 += (weight[i] as number) * (watch.joins[i] as number);
    time1 += (moment[i] as number) * first * agrees * again;
    time2 += (moment[i] as number) * (watch.joins[i] as number);
    calls += (weight[i] as number) * first * again;
  }
  const quiet = Math.exp(-eventRate * (meanLength + watch.of / watch.rate));
  const joined = -Math.expm1(-eventRate * meanLength) * recall1;
  const falseConfirmations = quiet * watch.rate * watch.falseRate;
  const falselyAgrees = cloud?.falselyAgrees ?? 1;
  return {
    watchShare: 1,
    calledFrames: 0,
    calledShare: 0,
    recall: (1 - joined) * recall1 + joined * recall2,
    detectionTime: (1 - joined) * time1 + joined * time2,
    falseAlarms: falseConfirmations * falselyAgrees,
    falseShare: quiet * watch.falseHeld * falselyAgrees,
    cloudCalls: cloud === undefined ? 0 : falseConfirmations + eventRate * calls,
  };
}

/**
 * Two stages. In an event with a share d of the time in calls: with chance 1 − d it begins while the first stage watches, calls the second (transform
 * g after the first hand-over), which confirms (G), or hands back (B) and the first begins anew: g₁ G a / (1 − g R). Time in
 * calls: false calls between events, a renewal process, and calls of events, as many servers as there are events.
 *
 * Source: docs/equations.md#cascade-closed-form
 */
export function combineTwo(
  watch: WatchTable,
  called: CalledTable,
  cloud: CloudTable | undefined,
  grid: EventGrid,
): (eventRate: number) => Combined {
  const packed = packedCalled(called, cloud, grid);
  const sum = new Float64Array(sumsWidth);
  pairSums(packedWatch(watch, grid), packed, grid, sum);
  const consent: Consent = { asked: cloud !== undefined, falselyAgrees: cloud?.falselyAgrees ?? 1 };
  const found = new Float64Array(combinedWidth);
  return (eventRate) => {
    pairAtRate(sum, watch, called, packed, consent, grid.meanLength, eventRate, found, 0);
    return combinedAt(found, 0);
  };
}

/** The fields that `pairAtRate` wrote. */
export function combinedAt(found: Float64Array, at: number): Combined {
  return {
    watchShare: found[at + combined.watchShare] as number,
    calledFrames: found[at + combined.calledFrames] as number,
    calledShare: found[at + combined.calledShare] as number,
    recall: found[at + combined.recall] as number,
    detectionTime: found[at + combined.detectionTime] as number,
    falseAlarms: found[at + combined.falseAlarms] as number,
    falseShare: found[at + combined.falseShare] as number,
    cloudCalls: found[at + combined.cloudCalls] as number,
  };
}
