import type { JoulebookDocument } from "./document.js";
import type { Interval } from "./interval.js";

/** A quantity that a search optimises, with its SI unit ("1" for fractions and ratios). */
export interface SearchObjective {
  readonly quantity: string;
  readonly direction: "minimise" | "maximise";
  readonly unit: string;
}

/** A limit that a search keeps. */
export interface SearchConstraint {
  readonly name?: string;
  readonly quantity: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly unit: string;
}

/** A quantity of a design on data that the search did not see. */
export interface ReportedValue {
  readonly quantity: string;
  readonly value: number;
  readonly interval?: Interval;
}

/** A design on the front of a search. */
export interface SearchedDesign {
  /** Values by parameter; parameters whose condition does not hold are absent. */
  readonly design: Readonly<Record<string, number | string | boolean | readonly (number | string)[]>>;
  /** As the search saw them, in SI units. */
  readonly quantities: Readonly<Record<string, number>>;
  /** Empty where there are no data beside those searched on. */
  readonly reported: readonly ReportedValue[];
}

/** How far a search was. */
export interface SearchProgress {
  readonly evaluations: number;
  readonly front: number;
  readonly hypervolume: number;
}

/** How far the predictors of a surrogate-assisted search could be trusted at one iteration. */
export interface SurrogateRecord {
  readonly evaluations: number;
  readonly learners: readonly string[];
  /** Kendall's tau per objective, cross-validated; null where all predictions agree. */
  readonly tau: readonly (number | null)[];
  /** Of the predictions for the batch that was then evaluated. */
  readonly batchTau: readonly (number | null)[];
}

/** `joulebook search STUDY --json`. */
export interface SearchDocument extends JoulebookDocument<"search"> {
  readonly study: string;
  readonly evaluator: string;
  readonly algorithm: string;
  readonly seed: number;
  readonly evaluations: number;
  /** Evaluations taken from the log. */
  readonly resumed: number;
  /** Evaluations that gave no numbers: an error, a time limit, NaN. */
  readonly failed: number;
  readonly feasible: number;
  readonly objectives: readonly SearchObjective[];
  readonly constraints: readonly SearchConstraint[];
  /** Where the hypervolume is measured from, in the objectives' own directions. */
  readonly reference: readonly number[];
  readonly hypervolume: number;
  readonly progress: readonly SearchProgress[];
  /** Feasible designs that no feasible design beats, best in the first objective first. */
  readonly front: readonly SearchedDesign[];
  /** Place on the front of the design that the study proposes; missing without a feasible design. */
  readonly chosen?: number;
  readonly surrogates?: readonly SurrogateRecord[];
  /** File that holds every evaluation. */
  readonly log: string;
}
