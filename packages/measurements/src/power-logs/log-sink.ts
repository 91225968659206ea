import type { EnergyBasis, EnergyQuality, Joules, LatencySummary, Problem, Seconds, Watts } from "@joulebook/core";

/**
 * What the values of a channel are: power at a moment (W), a counter of energy so far (J), or the energy since the sample
 * before (J).
 */
export type ChannelKind = "power" | "counter" | "interval-energy";

/** One measured quantity of a log, e.g. a rail, a graphics card or a processor package. */
export interface ChannelSpec {
  readonly name: string;
  readonly kind: ChannelKind;
  /** The channel that holds the whole device: the first such is taken where the user names none. */
  readonly whole: boolean;
  readonly basis?: EnergyBasis;
  /** Joules after which a counter starts again at 0, where the log states it. */
  readonly counterRange?: Joules;
}

/** Takes the samples of one channel in the order of the log. The arrays are reused by the caller. */
export interface SampleConsumer {
  add(times: Float64Array, values: Float64Array, count: number): void;
  /** The log starts anew here: nothing is integrated between the sample before and the one behind. */
  separate(): void;
}

/** A stretch of time that a log, or the user, names. */
export interface LogWindow {
  readonly name: string;
  readonly start: Seconds;
  readonly end: Seconds;
  readonly inferences?: number;
}

/** A run that a tool already summed up: not a trace, but its result. */
export interface LogRun {
  readonly name: string;
  /** The model that ran, and on how many threads, where the tool prints it. */
  readonly model?: string;
  readonly threads?: number;
  readonly inferences?: number;
  readonly duration?: Seconds;
  readonly energy?: Joules;
  readonly power?: Watts;
  readonly latency?: LatencySummary;
  readonly basis?: EnergyBasis;
  readonly quality?: EnergyQuality;
  readonly notes?: readonly string[];
}

/** Where readers put what a log says. */
export interface LogSink {
  channel(spec: ChannelSpec): SampleConsumer;
  window(window: LogWindow): void;
  run(run: LogRun): void;
  /** Something worth knowing at a line; equal codes are counted together. */
  note(code: string, message: string, line: number): void;
  /** Something wrong: after a number of them the reading ends, in any case at the end of the file. */
  problem(problem: Omit<Problem, "file">): void;
}

/** Takes a file in blocks. */
export interface BlockReader {
  /**
   * Whole lines (or any bytes, for binary formats): bytes[start..end). The last block may end without a line end, then
   * `cut` is true.
   */
  block(bytes: Buffer, start: number, end: number, cut: boolean): void;
  /** A line that is longer than any line of a log, left out. */
  longLine(): void;
  end(): void;
}

/** How a format is read where the log leaves something open. */
export interface FormatOptions {
  readonly file: string;
  readonly mapping?: ColumnMapping;
  /** Supply voltage, for logs that hold only currents. */
  readonly voltage?: number;
}

/** A user's own names and units of columns. */
export interface ColumnMapping {
  readonly time?: ColumnChoice;
  readonly power?: ColumnChoice;
  readonly voltage?: ColumnChoice;
  readonly current?: ColumnChoice;
  readonly energy?: ColumnChoice & { readonly range?: number };
  readonly marker?: ColumnChoice;
  readonly channel?: ColumnChoice;
  readonly delimiter?: string;
  readonly decimal?: "." | ",";
  /** Whether the first line names the columns; default true. */
  readonly header?: boolean;
}

/** A column by its name or 1-based number, and the unit of its numbers. */
export interface ColumnChoice {
  readonly column: string | number;
  readonly unit?: string;
}

/** The beginning of a file, for detection. */
export interface LogHead {
  /** The first 64 KiB, each byte a character. */
  readonly text: string;
  readonly bytes: Buffer;
}

/** One format of log. */
export interface LogFormat {
  readonly id: string;
  readonly title: string;
  /** Whether the reader was written against a real log, or only from documentation. */
  readonly verified: boolean;
  readonly basis?: EnergyBasis;
  readonly quality?: EnergyQuality;
  /** What to do where a log of this format holds nothing. */
  readonly empty?: string;
  /** Whether blocks are raw bytes rather than lines. */
  readonly binary?: boolean;
  detects(head: LogHead): boolean;
  open(sink: LogSink, head: LogHead, options: FormatOptions): BlockReader;
}
