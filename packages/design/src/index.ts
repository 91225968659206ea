export { withSomeExits } from "./early-exit/with-some-exits.js";
export { deviceConditions, type DeviceConditionOptions } from "./early-exit/device-conditions.js";
export { exitCosts, type ExitCostOptions, type ExitCosts } from "./early-exit/exit-costs.js";
export {
  type BackboneOnCores,
  type CoreOptions,
  isSystemOfCores,
  type StagesOnCores,
  stagesOnCores,
} from "./early-exit/stages-on-cores.js";
export type { PartCost } from "./early-exit/part-cost.js";
export { type ExitTable, exitTables } from "./early-exit/exit-table.js";
export {
  type HeadForm,
  type MobileBackbone,
  type MobileBlock,
  type MobileExitOptions,
  mobileExitNetwork,
  type MountedExit,
} from "./early-exit/mobile-exit-network.js";
export {
  type DeviceCondition,
  oneShotEvaluator,
  type OneShotOptions,
  type OneShotPrecision,
  replayedExits,
  stagesOf,
} from "./early-exit/one-shot-evaluator.js";
export { type ExitCounts, type ReplayedExit, replayExits } from "./early-exit/replay-exits.js";
export type { Constraint, Evaluator, Objective, Quantity, ReportedQuantity } from "./evaluator.js";
export { scoresOf } from "./scores.js";
export { parseStudy } from "./study/parse-study.js";
export { type PlannedStudy, planStudy } from "./study/plan-study.js";
export { searchInMemory, type StudyRun } from "./study/search-in-memory.js";
export type { AlgorithmSettings, EvaluatorSettings, SearchStudy } from "./study/search-study.js";
export {
  type FrontMember,
  type StudyProgress,
  type StudyRecord,
  type StudyResult,
  studyResult,
} from "./study/study-result.js";
export { studyJsonSchema } from "./study/study-schema.js";
export { keywordEvaluator, keywordSpotter } from "./keyword/keyword-evaluator.js";
export {
  type EvaluatorData,
  type EvaluatorKind,
  evaluatorKinds,
  makeEvaluator,
  type RecordedRun,
} from "./study/evaluator-kinds.js";
export {
  designLearners,
  designPredictor,
  type DesignPredictor,
  type PlannedDesign,
  type PredictorScore,
  scorePredictors,
} from "./early-exit/design-predictor.js";
export { partsByStage, type StageParts } from "./early-exit/parts-by-stage.js";
export {
  plannedDesign,
  type PredictedExitsOptions,
  predictedExitsEvaluator,
  stagesOfTrained,
} from "./early-exit/predicted-exits-evaluator.js";
export { type TrainedDesign, trainedDesigns } from "./early-exit/trained-designs.js";
export { atLeast, cascadeEvaluator, type CascadePoint, type CascadeSettings } from "./cascade/cascade-evaluator.js";
export { type TrainedMerkelNetwork, trainedNetworksEvaluator } from "./merkel/trained-networks-evaluator.js";
