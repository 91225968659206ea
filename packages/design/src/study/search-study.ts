import type { Seconds } from "@joulebook/core";
import type { Parameter, SelectionRule } from "@joulebook/search";
import type { Constraint, Objective } from "../evaluator.js";

/** Who judges designs: a kind and what that kind needs. */
export interface EvaluatorSettings {
  readonly kind: string;
  readonly [setting: string]: unknown;
}

export type AlgorithmSettings =
  | {
      readonly kind: "nsga2";
      readonly population?: number;
      readonly selection?: SelectionRule;
      /** Weight of a broken limit under NACHOS's adaptive penalty; absent: constrained domination. */
      readonly penalty?: number;
    }
  | { readonly kind: "surrogate"; readonly initial?: number; readonly batch?: number; readonly explore?: number }
  | { readonly kind: "random"; readonly batch?: number }
  | { readonly kind: "exhaustive"; readonly batch?: number };

/** A search as data: what may vary, who judges, what limits hold, what to optimise, and how far to go. */
export interface SearchStudy {
  readonly name: string;
  readonly description?: string;
  readonly evaluator: EvaluatorSettings;
  /** Replaces the evaluator's parameters of the same name; for evaluators without a space, the space. */
  readonly space?: readonly Parameter[];
  /** Default: the evaluator's. */
  readonly objectives?: readonly Objective[];
  /** Default: the evaluator's. An empty list lifts all limits. */
  readonly constraints?: readonly Constraint[];
  /** Default NSGA-II. */
  readonly algorithm: AlgorithmSettings;
  readonly evaluations: number;
  readonly seed: number;
  /** Of one evaluation; default 60 s. */
  readonly timeout: Seconds;
  /** The front's member that the study proposes: the best in this objective; default the elbow of the front. */
  readonly choose?: string;
  /** Point that the hypervolume is measured from, in the objectives' own directions. */
  readonly reference?: readonly number[];
}
