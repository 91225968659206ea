import { type PackedCalled, sums } from "./pair-sums.js";
import type { CalledTable, WatchTable } from "./stage-tables.js";

/** Places of what `pairAtRate` writes: the fields of `Combined`. */
export const combined = {
  watchShare: 0,
  calledFrames: 1,
  calledShare: 2,
  recall: 3,
  detectionTime: 4,
  falseAlarms: 5,
  falseShare: 6,
  cloudCalls: 7,
} as const;
export const combinedWidth = 8;

/** What stands behind a call: whether a cloud is asked, and how often it agrees to a false alarm. */
export interface Consent {
  readonly asked: boolean;
  readonly falselyAgrees: number;
}

/**
 * Two stages at a rate of events, from their sums: shares of the time by four rounds of a fixed point (events in calls crowd out false calls,
 * false calls the watching), then what both give.
 *
 * @param eventRate per second
 * @param into eight numbers from `at` on
 */
export function pairAtRate(
  sum: Float64Array,
  watch: Pick<WatchTable, "rate" | "latency" | "wait">,
  called: Pick<CalledTable, "rate" | "falseFrames" | "falseConfirms">,
  { joins }: Pick<PackedCalled, "joins">,
  { asked, falselyAgrees }: Consent,
  meanLength: number,
  eventRate: number,
  into: Float64Array,
  at: number,
): void {
  const recall1 = sum[sums.recall1] as number;
  const [calls1, calls2] = [sum[sums.calls1] as number, sum[sums.calls2] as number];
  const [during1, during2] = [sum[sums.during1] as number, sum[sums.during2] as number];
  const [after1, after2] = [sum[sums.after1] as number, sum[sums.after2] as number];
  const { rate, falseFrames } = called;
  const lateFrames = (sum[sums.late] as number) * falseFrames;
  const falseTime = watch.latency + (falseFrames - 1) / rate;
  const falseCalls = 1 / (watch.wait / watch.rate + falseTime);
  let share = falseCalls * falseTime;
  let quiet = 1;
  let eventFrames = 0;
  let joined = 0;
  for (let round = 0; round < 4; round++) {
    const one = 1 - share;
    const calls = one * calls1 + share * calls2;
    const after = one * after1 + share * after2 + one * lateFrames;
    eventFrames = one * during1 + share * during2 + after;
    const time = calls * watch.latency + Math.max(0, eventFrames - calls) / rate;
    quiet = Math.exp(-eventRate * (meanLength + after / rate));
    const load = eventRate * time;
    const without = Math.exp(-load);
    // 1 − e^(−x) loses digits next to 0.
    const busy = load < 1e-5 ? load * (1 - load / 2) : 1 - without;
    if (eventFrames > 0) joined = busy * (1 - after / eventFrames) * recall1;
    share = Math.min(1, quiet * falseCalls * falseTime + busy);
    // A call of n frames takes n − 1 periods; calls that run into each other have no such end.
    const steady = time * rate;
    if (load > 0) eventFrames = (steady * busy) / load + (eventFrames - steady) * without;
  }
  const [one, two] = [1 - share, Math.max(0, share - joined)];
  const falseConfirmed = quiet * falseCalls * called.falseConfirms;
  const falseAlarms = falseConfirmed * falselyAgrees;
  const stands = one * (sum[sums.stands1] as number) + share * (sum[sums.stands2] as number);
  into[at + combined.watchShare] = 1 - share;
  into[at + combined.calledFrames] = quiet * falseCalls * falseFrames + eventRate * eventFrames;
  into[at + combined.calledShare] = share;
  into[at + combined.recall] = one * recall1 + two * (sum[sums.recall2] as number) + joined * joins.recall;
  into[at + combined.detectionTime] =
    one * (sum[sums.time1] as number) + two * (sum[sums.time2] as number) + joined * joins.time;
  into[at + combined.falseAlarms] = falseAlarms;
  // A confirming frame is a hit: as many frames follow as from an empty window to the end of patience, unless an event comes before.
  into[at + combined.falseShare] = (falseAlarms * falseFrames + eventRate * stands) / (rate + eventRate * falseFrames);
  into[at + combined.cloudCalls] = asked
    ? falseConfirmed + eventRate * (one * (sum[sums.asks1] as number) + two * (sum[sums.asks2] as number))
    : 0;
}
