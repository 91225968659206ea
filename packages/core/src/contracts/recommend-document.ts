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
  /** Probability that the cost keeps the budget; absent where the energy has no interval. */
  readonly withinBudget?: Fraction;
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

/** What one of several devices would give. */
export interface RecommendedDevice {
  readonly device: string;
  readonly feasible: boolean;
  readonly single?: RecommendedModel;
  /** Accuracy given up against the best device. */
  readonly accuracyLoss?: Fraction;
  /** How long the budget's battery lasts. */
  readonly lifetime?: Seconds;
  /** In the table's own unit. */
  readonly price?: number;
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
  /** Where several devices compete: each, the best first. */
  readonly devices?: readonly RecommendedDevice[];
}

/** How near the choices of a sweep of budgets came to their budgets. */
export interface ChoiceErrors {
  readonly budgets: number;
  /** Budgets for which something was planned to fit. */
  readonly answered: number;
  /** Median and 90th percentile of |E - B| / B over the answered budgets; absent when none was. */
  readonly median?: Fraction;
  readonly p90?: Fraction;
  /** Answered budgets that were exceeded. */
  readonly violations: number;
  /** Largest (E - B) / B; 0 when no budget was exceeded. */
  readonly worstExcess: number;
  /** Mean of the oracle's accuracy less the choice's; a choice that exceeds its budget may beat the oracle. */
  readonly accuracyLoss?: number;
}

/** A sweep of budgets over candidates, scored with the energies they were chosen by. */
export interface SweepEvaluation {
  readonly device: string;
  /** Backends and software of the candidates. */
  readonly software: readonly string[];
  readonly candidates: number;
  readonly single: ChoiceErrors;
  readonly mix: ChoiceErrors;
}

/** What tells a round of measurements apart. */
export interface RoundName {
  readonly device: string;
  readonly backend: string;
  readonly software: string;
  readonly round: string;
}

/** Choices made from an older round of measurements and scored with a newer one of the same board and runtime. */
export interface RoundPairEvaluation {
  /** `models`: how many both rounds measured. */
  readonly pair: { readonly older: RoundName; readonly newer: RoundName; readonly models: number };
  readonly asPlanned: { readonly single: ChoiceErrors; readonly mix: ChoiceErrors };
  /** The same after one scale factor from a few re-measured models. */
  readonly scaled: { readonly factor: number; readonly single: ChoiceErrors; readonly mix: ChoiceErrors };
  /** The same factor, with the re-measured models left out of choice and score. */
  readonly withoutProbes: { readonly single: ChoiceErrors; readonly mix: ChoiceErrors };
}

/** `joulebook recommend evaluate --json`. */
export interface RecommendEvaluateDocument extends JoulebookDocument<"recommend-evaluate"> {
  readonly inSample: { readonly perRound: readonly SweepEvaluation[]; readonly perDevice: readonly SweepEvaluation[] };
  readonly outOfSample: readonly RoundPairEvaluation[];
}
