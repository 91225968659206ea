import type { Interval } from "./interval.js";
import type { JoulebookDocument } from "./document.js";
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
}

/** A fixed exit: what the network costs when every input leaves there. */
export interface FixedExit {
  readonly exit: number;
  readonly accuracy: Fraction;
  readonly energy: number;
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
}

/** `joulebook exits evaluate TRACES --json`. */
export interface ExitsEvaluateDocument extends JoulebookDocument<"exits-evaluate">, ExitsDocument {
  readonly outcomes: readonly ExitOutcome[];
  /** Expected calibration error of each exit on the first split. */
  readonly calibrationError: readonly Fraction[];
}

/** `joulebook exits tune TRACES --json`: tuned on the validation split, reported on both. */
export interface ExitsTuneDocument extends JoulebookDocument<"exits-tune">, ExitsDocument {
  readonly method: "exact" | "grid" | "ascent";
  readonly goal: { readonly accuracy?: Fraction; readonly energy?: number };
  readonly validation: ExitOutcome;
  readonly test?: ExitOutcome;
  /** Lower bound of the accuracy at a level, on validation examples that chose nothing. */
  readonly guarantee?: { readonly level: Fraction; readonly accuracy: Fraction; readonly examples: number };
  /** Least mean cost of fixed exits with the accuracy reached on the validation split: steps, and mixtures of two. */
  readonly baselines: { readonly step?: number; readonly line?: number };
  /** The trade-off on the validation split, cheapest first. */
  readonly front: readonly {
    readonly energy: number;
    readonly accuracy: Fraction;
    readonly thresholds: readonly number[];
  }[];
}
