import { type Confirmation, confirmationProblem } from "./confirmation.js";
import { confirmationChain } from "./confirmation-chain.js";
import { chainVisits } from "./chain-transforms.js";

/**
 * What a confirmation resets. "rearm": the window goes on, and confirms anew only after it has been below its hits; "clear":
 * the window is emptied.
 */
export type ResetRule = "rearm" | "clear";

/**
 * New confirmations per frame of a sliding window over independent frames: the reciprocal of the mean recurrence time of
 * the window's Markov chain. Not the share of confirming frames, which counts each confirmation as long as it lasts.
 *
 * "clear": 1 / mean frames from an empty window, for runs (1 − p) pᵏ / (1 − pᵏ). "rearm": chance that a frame confirms and the one
 * before did not, C(n − 1, k − 1) pᵏ (1 − p)ⁿ⁻ᵏ⁺¹. Source: docs/equations.md#confirmation
 *
 * @param hit chance that a frame is a hit
 * @throws RangeError for a rule that cannot be, or a chance outside [0, 1]
 * @example confirmationRate({ hits: 2, of: 3 }, 0.05, "rearm") // => 0.0045125
 */
export function confirmationRate(rule: Confirmation, hit: number, reset: ResetRule): number {
  const problem = confirmationProblem(rule);
  if (problem !== undefined) throw new RangeError(`confirmationRate: ${problem}`);
  if (!(hit >= 0 && hit <= 1)) throw new RangeError(`confirmationRate: hit must be in [0, 1], got ${hit}`);
  if (hit === 0) return 0;
  const { hits, of } = rule;
  if (reset === "rearm") {
    // The new frame is a hit, the oldest that leaves is a miss, and hits − 1 of the of − 1 between are hits.
    let choose = 1;
    for (let i = 1; i < hits; i++) choose = (choose * (of - i)) / i;
    return choose * hit ** hits * (1 - hit) ** (of - hits + 1);
  }
  return 1 / framesToConfirm(rule, hit);
}

/** Mean frames from an empty window to the confirmation. Source: docs/equations.md#confirmation */
export function framesToConfirm(rule: Confirmation, hit: number): number {
  if (hit <= 0) return Number.POSITIVE_INFINITY;
  const { hits, of } = rule;
  if (hits === of) return framesToRun(hits, hit);
  return chainVisits(confirmationChain(rule), hit).reduce((sum, visits) => sum + visits, 0);
}

/**
 * Mean frames to the first run of `length` frames that each come with chance p: (1 − pᵏ) / ((1 − p) pᵏ).
 *
 * @example framesToRun(2, 0.5) // => 6
 */
export function framesToRun(length: number, p: number): number {
  if (p >= 1) return length;
  return (1 - p ** length) / ((1 - p) * p ** length);
}
