import type { EventGrid, CalledTable, CloudTable, WatchTable } from "./stage-tables.js";

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
  { weight, moment, meanLength }: EventGrid,
  eventRate: number,
): Combined {
  // Sums for events that begin while the first stage watches (…1), while the second runs (…2), and while it confirms another event (…3).
  let [recall1, recall2, recall3, time1, time2, time3] = [0, 0, 0, 0, 0, 0];
  let [stands1, stands2] = [0, 0];
  let [calls1, calls2, during1, during2, after1, after2, late, asks1, asks2] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < weight.length; i++) {
    const handOver = watch.handOver[i] as number;
    const first = (watch.first[i] as number) * handOver;
    const again = (watch.again[i] as number) * handOver;
    const confirms = called.confirms[i] as number;
    const gives = called.gives[i] as number;
    const ends = called.ends[i] as number;
    const running = called.confirmsRunning[i] as number;
    let found1: number;
    let found2: number;
    if (cloud === undefined) {
      const repeated = confirms / (1 - again * gives);
      found1 = first * repeated;
      found2 = running + (called.givesRunning[i] as number) * again * repeated;
    } else {
      const agrees = cloud.agrees[i] as number;
      const repeated = (confirms * agrees) / (1 - again * (gives + (ends - gives) * (1 - agrees)));
      found1 = first * repeated;
      found2 = running * agrees + (called.givesRunning[i] as number) * again * repeated;
    }
    const m = moment[i] as number;
    time1 += m * found1;
    time2 += m * found2;
    time3 += m * (called.joins[i] as number);
    const w = weight[i] as number;
    if (w === 0) continue;
    recall1 += w * found1;
    recall2 += w * found2;
    recall3 += w * (called.joins[i] as number);
    const repeats = w / (1 - again * ends);
    const begun1 = first * repeats;
    const begun2 = (called.phase[i] as number) * repeats;
    calls1 += begun1;
    calls2 += begun2;
    during1 += begun1 * (called.during[i] as number);
    during2 += begun2 * (called.during[i] as number);
    after1 += begun1 * (called.after[i] as number);
    after2 += begun2 * (called.after[i] as number);
    const stands = (called.stands[i] as number) * (cloud === undefined ? 1 : (cloud.agrees[i] as number));
    stands1 += begun1 * stands;
    stands2 += begun2 * stands;
    late += (watch.first[i] as number) * (1 - handOver) * repeats;
    asks1 += begun1 * confirms;
    asks2 += begun2 * confirms;
  }
  const { falseFrames } = called;
  const falseTime = watch.latency + (falseFrames - 1) / called.rate;
  const falseCalls = 1 / (watch.wait / watch.rate + falseTime);
  let share = falseCalls * falseTime;
  let quiet = 1;
  let eventFrames = 0;
  let joined = 0;
  for (let round = 0; round < 4; round++) {
    const [one, two] = [1 - share, share];
    const calls = one * calls1 + two * calls2;
    const lateFrames = one * late * falseFrames;
    const after = one * after1 + two * after2 + lateFrames;
    eventFrames = one * during1 + two * during2 + after;
    const time = calls * watch.latency + Math.max(0, eventFrames - calls) / called.rate;
    quiet = Math.exp(-eventRate * (meanLength + after / called.rate));
    const load = eventRate * time;
    const busy = -Math.expm1(-load);
    if (eventFrames > 0) joined = busy * (1 - after / eventFrames) * recall1;
    share = Math.min(1, quiet * falseCalls * falseTime + busy);
    // A call of n frames takes n − 1 periods; calls that run into each other have no such end.
    const steady = time * called.rate;
    if (load > 0) eventFrames = (steady * busy) / load + (eventFrames - steady) * Math.exp(-load);
  }
  const [one, two] = [1 - share, Math.max(0, share - joined)];
  const falseConfirmed = quiet * falseCalls * called.falseConfirms;
  const falseAlarms = falseConfirmed * (cloud?.falselyAgrees ?? 1);
  return {
    watchShare: 1 - share,
    calledFrames: quiet * falseCalls * falseFrames + eventRate * eventFrames,
    calledShare: share,
    recall: one * recall1 + two * recall2 + joined * recall3,
    detectionTime: one * time1 + two * time2 + joined * time3,
    falseAlarms,
    // A confirming frame is a hit: as many frames follow as from an empty window to the end of patience, unless an event comes before.
    falseShare:
      (falseAlarms * falseFrames) / (called.rate + eventRate * falseFrames) +
      (eventRate * (one * stands1 + share * stands2)) / (called.rate + eventRate * called.falseFrames),
    cloudCalls: cloud === undefined ? 0 : falseConfirmed + eventRate * (one * asks1 + two * asks2),
  };
}
