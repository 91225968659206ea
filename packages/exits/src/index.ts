export { accuracyLowerBound } from "./calibration/accuracy-bound.js";
export { exitReliability, type ExitReliabilityOptions } from "./calibration/exit-reliability.js";
export { type Reliability, reliability, type ReliabilityBin } from "./calibration/reliability.js";
export { fitTemperatures, negativeLogLikelihood } from "./calibration/temperature.js";
export {
  checkExitCosts,
  evaluatePolicy,
  type EvaluatePolicyOptions,
  type ExitCosts,
  type ExitPolicy,
  type PolicyResult,
} from "./policy/exit-policy.js";
export { ruleColumns } from "./policy/rule-columns.js";
export { bestSingleExit, lineEnvelope, type StaticPoint, stepEnvelope } from "./policy/static-baselines.js";
export { type ExitRule, exitRules, type ExitScores, exitScores, type ScoreOptions } from "./rules/exit-scores.js";
export { type MerkelRule, merkelThresholds } from "./rules/merkel-rule.js";
export {
  chargeImportance,
  type FollowedSchedule,
  followImportance,
  runOnBattery,
  type ScheduledMoment,
  type ScheduledOption,
} from "./schedule/importance-schedule.js";
export {
  checkThresholds,
  countExits,
  evaluateThresholds,
  type ExitCounts,
  type ThresholdResult,
  thresholdResult,
} from "./thresholds/evaluate-thresholds.js";
export { type ExitColumns, exitColumns, type ExitData } from "./thresholds/exit-data.js";
export {
  type FrontOptions,
  frontOfColumns,
  type ThresholdPoint,
  thresholdFront,
} from "./thresholds/threshold-front.js";
export { evaluatorOfColumns, thresholdEvaluator } from "./thresholds/threshold-evaluator.js";
export type { ExitGoal } from "./thresholds/threshold-goal.js";
export {
  type AscentDistance,
  tuneColumns,
  type TunedThresholds,
  type TuneOptions,
  tuneThresholds,
} from "./thresholds/tune-thresholds.js";
export { type ClassColumns, type ClassThresholds, tuneClassThresholds } from "./thresholds/tune-class-thresholds.js";
export { type ExitWidth, frontOfWidths, type TunedWidth, tuneWidths } from "./thresholds/tune-widths.js";
export { readTrace, type ReadTraceOptions } from "./traces/read-trace.js";
export { repeatedInTest } from "./traces/repeated-in-test.js";
export { selectTrace, traceSplit } from "./traces/select-trace.js";
