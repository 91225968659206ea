import type { Interval } from "./interval.js";
import type { Bytes, Fraction, Hertz, Joules, Macs, Seconds, Volts, Watts } from "./units.js";

/** What an energy value was measured at: the wall plug, the board's supply, one rail, a counter in the chip, or a model. */
export type EnergyBasis = "wall" | "board" | "rail" | "counter" | "model";

/**
 * How good the instrument behind an energy was: an external analyser, a sensor on the board, a counter in the chip, a
 * value derived from others (mean power / throughput), or a model.
 */
export type EnergyQuality = "external-analyser" | "on-board-sensor" | "counter" | "derived" | "model";

/** Latency of one inference in seconds; percentiles are missing where the source does not give them. */
export interface LatencySummary {
  readonly mean: Seconds;
  readonly min?: Seconds;
  readonly p50?: Seconds;
  readonly p90?: Seconds;
  readonly p99?: Seconds;
  readonly max?: Seconds;
}

/** How a model was run: everything that may change latency or energy of the same network on the same device. */
export interface Configuration {
  /** Inference runtime, e.g. "tflite-xnnpack". */
  readonly backend?: string;
  /** Runtime with its version as the source names it, e.g. "TFLite v2.9.1 (xnnpack)": a key, never averaged over. */
  readonly software?: string;
  readonly precision?: string;
  readonly threads?: number;
  readonly powerMode?: string;
  readonly clock?: Hertz;
  /** Supply voltage of the chip; figures at different voltages are different operating points. */
  readonly voltage?: Volts;
  readonly batch?: number;
  /** Load pattern of the benchmark, e.g. "SingleStream". */
  readonly scenario?: string;
}

/** Where a value stands: enough to find the row again and to know what may be done with it. */
export interface Source {
  readonly dataset: string;
  /** 1-based data row (header not counted) in the dataset's file. */
  readonly row: number;
  readonly licence: string;
  readonly round?: string;
  readonly submitter?: string;
  /** ISO 8601 time of the test in UTC, where the source states it. */
  readonly time?: string;
  readonly division?: string;
  readonly system?: string;
}

/** One measured operating point of one model on one device. Missing is `undefined`, never 0 and never NaN. */
export interface Measurement {
  /** `<dataset>:<row>`, unique. */
  readonly id: string;
  /** Canonical model id; for image classifiers family-width-resolution-precision. */
  readonly model: string;
  /** Model id without its precision: the network. */
  readonly network?: string;
  readonly family?: string;
  readonly task: string;
  readonly device: string;
  /** Unit that computed, where the board has several: "cpu", "gpu", "npu". */
  readonly unit?: string;
  readonly configuration: Configuration;
  readonly accuracy?: Fraction;
  readonly accuracyMetric?: string;
  readonly accuracySamples?: number;
  readonly accuracyInterval?: Interval;
  /** Further scores by name, e.g. { "top-5": 0.92, auc: 0.95 }; fractions where they are shares. */
  readonly scores?: Readonly<Record<string, number>>;
  readonly latency?: LatencySummary;
  /** Interval of the mean latency. */
  readonly latencyInterval?: Interval;
  /** Inferences per second of the run, overhead included; a batch or several in flight make it more than 1 / latency. */
  readonly throughput?: Hertz;
  /** Energy of one inference. */
  readonly energy?: Joules;
  readonly energyInterval?: Interval;
  readonly energyBasis?: EnergyBasis;
  readonly energyQuality?: EnergyQuality;
  /** Whether `energy` contains the device's idle power during the inference. */
  readonly idleIncluded?: boolean;
  /** How `energy` was obtained when the source does not print it, e.g. "average power / throughput". */
  readonly energyDerivation?: string;
  /** Mean power while inferring. */
  readonly power?: Watts;
  /** Power beside the run; a proxy where the source has no idle test (then `idleProxy` says what was taken). */
  readonly idlePower?: Watts;
  readonly idlePowerInterval?: Interval;
  readonly idleProxy?: string;
  /** Number of inferences the latency and energy are means of. */
  readonly inferences?: number;
  /** Largest memory in use while inferring. */
  readonly memory?: Bytes;
  /** Price of the device or of one inference, in a unit of the user's choosing. */
  readonly price?: number;
  readonly macs?: Macs;
  readonly params?: number;
  /** Square input side in pixels. */
  readonly inputResolution?: number;
  readonly widthMultiplier?: number;
  readonly source: Source;
  readonly notes?: readonly string[];
}
