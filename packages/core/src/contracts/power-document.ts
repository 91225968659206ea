import type { JoulebookDocument } from "./document.js";
import type { Interval } from "./interval.js";
import type { EnergyBasis, EnergyQuality, LatencySummary } from "./measurement.js";
import type { Joules, Seconds, Watts } from "./units.js";

/** One channel of a power log, summed over the whole log. Times are those of the log's clock. */
export interface PowerChannel {
  readonly name: string;
  readonly kind: "power" | "counter" | "interval-energy";
  /** Whether the windows are of this channel. */
  readonly chosen: boolean;
  readonly basis?: EnergyBasis;
  readonly samples: number;
  readonly start: Seconds;
  readonly end: Seconds;
  /** Seconds that samples cover: gaps are not. */
  readonly covered: Seconds;
  readonly energy: Joules;
  /** Mean over the covered time. */
  readonly power: Watts;
  readonly minPower?: Watts;
  readonly maxPower?: Watts;
  /** Median time between samples. */
  readonly interval?: Seconds;
  /** Median time between changes, where the sensor changes less often than it is read. */
  readonly updateInterval?: Seconds;
  /** Smallest difference between values, in their unit. */
  readonly resolution?: number;
}

/** Standard uncertainties of a window's energy, in joules. */
export interface PowerUncertainty {
  /** From the scatter of the window's parts; absent for too few samples. */
  readonly sampling?: Joules;
  /** From the steps of the sensor. */
  readonly resolution: Joules;
  /** From where the window begins and ends, between samples. */
  readonly edges: Joules;
  /** Root of the sum of squares. */
  readonly total: Joules;
}

/** A stretch of a log and what it took. */
export interface PowerWindow {
  readonly name: string;
  readonly start: Seconds;
  readonly end: Seconds;
  readonly duration: Seconds;
  readonly covered: Seconds;
  readonly samples: number;
  /** Idle power included. */
  readonly energy: Joules;
  readonly power: Watts;
  readonly energyAboveIdle?: Joules;
  readonly inferences?: number;
  readonly energyPerInference?: Joules;
  readonly energyPerInferenceAboveIdle?: Joules;
  readonly uncertainty: PowerUncertainty;
  readonly basis?: EnergyBasis;
  readonly quality?: EnergyQuality;
}

/** Power of the waiting device, and where it was found. */
export interface PowerIdle {
  readonly power: Watts;
  readonly interval?: Interval;
  readonly source: "quiet" | "stretch" | "given";
  readonly duration?: Seconds;
}

/** The clock of an events file against the log's: event times plus `offset` are log times. */
export interface PowerAlignment {
  readonly offset: Seconds;
  readonly method: "cross-correlation" | "given" | "same-clock";
  /** Correlation of power with being inside a window, at the offset and at the best other peak. */
  readonly correlation?: number;
  readonly runnerUp?: number;
  /** Step of the search. */
  readonly resolution?: Seconds;
}

/** What several windows say about one another. */
export interface PowerRepeats {
  readonly windows: number;
  readonly per: "inference" | "window";
  /** Mean energy, idle included. */
  readonly energy: Joules;
  /** Standard deviation between windows. */
  readonly deviation: Joules;
  readonly interval: Interval;
}

/** A run whose result a tool printed. */
export interface PowerRun {
  readonly name: string;
  /** The model that ran, and on how many threads, where the tool prints it. */
  readonly model?: string;
  readonly threads?: number;
  readonly inferences?: number;
  readonly duration?: Seconds;
  readonly energy?: Joules;
  readonly power?: Watts;
  readonly energyPerInference?: Joules;
  readonly latency?: LatencySummary;
  readonly basis?: EnergyBasis;
  readonly quality?: EnergyQuality;
  readonly notes?: readonly string[];
}

/** Something about a log that its reader should know. */
export interface PowerFinding {
  readonly code: string;
  readonly message: string;
  readonly count: number;
  /** First line it was seen at. */
  readonly line?: number;
}

/** `joulebook power LOG --json`: energies of a power log. */
export interface PowerDocument extends JoulebookDocument<"power"> {
  readonly format: string;
  /** Whether the reader was written against a real log of this format. */
  readonly verified: boolean;
  readonly quality?: EnergyQuality;
  readonly channels: readonly PowerChannel[];
  readonly windowSource: "whole" | "given" | "marked" | "events" | "detected";
  readonly windows: readonly PowerWindow[];
  readonly repeats?: PowerRepeats;
  readonly idle?: PowerIdle;
  readonly alignment?: PowerAlignment;
  readonly runs: readonly PowerRun[];
  readonly findings: readonly PowerFinding[];
}
