import { type ConfirmationChain, confirmed, ended } from "./confirmation-chain.js";
import { eliminated, solve, solveTransposed } from "./elimination-plan.js";

/** What becomes of a chain from each of its states, each frame counting a factor `survival`. */
export interface ChainTransforms {
  /** E[s^J; confirmed at frame J], frames counted from 1. */
  readonly confirms: Float64Array;
  /** E[s^J; patience ended at frame J without a confirmation]. */
  readonly ends: Float64Array;
}

/**
 * Generating functions of the time to confirmation and to the end of patience: (I − s P) x = s r, by elimination. With
 * `survival` 1 they are probabilities, with e^(−μ/f) the chances that both happen before an exponential time of rate μ is up.
 *
 * Source: docs/equations.md#confirmation
 *
 * @param hit chance that a frame is a hit
 */
export function chainTransforms(chain: ConfirmationChain, hit: number, survival: number): ChainTransforms {
  const { states, onHit, onMiss, plan } = chain;
  const [toHit, toMiss] = [survival * hit, survival * (1 - hit)];
  const values = eliminated(plan, toHit, toMiss);
  const confirms = new Float64Array(states);
  const ends = new Float64Array(states);
  let canEnd = false;
  for (let state = 0; state < states; state++) {
    if (onHit[state] === confirmed) confirms[state] = toHit;
    if (onMiss[state] === ended) {
      ends[state] = toMiss;
      canEnd = true;
    }
  }
  solve(plan, values, confirms);
  if (canEnd) solve(plan, values, ends);
  return { confirms, ends };
}

/** Mean number of visits to each state from state 0 until the chain stops; their sum is the mean number of frames. */
export function chainVisits({ states, plan }: ConfirmationChain, hit: number): Float64Array {
  // v = e0 + v P, so (I − Pᵀ) v = e0.
  const visits = new Float64Array(states);
  visits[0] = 1;
  solveTransposed(plan, eliminated(plan, hit, 1 - hit), visits);
  return visits;
}
