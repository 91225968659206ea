import type { LogOptions } from "../power/log-command-options.js";

/** Options of `ingest` as they were typed. */
export interface IngestCommandOptions extends LogOptions {
  readonly store?: string;
  readonly dataset?: string;
  readonly suggestMap?: boolean;
  readonly set: readonly string[];
  readonly acceptValid?: boolean;
  readonly replace?: boolean;
  readonly licence?: string;
}
