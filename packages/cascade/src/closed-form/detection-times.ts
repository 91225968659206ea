import type { CalledStage, Cascade, CascadeStage, CloudStage } from "../cascade.js";
import { chainVisits } from "../confirm/chain-transforms.js";
import { windowConfirms } from "../confirm/confirmation.js";
import { type ConfirmationChain, confirmationChain } from "../confirm/confirmation-chain.js";
import { firstPassage, firstRun } from "../confirm/first-passage.js";
import { hitOfEase } from "../scores/difficulty.js";
import { leastFalseHit } from "./stage-tables.js";
import { TimeDensity } from "./time-density.js";

/** From the beginning of an event that never ends to its confirming frame, by what goes on when it begins. */
export interface DetectionTimes {
  /** The first stage watches. */
  readonly watching: TimeDensity;
  /** The second stage runs. */
  readonly running: TimeDensity;
  /** Another event is found. */
  readonly joining: TimeDensity;
}

/**
 * Distribution of the time to detection at one ease, frame by frame: x = a + x ∗ (r ∗ c), then d = x ∗ b, with a the first stage's first
 * confirmation, b and r the second stage's confirming and handing back, c the first stage from an empty window.
 *
 * Source: docs/equations.md#latency-distribution
 */
export function detectionTimes(cascade: Cascade, ease: number, step: number, points: number): DetectionTimes {
  const [watch, called] = cascade.stages;
  const make = (): TimeDensity => new TimeDensity(step, points);
  const agrees = cloudAgrees(cascade.cloud, ease);
  const frames = (rate: number): number => Math.ceil(points * step * rate) + 1;
  const own = hitOfEase(watch.hit, watch.difficulty, ease);
  const chain = confirmationChain(watch.confirmation);
  const [first, again] = [make(), make()];
  firstPassage(chain, own, stationary(chain, watch), frames(watch.rate)).confirms.forEach((chance, frame) =>
    first.spread(frame / watch.rate, 1 / watch.rate, chance),
  );
  firstPassage(chain, own, fromEmpty(chain), frames(watch.rate)).confirms.forEach((chance, frame) =>
    again.add((frame + (called === undefined ? 1 : 0)) / watch.rate, chance),
  );
  if (called === undefined) {
    const refused = make();
    refused.addAll(again, 1 - agrees);
    const confirming = first.repeated(refused);
    const found = make();
    found.addAll(confirming, agrees);
    return { watching: found, running: make(), joining: firstHits(watch, own, make(), frames(watch.rate)) };
  }
  const hit = hitOfEase(called.hit, called.difficulty, ease);
  const calls = callTimes(called, hit, agrees, { handOver: watch.latency, back: 1 / watch.rate }, make, frames);
  const between = calls.returns.plus(again);
  const found = first.repeated(between).plus(calls.confirms);
  const returned = calls.runningReturns.plus(again).repeated(between).plus(calls.confirms);
  returned.addAll(calls.runningConfirms);
  return { watching: found, running: returned, joining: firstHits(called, hit, make(), frames(called.rate)) };
}

/** Times of one call: from the frame that called it, and from anywhere within it, to the alarm and to the first stage's next frame. */
interface CallTimes {
  readonly confirms: TimeDensity;
  readonly returns: TimeDensity;
  readonly runningConfirms: TimeDensity;
  readonly runningReturns: TimeDensity;
}

function callTimes(
  stage: CalledStage,
  hit: number,
  agrees: number,
  { handOver, back }: { readonly handOver: number; readonly back: number },
  make: () => TimeDensity,
  frames: (rate: number) => number,
): CallTimes {
  const { rate, patience } = stage;
  const chain = confirmationChain(stage.confirmation, patience);
  const most = frames(rate);
  const times = { confirms: make(), returns: make(), runningConfirms: make(), runningReturns: make() };
  const called = firstPassage(chain, hit, fromEmpty(chain), most);
  const ends = agrees < 1 ? firstRun(patience, 1 - hit, most) : [];
  called.confirms.forEach((chance, frame) => times.confirms.add(handOver + frame / rate, chance * agrees));
  called.ends.forEach((chance, frame) => times.returns.add(handOver + frame / rate + back, chance));
  // Confirmed without the cloud's consent, it hands back all the same.
  ends.forEach((chance, frame) =>
    times.returns.add(handOver + frame / rate + back, (chance - (called.ends[frame] ?? 0)) * (1 - agrees)),
  );
  const running = firstPassage(chain, hit, stationary(chain, stage), most);
  running.confirms.forEach((chance, frame) => times.runningConfirms.spread(frame / rate, 1 / rate, chance * agrees));
  running.ends.forEach((chance, frame) => times.runningReturns.spread(frame / rate + back, 1 / rate, chance));
  return times;
}

/** The first hit, frames at any phase. */
function firstHits({ rate }: CascadeStage, hit: number, into: TimeDensity, frames: number): TimeDensity {
  for (let frame = 0, left = 1; frame < frames && left > 1e-9; frame++, left *= 1 - hit)
    into.spread(frame / rate, 1 / rate, left * hit);
  return into;
}

function fromEmpty({ states }: ConfirmationChain): Float64Array {
  const start = new Float64Array(states);
  start[0] = 1;
  return start;
}

/** Where a stage is between events, in the long run. */
function stationary(chain: ConfirmationChain, { falseHit }: Pick<CascadeStage, "falseHit">): Float64Array {
  const visits = chainVisits(chain, Math.max(leastFalseHit, falseHit));
  const total = visits.reduce((sum, one) => sum + one, 0);
  return visits.map((one) => one / total);
}

function cloudAgrees(cloud: CloudStage | undefined, ease: number): number {
  return cloud === undefined ? 1 : windowConfirms(cloud.confirmation, hitOfEase(cloud.hit, cloud.difficulty, ease));
}
