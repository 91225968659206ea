import { Sum } from "../kernels/pair-layout.js";
import { combined } from "./combined.js";
import { missedLength, timeFound, writeFound } from "./overlap.js";
import type { PackedCalled } from "./packed-stages.js";
import type { CalledTable, EventGrid, WatchTable } from "./stage-tables.js";

/** What stands behind a call: whether a cloud is asked, and how often it agrees to a false alarm. */
export interface Consent {
  readonly asked: boolean;
  readonly falselyAgrees: number;
}

/** Rounds of the fixed point, at most, and the change of a share that is small enough to stop. */
const rounds = 30;
const settled = 1e-10;

/**
 * Two stages at a rate of events, from their sums: shares of the time by a fixed point (events in calls crowd out false calls, false calls the
 * watching), then what both give, and what overlapping events do for each other.
 *
 * @param eventRate per second
 * @param into `combinedWidth` numbers from `at` on
 */
export function pairAtRate(
  sum: Float64Array,
  watch: Pick<WatchTable, "rate" | "latency" | "wait">,
  called: Pick<CalledTable, "rate" | "falseFrames" | "falseConfirms">,
  { joins, running }: Pick<PackedCalled, "joins" | "running">,
  { asked, falselyAgrees }: Consent,
  lengths: Pick<EventGrid, "meanLength" | "memoryless">,
  eventRate: number,
  into: Float64Array,
  at: number,
): void {
  const { meanLength } = lengths;
  const { rate, falseFrames } = called;
  const calls1 = sum[Sum.calls1] as number;
  const calls2 = sum[Sum.calls2] as number;
  const during1 = sum[Sum.during1] as number;
  const during2 = sum[Sum.during2] as number;
  const after1 = (sum[Sum.after1] as number) + (sum[Sum.late] as number) * falseFrames;
  const after2 = sum[Sum.after2] as number;
  const falseTime = watch.latency + (falseFrames - 1) / rate;
  const falseCalls = 1 / (watch.wait / watch.rate + falseTime);
  const alone = Math.exp(-eventRate * meanLength);
  // Next to nobody is in calls: a first guess, then the secant.
  let share = Math.min(1, alone * falseCalls * falseTime + (eventRate * (during1 + after1)) / rate);
  let quiet = 1;
  let eventFrames = 0;
  let before = 0;
  let excessBefore = 0;
  for (let round = 0; round < rounds; round++) {
    const watching = 1 - share;
    const calls = watching * calls1 + share * calls2;
    const after = watching * after1 + share * after2;
    eventFrames = watching * during1 + share * during2 + after;
    const time = calls * watch.latency + Math.max(0, eventFrames - calls) / rate;
    quiet = alone * Math.exp((-eventRate * after) / rate);
    const load = eventRate * time;
    const without = Math.exp(-load);
    // 1 − e^(−x) loses digits next to 0.
    const busy = load < 1e-5 ? load * (1 - load / 2) : 1 - without;
    // A call of n frames takes n − 1 periods; calls that run into each other have no such end.
    const steady = time * rate;
    if (load > 0) eventFrames = (steady * busy) / load + (eventFrames - steady) * without;
    const next = Math.min(1, quiet * falseCalls * falseTime + busy);
    const excess = next - share;
    const slope = round === 0 ? 0 : (excess - excessBefore) / (share - before);
    before = share;
    excessBefore = excess;
    share = slope < 0 ? Math.min(1, Math.max(0, share - excess / slope)) : next;
    if (Math.abs(excess) < settled) break;
  }
  const recall1 = sum[Sum.recall1] as number;
  const time1 = sum[Sum.time1] as number;
  const life1 = sum[Sum.life1] as number;
  const joined = Math.min(share, -Math.expm1(-eventRate * timeFound(time1, life1, lengths)));
  const one = 1 - share;
  const two = Math.max(0, share - joined);
  const found = one * recall1 + two * ((sum[Sum.recall2] as number) + running.recall);
  const recall = found + joined * joins.recall;
  const detection = one * time1 + two * ((sum[Sum.time2] as number) + running.time) + joined * joins.time;
  const missed = missedLength(recall1, time1, life1, lengths);
  writeFound(recall, detection, eventRate * found, missed, lengths, into, at);
  const falseConfirmed = quiet * falseCalls * called.falseConfirms;
  const falseAlarms = falseConfirmed * falselyAgrees;
  // An alarm stands after its event where no other event goes on.
  const stands = alone * (one * (sum[Sum.stands1] as number) + share * (sum[Sum.stands2] as number));
  into[at + combined.joinedShare] = joined;
  into[at + combined.watchShare] = one;
  into[at + combined.calledFrames] = quiet * falseCalls * falseFrames + eventRate * eventFrames;
  into[at + combined.calledShare] = share;
  into[at + combined.falseAlarms] = falseAlarms;
  // A confirming frame is a hit: as many frames follow as from an empty window to the end of patience, unless an event comes before.
  into[at + combined.falseShare] = (falseAlarms * falseFrames + eventRate * stands) / (rate + eventRate * falseFrames);
  into[at + combined.cloudCalls] = asked
    ? falseConfirmed + eventRate * (one * (sum[Sum.asks1] as number) + two * (sum[Sum.asks2] as number))
    : 0;
}
