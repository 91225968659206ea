import type { Evaluation } from "@joulebook/recommender";
import { evaluateRounds } from "../../evaluate-rounds.js";
import { type Accelerator, closedAccelerators } from "./accelerators.js";
import { type Column, measuredColumns } from "./columns.js";
import { leaveBoardsOut, type LeftOut, sharedRuntimes } from "./transfers.js";

/** What the claims are judged by. */
export interface Evidence {
  readonly columns: readonly Column[];
  readonly accelerators: readonly Accelerator[];
  readonly evaluation: Pick<Evaluation, "inSample" | "summary">;
  readonly leftOut: readonly LeftOut[];
  /** Runtimes that at least three boards share. */
  readonly shared: ReadonlySet<string>;
}

let evidence: Evidence | undefined;

/** Depends on the shipped tables alone: worked out once. */
export function edgeInferenceEvidence(): Evidence {
  if (evidence === undefined) {
    const leftOut = leaveBoardsOut();
    evidence = {
      columns: measuredColumns(),
      accelerators: closedAccelerators(),
      evaluation: evaluateRounds(),
      leftOut,
      shared: sharedRuntimes(leftOut),
    };
  }
  return evidence;
}
