import type { Fraction, Hertz, Seconds } from "@joulebook/core";
import type { CalledStage, CascadeStage, CloudStage } from "../cascade.js";
import { chainTransforms, chainVisits } from "../confirm/chain-transforms.js";
import { windowConfirms } from "../confirm/confirmation.js";
import { confirmationChain } from "../confirm/confirmation-chain.js";
import { confirmationRate, framesToConfirm, framesToRun, type ResetRule } from "../confirm/confirmation-rate.js";
import { easeNodes, hitOfEase } from "../scores/difficulty.js";
import { type LengthLaw, lengthNodes, meanLength } from "./length-nodes.js";

/** Nodes over ease and length, by which every expectation over events is a sum. */
export interface EventGrid {
  readonly ease: Float64Array;
  /** Rate of the exponential length. */
  readonly end: Float64Array;
  readonly weight: Float64Array;
  /** Weight for the time of detection. */
  readonly moment: Float64Array;
  /** Mean time that is left of the event at any time; of a fixed length, the whole of it. */
  readonly life: Float64Array;
  /** Lengths are exponential: what is left does not depend on what has passed. */
  readonly memoryless: boolean;
  /** Nodes with a weight, and for each the one a step further, -1 where there is none. */
  readonly cells: Int32Array;
  readonly steps: Int32Array;
  readonly meanLength: Seconds;
}

/** The grid of a law of lengths, with nodes of ease close enough for the most difficult of the stages. */
export function eventGrid(law: LengthLaw, stages: readonly { readonly difficulty: Fraction }[]): EventGrid {
  const eases = easeNodes(Math.max(...stages.map(({ difficulty }) => difficulty)));
  const cells = eases.flatMap(({ ease, weight }) =>
    lengthNodes(law).map((node) => ({
      ease,
      end: node.rate,
      weight: weight * node.weight,
      moment: weight * node.moment,
      life: node.life,
      step: node.step === true,
    })),
  );
  const own = cells.flatMap(({ step }, at) => (step ? [] : [at]));
  const column = (key: "ease" | "end" | "weight" | "moment" | "life"): Float64Array =>
    Float64Array.from(cells, (cell) => cell[key]);
  return {
    ease: column("ease"),
    end: column("end"),
    weight: column("weight"),
    moment: column("moment"),
    life: column("life"),
    memoryless: law.law !== "fixed",
    cells: Int32Array.from(own),
    steps: Int32Array.from(own, (at) => (cells[at + 1]?.step === true ? at + 1 : -1)),
    meanLength: meanLength(law),
  };
}

/** A first stage on a grid: transforms of the time from an event's beginning to its confirmation. */
export interface WatchTable {
  readonly rate: Hertz;
  readonly latency: Seconds;
  /** An event that begins while it watches: its window holds what came before, and the frames come at any phase. */
  readonly first: Float64Array;
  /** An event that begins while it confirms another one is found at the next hit. */
  readonly joins: Float64Array;
  /** After it got control back during the event: an empty window, the first frame one period later. */
  readonly again: Float64Array;
  /** Chance that the event outlasts the inference until the next stage's first frame. */
  readonly handOver: Float64Array;
  /** Frames of its window. */
  readonly of: number;
  /** Mean frames between events from an empty window to a confirmation. */
  readonly wait: number;
  /** New confirmations per frame between events, by the reset rule. */
  readonly falseRate: number;
  /** Share of the frames between events at which a confirmation stands, by the reset rule. */
  readonly falseHeld: number;
}

/** A false hit rate of 0 never confirms; this is as good, and keeps the equations regular. */
export const leastFalseHit = 1e-12;

export function watchTable(stage: CascadeStage, grid: EventGrid, reset: ResetRule): WatchTable {
  const { confirmation, rate, latency } = stage;
  const chain = confirmationChain(confirmation);
  const falseHit = Math.max(leastFalseHit, stage.falseHit);
  const visits = chainVisits(chain, falseHit);
  const total = visits.reduce((sum, one) => sum + one, 0);
  const size = grid.ease.length;
  const column = (): Float64Array => new Float64Array(size);
  const [first, joins, again, handOver] = [column(), column(), column(), column()];
  for (let i = 0; i < size; i++) {
    const end = grid.end[i] as number;
    const survival = Math.exp(-end / rate);
    const hit = hitOfEase(stage.hit, stage.difficulty, grid.ease[i] as number);
    const { confirms } = chainTransforms(chain, hit, survival);
    let sum = 0;
    for (let state = 0; state < chain.states; state++) sum += (visits[state] as number) * (confirms[state] as number);
    first[i] = ((sum / total) * phase(end / rate)) / survival;
    joins[i] = (phase(end / rate) * hit) / (1 - survival * (1 - hit));
    again[i] = confirms[0] as number;
    handOver[i] = Math.exp(-end * latency);
  }
  return {
    rate,
    latency,
    first,
    joins,
    again,
    handOver,
    of: confirmation.of,
    wait: framesToConfirm(confirmation, falseHit),
    falseRate: confirmationRate(confirmation, stage.falseHit, reset),
    falseHeld:
      reset === "clear"
        ? confirmationRate(confirmation, stage.falseHit, reset)
        : windowConfirms(confirmation, stage.falseHit),
  };
}

