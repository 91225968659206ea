import { PairKernel } from "../kernels/pair-kernel.js";
import { Sum } from "../kernels/pair-layout.js";
import { combined } from "./combined.js";
import { missedLength, timeFound, writeFound } from "./overlap.js";
import { type Consent, pairAtRate } from "./pair-at-rate.js";
import { packedCalled, packedWatch, pairsOf } from "./packed-stages.js";
import type { CalledTable, CloudTable, EventGrid, WatchTable } from "./stage-tables.js";

/** Writes the fields of `Combined` at a rate of events, from a place on. */
export type AtRate = (eventRate: number, into: Float64Array, at: number) => void;

/**
 * One stage alone. An event that begins while another one is confirmed is found at its first hit; any other at the first confirmation that the cloud, where there is one, agrees to:
 * E[first a / (1 − again (1 − a))] over ease and length. Source: docs/equations.md#cascade-closed-form
 */
export function combineOne(watch: WatchTable, cloud: CloudTable | undefined, grid: EventGrid): AtRate {
  const { weight, moment, life, meanLength } = grid;
  let [recall1, recall2, time1, time2, life1, calls] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < weight.length; i++) {
    const agrees = cloud === undefined ? 1 : (cloud.agrees[i] as number);
    const called = (watch.first[i] as number) / (1 - (watch.again[i] as number) * (1 - agrees));
    recall1 += (weight[i] as number) * called * agrees;
    recall2 += (weight[i] as number) * (watch.joins[i] as number);
    time1 += (moment[i] as number) * called * agrees;
    time2 += (moment[i] as number) * (watch.joins[i] as number);
    life1 += (weight[i] as number) * (life[i] as number) * called * agrees;
    calls += (weight[i] as number) * called;
  }
  const falselyAgrees = cloud?.falselyAgrees ?? 1;
  const missed = missedLength(recall1, time1, life1, grid);
  return (eventRate, into, at) => {
    const quiet = Math.exp(-eventRate * (meanLength + watch.of / watch.rate));
    const joined = -Math.expm1(-eventRate * timeFound(time1, life1, grid));
    const falseConfirmations = quiet * watch.rate * watch.falseRate;
    const alarms = eventRate * (1 - joined) * recall1;
    const recall = (1 - joined) * recall1 + joined * recall2;
    const time = (1 - joined) * time1 + joined * time2;
    writeFound(recall, time, alarms, missed, grid, into, at);
    into[at + combined.joinedShare] = joined;
    into[at + combined.watchShare] = 1;
    into[at + combined.calledFrames] = 0;
    into[at + combined.calledShare] = 0;
    into[at + combined.falseAlarms] = falseConfirmations * falselyAgrees;
    into[at + combined.falseShare] = quiet * watch.falseHeld * falselyAgrees;
    into[at + combined.cloudCalls] = cloud === undefined ? 0 : falseConfirmations + eventRate * calls;
  };
}

/** Sums one pair after the other, and keeps none. */
let kernel: PairKernel | undefined;

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
): AtRate {
  const packed = packedCalled(called, cloud, grid);
  const sum = new Float64Array(Sum.width);
  kernel ??= new PairKernel();
  const first = kernel.keep(packedWatch(watch, grid));
  kernel.pairSums(first, kernel.keep(packed.nodes), pairsOf(grid), sum);
  kernel.forget(first);
  const consent: Consent = { asked: cloud !== undefined, falselyAgrees: cloud?.falselyAgrees ?? 1 };
  return (eventRate, into, at) => pairAtRate(sum, watch, called, packed, consent, grid, eventRate, into, at);
}
