import type { Design } from "../space/parameter.js";

/** What an evaluation found; all objectives are minimised. A design that could not be evaluated is "failed". */
export type Outcome = Scores | "failed";

export interface Scores {
  readonly objectives: readonly number[];
  /** How much the design breaks its constraints, 0 or more; default 0: feasible. Unit-free, so that limits add up. */
  readonly violation?: number;
}

/** A design with what is known of it. */
export interface Evaluated {
  readonly design: Design;
  /** Infinity in every objective where the evaluation failed. */
  readonly objectives: readonly number[];
  /** 0 is feasible, Infinity failed. */
  readonly violation: number;
}

/**
 * A search as a dialogue: `ask` for designs, evaluate them anywhere in any order, `tell` the outcomes in the order of the
 * designs. Nothing else enters, so a search told the same outcomes goes the same way.
 */
export interface SearchAlgorithm {
  /** The next designs, never one that was told before; the same list until told; empty when the space is exhausted. */
  ask(): readonly Design[];
  /** @throws RangeError unless there is an outcome for every design asked, of as many numbers as before, none NaN */
  tell(outcomes: readonly Outcome[]): void;
  /** Everything told, in order. */
  readonly archive: readonly Evaluated[];
}
