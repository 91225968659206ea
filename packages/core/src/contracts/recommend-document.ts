import type { Budget } from "./budget.js";
import type { Evidence } from "./candidate.js";
import type { JoulebookDocument } from "./document.js";
import type { Interval } from "./interval.js";
import type { EnergyBasis } from "./measurement.js";
import type { Bytes, Fraction, Joules, Seconds } from "./units.js";

/** A chosen candidate as `recommend` prints it. */
export interface RecommendedModel {
  readonly id: string;
  readonly model: string;
  readonly device: string;
  readonly backend?: string;
  readonly software?: string;
  readonly precision?: string;
  readonly energy: Joules;
  readonly energyInterval?: Interval;
  readonly energyBasis?: EnergyBasis;
  readonly idleIncluded?: boolean;
  readonly accuracy: Fraction;
  /** The limited statistic; the mean where nothing is limited. */
  readonly latency?: Seconds;
  readonly memory?: Bytes;
  readonly evidence: Evidence;
  /** Cost on the budget's axis, in its unit. */
  readonly cost: number;
  /** |cost - limit| / limit. */
  readonly gap: Fraction;
}

/** Two candidates that share the inferences. */
export interface RecommendedMix {
  readonly energy: Joules;
  /** Energy of an inference by the dearer part. */
  readonly worstEnergy: Joules;
  readonly accuracy: Fraction;
  readonly latency?: { readonly mean: Seconds; readonly worst: Seconds };
  /** Both parts resident together. */
  readonly memory?: Bytes;
  readonly cost: number;
  readonly gap: Fraction;
  /** Accuracy that one more unit of budget would buy. */
  readonly shadowPrice: number;
  /** One part, or two whose shares sum to 1. */
  readonly parts: readonly (RecommendedModel & { readonly share: Fraction })[];
}

/** Why the answer is what it is: `kind` and `text` always, further fields by kind. */
export interface RecommendReason {
  readonly kind: string;
  readonly text: string;
}

/** `joulebook recommend --json`: energies in joules, accuracies as fractions, latencies in seconds. */
export interface RecommendDocument extends JoulebookDocument<"recommend"> {
  readonly feasible: boolean;
  /** The budget with the axis that candidates are compared on. */
  readonly budget: Budget & { readonly unit: "J" | "W"; readonly limit: number };
  /** Absent when nothing fits. */
  readonly single?: RecommendedModel;
  /** Absent when nothing fits and when the budget is a cap. */
  readonly mix?: RecommendedMix;
  readonly reasons: readonly RecommendReason[];
  /** Undominated candidates that meet the other limits, cheapest first. */
  readonly alternatives: readonly RecommendedModel[];
}

/** Errors of choices over a sweep of budgets. */
export interface ChoiceErrors {
  /** |E - B| / B. */
  readonly gap: { readonly median: Fraction; readonly p90: Fraction };
  /** Share of the budgets that the choice exceeds. */
  readonly violations: Fraction;
  /** Accuracy of the oracle less that of the choice. */
  readonly accuracyLoss: { readonly median: number; readonly p90: number };
}

/** A sweep of budgets over the candidates of one device (and runtime, where they are kept apart). */
export interface SweepEvaluation {
  readonly device: string;
  readonly backend?: string;
  readonly candidates: number;
  /** Budgets swept, log-spaced between `low` and `high` (J). */
  readonly budgets: number;
  readonly low: Joules;
  readonly high: Joules;
  readonly single: ChoiceErrors;
  readonly mix: ChoiceErrors;
}

/** Choices made from one round of measurements and scored by another. */
export interface RoundPairEvaluation extends SweepEvaluation {
  readonly from: string;
  readonly to: string;
  /** Models measured in both rounds. */
  readonly models: number;
  /** The same after one scale factor fitted to a few re-measured models. */
  readonly scaled?: {
    readonly factor: number;
    readonly probes: readonly string[];
    readonly single: ChoiceErrors;
    readonly mix: ChoiceErrors;
  };
}

/** `joulebook recommend evaluate --json`. */
export interface RecommendEvaluateDocument extends JoulebookDocument<"recommend-evaluate"> {
  readonly inSample: readonly SweepEvaluation[];
  readonly outOfSample: readonly RoundPairEvaluation[];
}
