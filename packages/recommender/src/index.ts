export type { MemoryPoints } from "./best-pair-within-memory.js";
export { bestPairWithinMemory } from "./best-pair-within-memory.js";
export type { Choice, Mix, MixPart } from "./choice.js";
export { elbow } from "./elbow.js";
export type { FrontPoint } from "./front.js";
export { mixed, mixShare } from "./mix-share.js";
export type { Need } from "./needs.js";
export type {
  Assumed,
  Binding,
  CheaperNeighbour,
  Elbow,
  HardCap,
  MarginKept,
  MostAccurate,
  NextBetter,
  NothingBinds,
  Reason,
  Relax,
  ShadowPrice,
  Shortfall,
  UnknownExcluded,
} from "./reason.js";
export type { AnswerAxis, FeasibleAnswer, InfeasibleAnswer, Recommendation } from "./recommend.js";
export { recommend } from "./recommend.js";
export type { Relaxation } from "./relaxations.js";
export type { LatencyStatistic, RecommendationRequest, UtilityWeights } from "./request.js";
export type { Census, Constraint, UnknownQuantity } from "./screen.js";
export type { Ranked, UtilityRanking } from "./utility-ranking.js";
