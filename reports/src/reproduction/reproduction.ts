import type { Figure } from "@joulebook/core";
import type { InputFile, Markdown, Reference, Section } from "@joulebook/report";
import type { ClaimRow } from "./claim-row.js";

/** A paper's statements and figures, made again from data. */
export interface Reproduction {
  /** Names the folder, the golden file and the command's argument, e.g. "not-all-ops". */
  readonly paper: string;
  readonly title: string;
  /** Authors and year, for the cover. */
  readonly source: string;
  readonly summary: string;
  readonly run: () => Promise<ReproductionResult>;
}

/** What a reproduction found. Everything in it comes from data and seeds alone. */
export interface ReproductionResult {
  readonly claims: readonly ClaimRow[];
  /** All figures, each once; the sections show them. */
  readonly figures: readonly Figure[];
  /** The text of the study; the ledger and the references are added behind it. */
  readonly sections: readonly Section[];
  readonly inputs: readonly InputFile[];
  readonly references: readonly Reference[];
  readonly gist: Markdown;
  readonly seed?: number;
  /**
   * Largest relative difference of numbers in a figure's table from its golden copy, by the figure's id; default 1e-6,
   * which is what differences between versions of the JavaScript engine need.
   */
  readonly tolerances?: Readonly<Record<string, number>>;
}
