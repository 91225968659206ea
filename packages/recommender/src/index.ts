export type { MemoryPoints } from "./best-pair-within-memory.js";
export { bestPairWithinMemory } from "./best-pair-within-memory.js";
export type { Candidates } from "./candidate-table.js";
export { joinCandidates } from "./candidate-table.js";
export type { Choice, Mix, MixPart } from "./choice.js";
export type { DeviceChoice } from "./device-choices.js";
export type { FrontPoint } from "./front.js";
export { mixed, mixShare } from "./mix-share.js";
export type { Need } from "./needs.js";
export type {
  Assumed,
  Binding,
  CheaperNeighbour,
  ConfidenceKept,
  Elbow,
  HardCap,
  MarginKept,
  MostAccurate,
  NextBetter,
  NothingBinds,
  Reason,
  Relax,
  SeveralPoints,
  ShadowPrice,
  Shortfall,
  TooSlow,
  UnknownExcluded,
  WorthMeasuring,
} from "./reason.js";
export type { AnswerAxis, FeasibleAnswer, InfeasibleAnswer, Recommendation } from "./recommend.js";
export { recommend } from "./recommend.js";
export type { Relaxation } from "./relaxations.js";
export type { LatencyStatistic, RecommendationRequest, UtilityWeights } from "./request.js";
export type { Census, Constraint, UnknownQuantity } from "./screen.js";
export type { Ranked, UtilityRanking } from "./utility-ranking.js";
export type { EnergyChange, FactorChange } from "./evaluation/energy-change.js";
export { energyChange } from "./evaluation/energy-change.js";
export type {
  Evaluation,
  EvaluationOptions,
  EvaluationSummary,
  KindGaps,
  MarginSummary,
} from "./evaluation/evaluate.js";
export { evaluate } from "./evaluation/evaluate.js";
export type { EvaluationTargets } from "./evaluation/explain-pair.js";
export { evaluationTargets, explainPair, farOffPairs } from "./evaluation/explain-pair.js";
export type { FacetChange, FacetedRatio, Facets } from "./evaluation/facet-change.js";
export { facetChanges } from "./evaluation/facet-change.js";
export type { FrontSpacing } from "./evaluation/front-spacing.js";
export { frontSpacing, membersForGap } from "./evaluation/front-spacing.js";
export type { GapSummary } from "./evaluation/gap-summary.js";
export { gapSummary } from "./evaluation/gap-summary.js";
export type { InSample } from "./evaluation/in-sample.js";
export { inSample } from "./evaluation/in-sample.js";
export type { Oracle } from "./evaluation/oracle.js";
export { oracle } from "./evaluation/oracle.js";
export type { PredictedChoices, PredictedColumn } from "./evaluation/predicted-choices.js";
export { predictedChoices } from "./evaluation/predicted-choices.js";
export type { Round, RoundKey } from "./evaluation/round.js";
export { roundsOf } from "./evaluation/round.js";
export type { PlannedPair } from "./evaluation/round-error.js";
export { boardMargin, errorsOnOtherBoards } from "./evaluation/round-error.js";
export type { RoundPair } from "./evaluation/round-pairs.js";
export { roundPairs } from "./evaluation/round-pairs.js";
export type { Probe, ScaleFactor } from "./evaluation/scale-factor.js";
export { probeModels, scaleFactor } from "./evaluation/scale-factor.js";
export type { MarginScore, PairScore, PlanScore, ScoreOptions } from "./evaluation/score-pair.js";
export { scorePairs } from "./evaluation/score-pair.js";
export type { ScoredChoice, SweepPlan, SweepPoint } from "./evaluation/sweep.js";
export { sweep } from "./evaluation/sweep.js";
export { sweepBudgets } from "./evaluation/sweep-budgets.js";
