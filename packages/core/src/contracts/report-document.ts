import type { JoulebookDocument } from "./document.js";
import type { Json } from "./figure.js";

/** A file that a command wrote. */
export interface OutputFile {
  readonly path: string;
  readonly kind: "html" | "pdf" | "svg" | "csv" | "json" | "png" | "markdown" | "jsonl" | "parquet";
  readonly sha256: string;
  readonly bytes: number;
}

/** `joulebook report STUDY --json`. */
export interface ReportDocument extends JoulebookDocument<"report"> {
  readonly study: string;
  readonly title: string;
  readonly parameters: { readonly [name: string]: Json };
  readonly outputs: readonly OutputFile[];
  /** Pages of the PDF; absent when there is none. */
  readonly pages?: number;
}

/** One thing that joulebook needs, and whether it is there. */
export interface DoctorCheck {
  readonly name: string;
  readonly status: "ok" | "warning" | "missing" | "failed";
  /** What was found, e.g. a version or a path. */
  readonly found?: string;
  readonly expected?: string;
  /** The command that mends it. */
  readonly fix?: string;
}

/** `joulebook doctor --json`. */
export interface DoctorDocument extends JoulebookDocument<"doctor"> {
  /** Nothing is missing and nothing failed. */
  readonly ok: boolean;
  readonly checks: readonly DoctorCheck[];
}
