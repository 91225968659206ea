import type { JoulebookDocument } from "./document.js";
import type { EnergyQuality } from "./measurement.js";
import type { Fraction, Joules, Seconds } from "./units.js";

/** A measurement that predictions rest on. */
export interface TransferProbe {
  readonly model: string;
  readonly backend: string;
  readonly energy: Joules;
  /** Kinds of meter behind the energy; none where the table does not say. */
  readonly energyQualities?: readonly EnergyQuality[];
}

/** A predicted energy: never a measurement. */
export interface TransferPrediction {
  readonly model: string;
  readonly backend: string;
  readonly energy: Joules;
  readonly low: Joules;
  readonly high: Joules;
  /** Mean latency and its interval, where latencies were measured. */
  readonly latency?: { readonly mean: Seconds; readonly low: Seconds; readonly high: Seconds };
  readonly accuracy?: Fraction;
  /** What was measured, where it was and was not used. */
  readonly measured?: Joules;
  /** Kinds of meter behind what was measured. */
  readonly measuredQualities?: readonly EnergyQuality[];
}

/** How far predictions with one runtime were off, on models measured but not used. */
export interface TransferRuntime {
  readonly backend: string;
  readonly models: number;
  readonly medianAbsError: number;
  readonly p90AbsError: number;
  readonly intervalCoverage: Fraction;
  /** With probes drawn at random, median of 20 draws. */
  readonly randomMedianAbsError: number;
  /** The same for mean latencies, where they were measured. */
  readonly latency?: {
    readonly models: number;
    readonly medianAbsError: number;
    readonly p90AbsError: number;
    readonly intervalCoverage: Fraction;
  };
}

/** `joulebook transfer --measurements FILE --json`. */
export interface TransferDocument extends JoulebookDocument<"transfer"> {
  readonly device: string;
  /** Share of energies that the intervals are meant to hold. */
  readonly level: Fraction;
  readonly seed: number;
  readonly probes: readonly TransferProbe[];
  /** Medians over the runtimes; absent when no measurement was left to score with. */
  readonly medianAbsError?: number;
  readonly p90AbsError?: number;
  readonly intervalCoverage?: Fraction;
  readonly randomMedianAbsError?: number;
  readonly runtimes: readonly TransferRuntime[];
  readonly predictions: readonly TransferPrediction[];
  /** Choices by predicted energies (probes: measured), scored with the measured ones, over budgets; absent without accuracies. */
  readonly recommendation?: {
    readonly budgets: number;
    readonly medianGap: number;
    readonly medianAccuracyLoss: number;
    /** Share of the budgets that the choice exceeds. */
    readonly violations: Fraction;
  };
  /** Coverage of the intervals on each known board, left out in turn. */
  readonly boards: readonly { readonly board: string; readonly coverage: Fraction }[];
}

/** `joulebook probes --json`: what to measure first. */
export interface ProbesDocument extends JoulebookDocument<"probes"> {
  readonly backend: string;
  readonly probes: readonly {
    readonly model: string;
    /** Share of the unknown that is known after this and the ones before. */
    readonly explained: Fraction;
  }[];
}
