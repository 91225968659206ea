import type { EstimatedStatic } from "./estimate-document.js";
import type { Interval } from "./interval.js";
import type { JoulebookDocument } from "./document.js";
import type { TraceSplit } from "./trace.js";
import type { Fraction } from "./units.js";

/** What an early-exit policy gives on one split of a trace; energies and latencies in the units of the costs. */
export interface ExitOutcome {
  readonly split: "train" | "val" | "test";
  readonly examples: number;
  readonly accuracy: Fraction;
  readonly exitShares: readonly Fraction[];
  /** Accuracy among those that leave at each exit; null where nobody does. */
  readonly exitAccuracy: readonly (Fraction | null)[];
  readonly energy: number;
  readonly latency?: number;
  /** E[E T] and E[E] E[T]. */
  readonly meanOfProducts?: number;
  readonly productOfMeans?: number;
  /** The most that any input may cost under the thresholds, whether one of the examples did or not. */
  readonly worstEnergy: number;
  readonly worstLatency?: number;
  readonly p99Energy: number;
  readonly p99Latency?: number;
  readonly intervals: { readonly accuracy: Interval; readonly energy: Interval; readonly latency?: Interval };
}

/** Costs until and with each exit. */
export interface ExitCostList {
  /** "J" and "s", or "MACs" where only the network is known. */
  readonly unit: string;
  readonly energy: readonly number[];
  readonly latency?: readonly number[];
  /** "answering" where only the head that answers is counted; else all heads on the way are. */
  readonly heads?: "answering";
  /** Of costs in joules: static power that is part of them, and how it is known. */
  readonly static?: Omit<EstimatedStatic, "energy">;
  /** The operating point that they are of, as far as it is stated. */
  readonly operatingPoint?: string;
}

/** A fixed exit: what the network costs when every input leaves there. */
export interface FixedExit {
  readonly exit: number;
  readonly accuracy: Fraction;
  readonly energy: number;
  /** Where the trace has several widths. */
  readonly width?: Fraction;
}

interface ExitsDocument {
  readonly rule: "max-softmax" | "entropy" | "margin";
  /** For each exit but the last. */
  readonly thresholds: readonly number[];
  /** By exit, then predicted class, where thresholds differ by class. */
  readonly classThresholds?: readonly (readonly number[])[];
  readonly temperatures?: readonly number[];
  readonly costs: ExitCostList;
  readonly fixedExits: readonly FixedExit[];
  /** Share of the filters in use, where the trace has several widths. */
  readonly width?: Fraction;
}

/** Answers whose confidence lies in one range. */
export interface ConfidenceBin {
  readonly low: Fraction;
  readonly high: Fraction;
  readonly count: number;
  /** Mean confidence and share of right answers; absent in an empty bin. */
  readonly confidence?: Fraction;
  readonly accuracy?: Fraction;
}

/** A reliability diagram. */
export interface ReliabilityBins {
  readonly expectedCalibrationError: Fraction;
  readonly bins: readonly ConfidenceBin[];
}

/** How far the confidence of an exit is its accuracy. */
export interface ExitReliability {
  readonly exit: number;
  readonly before: ReliabilityBins;
  /** Fitted on the validation split, where the trace holds logits, and what it gives. */
  readonly temperature?: number;
  readonly after?: ReliabilityBins;
}

/** `joulebook exits evaluate TRACES --json`. */
export interface ExitsEvaluateDocument extends JoulebookDocument<"exits-evaluate">, ExitsDocument {
  readonly outcomes: readonly ExitOutcome[];
  /** Expected calibration error of each exit on the first split. */
  readonly calibrationError: readonly Fraction[];
  /** With --reliability: diagrams of every exit. */
  readonly reliability?: { readonly split: TraceSplit; readonly exits: readonly ExitReliability[] };
  /** Where the thresholds are rule (10) of arXiv 2011.08779: what was wanted, its weights and each exit's mean accuracy. */
  readonly merkelRule?: {
    readonly wanted: Fraction;
    readonly beta1: number;
    readonly beta2: number;
    readonly split: TraceSplit;
    readonly meanAccuracy: readonly Fraction[];
  };
}

/** Least mean cost of fixed exits at an accuracy; absent where none reaches it. */
export interface ExitBaselines {
  readonly step?: number;
  readonly line?: number;
}

/** `joulebook exits tune TRACES --json`: tuned on the validation split, reported on both. */
export interface ExitsTuneDocument extends JoulebookDocument<"exits-tune">, ExitsDocument {
  readonly method: "exact" | "grid" | "ascent";
  /** Where both ran: what coordinate ascent found by itself on the examples that chose, and how far from the answer that is. */
  readonly ascent?: { readonly accuracy: Fraction; readonly energy: number; readonly distance: number };
  /** The best of every width on the examples that chose, where the trace has several. */
  readonly widths?: readonly {
    readonly width: Fraction;
    readonly accuracy: Fraction;
    readonly energy: number;
    readonly thresholds: readonly number[];
    readonly method: "exact" | "grid" | "ascent";
    /** Whether it reaches the goal. */
    readonly reached: boolean;
  }[];
  /** With --by-class: what one threshold per exit for all classes gives. */
  readonly shared?: {
    readonly thresholds: readonly number[];
    readonly validation: { readonly energy: number; readonly accuracy: Fraction };
    readonly test?: { readonly energy: number; readonly accuracy: Fraction };
  };
  readonly goal: { readonly accuracy?: Fraction; readonly energy?: number };
  readonly validation: ExitOutcome;
  readonly test?: ExitOutcome;
  /** Lower bound of the accuracy at a level, on validation examples that chose nothing. */
  readonly guarantee?: { readonly level: Fraction; readonly accuracy: Fraction; readonly examples: number };
  /** Least mean cost of fixed exits with the accuracy reached on the validation split: steps, and mixtures of two. */
  readonly baselines: ExitBaselines;
  /** The same on the test split, which chose nothing: only these savings are not flattered. */
  readonly testBaselines?: ExitBaselines;
  /** The trade-off on the validation split, cheapest first. */
  readonly front: readonly {
    readonly energy: number;
    readonly accuracy: Fraction;
    readonly thresholds: readonly number[];
    readonly width?: Fraction;
    /** What the same thresholds give on the test split. */
    readonly test?: { readonly energy: number; readonly accuracy: Fraction };
  }[];
}
