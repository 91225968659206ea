import type { Interval } from "./interval.js";

export type Verdict = "reproduced" | "partly" | "differs" | "not testable";

/** One row of the claims ledger: a statement of a paper, its published value, ours, and the computed verdict. */
export interface Claim {
  readonly paper: string;
  /** Figure, table, equation or paragraph, e.g. "Fig. 4", "Eq. (7)". */
  readonly place: string;
  /** The statement in our words. */
  readonly statement: string;
  /** The published value; undefined where the paper states none. */
  readonly published?: number | string;
  readonly ours?: number | string;
  readonly interval?: Interval;
  /** Largest difference from `published` that still counts as reproduced, in its unit. */
  readonly tolerance?: number;
  readonly unit?: string;
  readonly verdict: Verdict;
  /** One sentence why. */
  readonly why: string;
}
