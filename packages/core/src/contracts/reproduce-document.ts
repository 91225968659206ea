import type { Claim, Verdict } from "./claim.js";
import type { JoulebookDocument } from "./document.js";
import type { Problem } from "./problem.js";
import type { OutputFile } from "./report-document.js";

/** A figure of a paper that was made again. */
export interface ReproducedFigure {
  readonly id: string;
  readonly title: string;
  /** Rows of the table behind it. */
  readonly rows: number;
}

/** One paper in `joulebook reproduce`. */
export interface ReproducedPaperEntry {
  readonly paper: string;
  readonly title: string;
  /** How many claims have each verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly claims: readonly Claim[];
  readonly figures: readonly ReproducedFigure[];
  /** With --check: what differs from what was last looked at. */
  readonly changes?: readonly Problem[];
  /** With --out: what was written. */
  readonly outputs?: readonly OutputFile[];
}

/** `joulebook reproduce [PAPER...] --json`; without a paper the list of papers, with neither claims nor figures. */
export interface ReproduceDocument extends JoulebookDocument<"reproduce"> {
  readonly papers: readonly (ReproducedPaperEntry | Pick<ReproducedPaperEntry, "paper" | "title">)[];
}
