import { type Confirmation, confirmationProblem } from "./confirmation.js";
import { type EliminationPlan, eliminationPlan } from "./elimination-plan.js";

/** Where a frame leads besides another state. */
export const confirmed = -1;
export const ended = -2;

/**
 * A confirmation rule as a Markov chain over independent frames: what is remembered of the last frames, from nothing (state 0) until the rule
 * confirms, or, with `patience`, until that many frames in a row were misses.
 */
export interface ConfirmationChain {
  readonly states: number;
  /** State after a hit and after a miss; `confirmed` or `ended` where that is the end. */
  readonly onHit: Int32Array;
  readonly onMiss: Int32Array;
  /** How equations over its states are solved. */
  readonly plan: EliminationPlan;
}

/** Chains are made again and again for the same rules; this many are kept. */
const mostKept = 500;
const known = new Map<string, ConfirmationChain>();

/**
 * The chain of a rule. Its states are the hits and misses of the last `of` − 1 frames (for runs only the length of the run), and the
 * misses since the last hit where patience counts them, as far as they can matter.
 *
 * @throws RangeError for a rule that cannot be
 */
export function confirmationChain(rule: Confirmation, patience: number = Number.POSITIVE_INFINITY): ConfirmationChain {
  const problem = confirmationProblem(rule);
  if (problem !== undefined) throw new RangeError(`confirmationChain: ${problem}`);
  if (!(patience >= 1)) throw new RangeError(`confirmationChain: patience must be at least 1, got ${patience}`);
  const { hits, of } = rule;
  const key = `${hits}/${of}/${patience}`;
  const made = known.get(key) ?? newChain(rule, patience);
  if (known.size >= mostKept) known.clear();
  known.set(key, made);
  return made;
}

function newChain({ hits, of }: Confirmation, patience: number): ConfirmationChain {
  const kept = (1 << (of - 1)) - 1;
  const counts = patience < Number.POSITIVE_INFINITY;
  const places = new Map<string, number>();
  const open: { readonly bits: number; readonly misses: number }[] = [];
  const place = (bits: number, misses: number): number => {
    const key = `${bits} ${misses}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, open.length);
    return open.push({ bits, misses }) - 1;
  };
  place(0, 0);
  const onHit: number[] = [];
  const onMiss: number[] = [];
  for (let at = 0; at < open.length; at++) {
    const { bits, misses } = open[at] as { bits: number; misses: number };
    const window = (bits << 1) | 1;
    onHit.push(bitCount(window) >= hits ? confirmed : place(window & kept, 0));
    const missed = counts ? misses + 1 : 0;
    // A miss ends a run; in a window it only moves the hits on.
    onMiss.push(missed >= patience ? ended : place(hits === of ? 0 : (bits << 1) & kept, missed));
  }
  return merged(onHit, onMiss);
}

/** The chain with states merged that lead to the same ends: what a window holds that can no longer matter (Moore's minimisation). */
function merged(onHit: readonly number[], onMiss: readonly number[]): ConfirmationChain {
  let classes = onHit.map(() => 0);
  for (let count = 0; ; ) {
    const of = (to: number | undefined): number => (to !== undefined && to >= 0 ? (classes[to] as number) : (to ?? 0));
    const places = new Map<string, number>();
    const finer = onHit.map((to, state) => {
      const key = `${classes[state]} ${of(to)} ${of(onMiss[state])}`;
      const known = places.get(key) ?? places.size;
      places.set(key, known);
      return known;
    });
    const same = places.size === count;
    classes = finer;
    count = places.size;
    if (!same) continue;
    const first = Array.from({ length: count }, (_, at) => classes.indexOf(at));
    const led = (leads: readonly number[]): Int32Array => Int32Array.from(first, (state) => of(leads[state]));
    const chain = { states: count, onHit: led(onHit), onMiss: led(onMiss) };
    return { ...chain, plan: eliminationPlan(chain) };
  }
}

/** Number of ones among the 32 bits. */
export function bitCount(bits: number): number {
  let v = bits - ((bits >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
