import type { EnergyBasis, EnergyQuality, InputFile, PowerDocument, Seconds, Watts } from "@joulebook/core";
import type { ColumnMapping } from "./log-sink.js";

/** A stretch relative to the first sample, or in calendar time. */
export interface LogStretch {
  readonly start: Seconds;
  readonly end: Seconds;
  /** Whether the times are those of the log's clock; else they count from its first sample. */
  readonly absolute?: boolean;
}

/** How a log is read; everything has a default. */
export interface PowerLogOptions {
  /** Id of the format; default: detected. */
  readonly as?: string;
  readonly mapping?: ColumnMapping;
  /** Supply voltage, for logs of currents. */
  readonly voltage?: number;
  /** Channel that the windows are of; default: the first that holds the whole device. */
  readonly channel?: string;
  /**
   * Where the windows are from; default: the events, or the log's own marks, or the whole log. "detect" takes the busy
   * stretches.
   */
  readonly windows?: "detect" | "marks" | "whole" | readonly LogStretch[];
  /** A second file that says when something ran. */
  readonly events?: string;
  /** Shift of the events' clock: estimated, none, or given; default: estimated, save where the format says it is the log's. */
  readonly align?: "auto" | "none" | Seconds;
  /** Names of windows that count, "*" at the end for any rest; default: all. */
  readonly select?: readonly string[];
  /** Inferences in each window, where nothing else says it. */
  readonly inferences?: number;
  /** Idle power: from the quiet part (default), not at all, given, or of a stretch. */
  readonly idle?: "quiet" | "none" | { readonly power: Watts } | LogStretch;
  /** Longest time between samples that is integrated over. */
  readonly maxGap?: Seconds;
  readonly basis?: EnergyBasis;
  readonly quality?: EnergyQuality;
}

/** What a power log says. */
export interface PowerLog extends Omit<PowerDocument, "schema" | "version" | "warnings" | "inputs"> {
  readonly inputs: readonly InputFile[];
}
