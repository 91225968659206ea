import type { Interval } from "./interval.js";
import type { EnergyBasis, EnergyQuality, LatencySummary } from "./measurement.js";
import type { Bytes, Fraction, Joules, Watts } from "./units.js";

/** What made the candidate. Every origin makes its own candidates and hands them over as plain records. */
export type CandidateOrigin = "measured" | "estimated" | "exit-policy" | "cascade";

/** How well a value is known: measured on this device, carried over from other devices, or computed by a model. */
export type Evidence = "measured" | "transferred" | "estimated";

/** One thing the recommender may choose: a model (or policy) at one operating point of one device. */
export interface Candidate {
  readonly id: string;
  readonly model: string;
  readonly device: string;
  readonly origin: CandidateOrigin;
  readonly evidence: Evidence;
  /** Energy of one inference (mean). */
  readonly energy: Joules;
  /** Largest energy of one inference, where inferences differ (early exits, cascades); a hard budget caps it. */
  readonly energyMax?: Joules;
  readonly energyInterval?: Interval;
  readonly energyBasis?: EnergyBasis;
  readonly energyQuality?: EnergyQuality;
  /** Whether `energy` contains idle power during the inference; undefined is unknown. */
  readonly idleIncluded?: boolean;
  /** Power of the device while it waits. */
  readonly idlePower?: Watts;
  readonly accuracy: Fraction;
  readonly accuracyInterval?: Interval;
  readonly latency?: LatencySummary;
  /** Interval of the mean latency. */
  readonly latencyInterval?: Interval;
  readonly memory?: Bytes;
  readonly memoryInterval?: Interval;
  /** Price of the device or of one inference, in a unit of the user's choosing. */
  readonly price?: number;
  /** What tells it apart from its neighbours: backend, software, precision, thresholds, power mode ... */
  readonly keys: Readonly<Record<string, string | number>>;
  /** Names of the fields that nobody measured or computed but somebody assumed; marked wherever they are shown. */
  readonly assumed?: readonly string[];
  /** Caveats that go wherever the candidate is shown, e.g. "not verified by MLCommons Association". */
  readonly notes?: readonly string[];
}

/** The figures of a candidate that budgets and limits ask for. */
export interface CandidateFigures {
  readonly id: string;
  readonly device: string;
  readonly energy: Joules;
  readonly energyMax?: Joules | undefined;
  readonly energyInterval?: Interval | undefined;
  readonly idleIncluded?: boolean | undefined;
  readonly idlePower?: Watts | undefined;
  readonly accuracy: Fraction;
  readonly latency?: LatencySummary | undefined;
  readonly latencyInterval?: Interval | undefined;
  readonly memory?: Bytes | undefined;
  readonly price?: number | undefined;
  /** Of its keys at least those of its operating point: voltage, clock and powerMode. */
  readonly keys?: Readonly<Record<string, string | number | undefined>> | undefined;
}

/** Candidates kept by column: the record of one is made when an answer names it. */
export interface CandidateTable {
  readonly length: number;
  /** The candidate at a place, the same record every time. */
  readonly at: (index: number) => Candidate;
  /** Its figures, in a record that the next call may fill anew: to be read at once. */
  readonly figures: (index: number) => CandidateFigures;
}
