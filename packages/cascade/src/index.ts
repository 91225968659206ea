export type { CalledStage, Cascade, CascadeStage, CloudStage, EventProcess, SwitchingMode } from "./cascade.js";
export type { CascadeOutcome, StageOutcome } from "./cascade-outcome.js";
export { closedForm } from "./closed-form/closed-form.js";
export { type LatencyQuantiles, latencyQuantiles } from "./closed-form/latency-quantiles.js";
export type { LengthLaw } from "./closed-form/length-nodes.js";
export { type Confirmation, confirmationProblem, windowConfirms } from "./confirm/confirmation.js";
export { confirmationRate, framesToConfirm, type ResetRule } from "./confirm/confirmation-rate.js";
export { calibrate, type Calibration, framePrecision } from "./scores/calibrate.js";
export { binormalScores, type OperatingChoice, rocScores, type ScoreModel } from "./scores/score-model.js";
export { hitOfEase } from "./scores/difficulty.js";
export { type OneClassDetector, rocOfScores, sharesAbove, traceScores } from "./scores/trace-scores.js";
export { simulate, type Simulation, type SimulationOptions } from "./simulate/simulate.js";
export { cascadeOf, lifeOf, residentMemory } from "./scenario/cascade-of.js";
export { readScenario, type ReadScenarioOptions, scenarioTraces } from "./scenario/read-scenario.js";
export type {
  ChipPoint,
  Choices,
  Detector,
  Requirements,
  Scenario,
  ScenarioNetwork,
  StageSetting,
} from "./scenario/scenario.js";
export { scenarioJsonSchema } from "./scenario/scenario-json-schema.js";
export {
  compareRates,
  type DutyCrossovers,
  dutyCrossovers,
  mediumOnly,
  type RateOption,
  strategyCrossovers,
  type StrategyCrossovers,
  strategyPowers,
  type StrategyPowers,
} from "./analysis/strategies.js";
export {
  equalPowerRate,
  mostWithin,
  type OptionSetting,
  sweptThresholds,
  type SweptThreshold,
} from "./analysis/swept-thresholds.js";
export {
  type LargestMedium,
  largestMedium,
  type SavingsSplit,
  savingsSplit,
  smallNetworkWorth,
  type SmallNetworkWorth,
} from "./analysis/worth.js";
export {
  type AtOtherRate,
  type EvaluatedCascade,
  optimise,
  type Optimum,
  type RequirementCost,
} from "./optimise/optimise.js";
export { meetsRequirement } from "./optimise/meets-requirement.js";
export { type Required, requirementValue } from "./optimise/requirement-value.js";
export { type CascadeColumns, cascadeColumns, type PairEvaluator, pairEvaluator } from "./optimise/pair-evaluator.js";
export { sampleCascades } from "./optimise/sample-cascades.js";
export { type CascadeRow, scenarioEvaluator } from "./optimise/scenario-evaluator.js";
export { type AssumedVariant, assumedVariants } from "./analysis/vary-assumed.js";