/** A called stage on a grid. */
export interface CalledTable {
  readonly rate: Hertz;
  readonly latency: Seconds;
  /** Called in an event, it confirms before the event ends. */
  readonly confirms: Float64Array;
  /** It hands back before the event ends without having confirmed; and whether it has or not. */
  readonly gives: Float64Array;
  readonly ends: Float64Array;
  /** The same two for an event that begins while it runs. */
  readonly confirmsRunning: Float64Array;
  readonly givesRunning: Float64Array;
  /** An event that begins while it confirms another one is found at the next hit. */
  readonly joins: Float64Array;
  /** Chance that an event that begins while it runs lasts until its next frame. */
  readonly phase: Float64Array;
  /** Frames of one call while the event lasts, and after it. */
  readonly during: Float64Array;
  readonly after: Float64Array;
  /** Periods after the event of a call that confirmed before its end. */
  readonly stands: Float64Array;
  /** Mean frames of a call without an event. */
  readonly falseFrames: number;
  /** Chance that a call without an event confirms. */
  readonly falseConfirms: number;
}

export function calledTable(stage: CalledStage, grid: EventGrid): CalledTable {
  const { confirmation, rate, latency, patience } = stage;
  const chain = confirmationChain(confirmation, patience);
  const falseHit = Math.max(leastFalseHit, stage.falseHit);
  const visits = chainVisits(chain, falseHit);
  const total = visits.reduce((sum, one) => sum + one, 0);
  const size = grid.ease.length;
  const column = (): Float64Array => new Float64Array(size);
  const table = {
    confirms: column(),
    gives: column(),
    ends: column(),
    confirmsRunning: column(),
    givesRunning: column(),
    joins: column(),
    phase: column(),
    during: column(),
    after: column(),
    stands: column(),
  };
  const remaining = Float64Array.from(
    { length: patience },
    (_, misses) => framesToRun(patience, 1 - falseHit) - (misses === 0 ? 0 : framesToRun(misses, 1 - falseHit)),
  );
  for (let i = 0; i < size; i++) {
    const end = grid.end[i] as number;
    const s = Math.exp(-end / rate);
    const hit = hitOfEase(stage.hit, stage.difficulty, grid.ease[i] as number);
    const { confirms, ends } = chainTransforms(chain, hit, s);
    let [sum, gave] = [0, 0];
    for (let state = 0; state < chain.states; state++) {
      sum += (visits[state] as number) * (confirms[state] as number);
      gave += (visits[state] as number) * (ends[state] as number);
    }
    const early = phase(end / rate) / s;
    table.confirms[i] = (confirms[0] as number) / s;
    table.gives[i] = (ends[0] as number) / s;
    table.ends[i] = runTransform(patience, 1 - hit, s) / s;
    table.confirmsRunning[i] = (sum / total) * early;
    table.givesRunning[i] = (gave / total) * early;
    table.joins[i] = (phase(end / rate) * hit) / (1 - s * (1 - hit));
    table.phase[i] = phase(end / rate);
    table.during[i] = (1 - s * (table.ends[i] as number)) / (1 - s);
    const left = meanRemaining(remaining, 1 - hit);
    table.after[i] = (1 - (table.ends[i] as number)) * left;
    // A confirming frame is a hit, so that a run of misses has to begin anew; the event ends anywhere between two frames.
    table.stands[i] = (table.confirms[i] as number) * (1 - runTransform(patience, 1 - hit, s)) * (left - 0.5);
  }
  return {
    rate,
    latency,
    ...table,
    falseFrames: framesToRun(patience, 1 - falseHit),
    falseConfirms: chainTransforms(chain, falseHit, 1).confirms[0] as number,
  };
}

/** Chance that a cloud agrees, by ease, and without an event. */
export interface CloudTable {
  readonly agrees: Float64Array;
  readonly falselyAgrees: number;
}

export function cloudTable({ confirmation, hit, difficulty, falseHit }: CloudStage, grid: EventGrid): CloudTable {
  return {
    agrees: grid.ease.map((ease) => windowConfirms(confirmation, hitOfEase(hit, difficulty, ease))),
    falselyAgrees: windowConfirms(confirmation, falseHit),
  };
}

/** E[e^(−μφ)] of the time φ to the next frame, which is anywhere in a period: (1 − e^(−x)) / x with x = μ / f. */
function phase(x: number): number {
  return x < 1e-8 ? 1 - x / 2 : -Math.expm1(-x) / x;
}

/** E[s^T] of the frames to the first run of k that each come with chance p: (ps)ᵏ (1 − ps) / (1 − s + (1 − p) s (ps)ᵏ). */
function runTransform(length: number, p: number, s: number): number {
  const run = (p * s) ** length;
  return (run * (1 - p * s)) / (1 - s + (1 - p) * s * run);
}

/** Mean frames left when an event ends: the misses in a row by then are j with weight (miss)ʲ. */
function meanRemaining(remaining: Float64Array, miss: number): number {
  let [sum, total, weight] = [0, 0, 1];
  for (let misses = 0; misses < remaining.length; misses++) {
    sum += weight * (remaining[misses] as number);
    total += weight;
    weight *= miss;
  }
  return sum / total;
}
