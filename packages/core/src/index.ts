export type { Inference } from "./budgets/average-power.js";
export { averagePower, busyShare, inferenceEnergy, largestInferenceEnergy } from "./budgets/average-power.js";
export { batteryLifetime, batteryPower, secondsPerMonth, selfDischargePower, usableEnergy } from "./budgets/battery.js";
export type { BudgetAxis } from "./budgets/budget-axis.js";
export { budgetAxis } from "./budgets/budget-axis.js";
export { budgetText } from "./budgets/budget-text.js";
export type { Assumption, AssumptionScope } from "./budgets/inference-assumptions.js";
export { inferenceAssumptions } from "./budgets/inference-assumptions.js";
export type { BudgetOptions } from "./budgets/parse-budget.js";
export { parseBudget } from "./budgets/parse-budget.js";
export type { BenchResult } from "./contracts/bench-result.js";
export type { Battery, Budget } from "./contracts/budget.js";
export type {
  Candidate,
  CandidateFigures,
  CandidateOrigin,
  CandidateTable,
  Evidence,
} from "./contracts/candidate.js";
export type {
  CascadeCompareDocument,
  CascadeConfiguration,
  CascadeCrossovers,
  CascadeEventRow,
  CascadeFigures,
  CascadeLatencies,
  CascadeOptimiseDocument,
  CascadeOption,
  CascadeOptionRow,
  CascadeRequirement,
  CascadeRunDocument,
  CascadeSimulation,
  CascadeStageFigures,
  CascadeStageSetting,
  CascadeSweepDocument,
  CascadeVariedRow,
  CascadeWorth,
} from "./contracts/cascade-documents.js";
export type { Claim, Verdict } from "./contracts/claim.js";
export type {
  AcceleratorCore,
  AcceleratorDevice,
  AcceleratorMemory,
  Device,
  DeviceBase,
  DeviceFit,
  DeviceSource,
  FitResiduals,
  MeasuredDevice,
  MemoryLink,
  MeasuredRatio,
  OperatingPoint,
  PowerMode,
  StaticPowerResiduals,
  OpTableDevice,
  OpTableEntry,
  RooflineDevice,
  Sourced,
  SourcedNumber,
} from "./contracts/device.js";
export type { ErrorDocument, InputFile, JoulebookDocument } from "./contracts/document.js";
export type {
  DevicesCharacteriseDocument,
  EstimateDocument,
  EstimatedAccesses,
  EstimatedBaseline,
  EstimatedCore,
  EstimatedEnergySplit,
  EstimatedMapping,
  EstimatedOperation,
  EstimatedPace,
  EstimatedPoint,
  EstimatedStatic,
  EstimatedExits,
  EstimatedStage,
  EstimatedKind,
  EstimatedLayer,
  EstimatedTraffic,
} from "./contracts/estimate-document.js";
export type { Figure, Json, Table, TableColumn } from "./contracts/figure.js";
export type { Interval } from "./contracts/interval.js";
export type {
  DatasetEntry,
  DatasetsDocument,
  DeviceEntry,
  DevicePointEntry,
  DevicePointsEntry,
  DevicesDocument,
  DevicesPointsDocument,
  FittedStaticPower,
  ModelEntry,
  ModelsDocument,
} from "./contracts/list-documents.js";
export type {
  Configuration,
  EnergyBasis,
  EnergyQuality,
  LatencySummary,
  Measurement,
  Source,
} from "./contracts/measurement.js";
export type { Layer, LayerKind, Loops, Network, StatedBits, Tensor } from "./contracts/network.js";
export type {
  CountDocument,
  CountedKind,
  CountedLayer,
  MemoryDocument,
  MemoryNeed,
  MemoryTimelineStep,
  PlannedBuffer,
} from "./contracts/network-documents.js";
export type { Problem } from "./contracts/problem.js";
export { exitCodes, InputError, problemText } from "./contracts/problem.js";
export type {
  ChoiceErrors,
  RecommendDocument,
  RecommendedDevice,
  RecommendedMix,
  RecommendedModel,
  RecommendEvaluateDocument,
  RecommendReason,
  RoundName,
  RoundPairEvaluation,
  SweepEvaluation,
} from "./contracts/recommend-document.js";
export type {
  KernelInstallDocument,
  NotebookCheckDocument,
  NotebookParameterEntry,
  NotebookParamsDocument,
  NotebookRunDocument,
  NotebookRunEntry,
} from "./contracts/notebook-documents.js";
export type { DoctorCheck, DoctorDocument, OutputFile, ReportDocument } from "./contracts/report-document.js";
export type {
  ConfidenceBin,
  ExitBaselines,
  ExitCostList,
  ExitOutcome,
  ExitReliability,
  ExitsEvaluateDocument,
  ExitsTuneDocument,
  FixedExit,
  ReliabilityBins,
} from "./contracts/exits-documents.js";
export type {
  PowerAlignment,
  PowerChannel,
  PowerDocument,
  PowerFinding,
  PowerIdle,
  PowerRepeats,
  PowerRun,
  PowerUncertainty,
  PowerWindow,
} from "./contracts/power-document.js";
export type { ReproduceDocument, ReproducedFigure, ReproducedPaperEntry } from "./contracts/reproduce-document.js";
export type { ParameterSchema, Study } from "./contracts/study.js";
export type {
  ReportedValue,
  SearchConstraint,
  SearchDocument,
  SearchedDesign,
  SearchObjective,
  SearchProgress,
  SurrogateRecord,
} from "./contracts/search-document.js";
export type {
  ProbesDocument,
  TransferDocument,
  TransferPrediction,
  TransferProbe,
  TransferRuntime,
} from "./contracts/transfer-documents.js";
export type {
  DatasetQuality,
  ExportDocument,
  IngestDocument,
  IngestedColumn,
  IngestedTable,
  IngestMapDocument,
  QualityDocument,
  QueryColumn,
  QueryDocument,
} from "./contracts/store-documents.js";
export type { TrainDocument, TrainedExperiment } from "./contracts/train-document.js";
export type { Trace, TraceLayout, TraceSplit } from "./contracts/trace.js";
export type { Bytes, Fraction, Hertz, Joules, Macs, Seconds, Volts, Watts } from "./contracts/units.js";
export { jsonDocument } from "./documents/json-document.js";
export { concaveHull, concaveHull2 } from "./front/concave-hull.js";
export { hypervolume } from "./front/hypervolume.js";
export { paretoFront2 } from "./front/pareto-front-2.js";
export type { Objective } from "./front/pareto-front.js";
export { paretoFront } from "./front/pareto-front.js";
export { nearestNames } from "./names/nearest-names.js";
export { quoteInput } from "./names/quote-input.js";
export { unknownName } from "./names/unknown-name.js";
export type { FormattedColumn } from "./quantities/format-column.js";
export { columnScale, formatColumn } from "./quantities/format-column.js";
export type { FormatOptions, PrintedUnit, Scale } from "./quantities/format-quantity.js";
export {
  formatBytes,
  formatCount,
  formatDuration,
  formatEnergy,
  formatFrequency,
  formatNumber,
  formatPercent,
  formatPower,
  formatQuantity,
  formatRate,
  formatVoltage,
  scaleFor,
} from "./quantities/format-quantity.js";
export type { QuantityOptions } from "./quantities/parse-quantity.js";
export {
  parseBatteryCapacity,
  parseBytes,
  parseDuration,
  parseEnergy,
  parseFraction,
  parsePower,
  parseRate,
  parseVoltage,
} from "./quantities/parse-quantity.js";
export type { BootstrapOptions } from "./statistics/bootstrap-interval.js";
export { bootstrapInterval, bootstrapMean } from "./statistics/bootstrap-interval.js";
export { mean } from "./statistics/mean.js";
export { median, quantile, quantiles } from "./statistics/quantile.js";
export type { Random, RandomKey } from "./statistics/random.js";
export { random } from "./statistics/random.js";
export { elbow } from "./front/elbow.js";
export type { FrontStep } from "./front/marginal-cost.js";
export { marginalCosts } from "./front/marginal-cost.js";
export type { DecisionExecution } from "./merkel/binary-decision.js";
export {
  binaryDecisionEnergy,
  equivalentAlpha,
  equivalentPenalty,
  errorPrice,
  optimalDecisionAccuracy,
} from "./merkel/binary-decision.js";
export type { CostCurve, ExponentialCurve, RationalCurve } from "./merkel/cost-curve.js";
export { curveCost, curveSlope } from "./merkel/cost-curve.js";
export type { CostModel, CostTerm } from "./merkel/cost-model.js";
export { alphaPresets, designCost, errorTerm, mixedTerm, relativeTerm } from "./merkel/cost-model.js";
export type { CurveFit, FitOptions, ParameterInterval } from "./merkel/curve-fit.js";
export type { DiscreteOptimum } from "./merkel/discrete-optimum.js";
export { discreteOptimum, nearestAchievable } from "./merkel/discrete-optimum.js";
export { exponentialFit } from "./merkel/exponential-fit.js";
export type { ValidConvolution } from "./merkel/mac-estimate.js";
export { convolutionMacs, denseMacs } from "./merkel/mac-estimate.js";
export type { MerkelCounts, MerkelNetwork } from "./merkel/merkel-network.js";
export { merkelCounts, merkelMultiExitCounts } from "./merkel/merkel-network.js";
export type { AccuracyRange, OptimalAccuracy } from "./merkel/optimal-accuracy.js";
export { interiorAlphas, optimalAccuracy, optimalAccuracyAtPrice } from "./merkel/optimal-accuracy.js";
export type { RationalFitOptions } from "./merkel/rational-fit.js";
export { rationalFit } from "./merkel/rational-fit.js";
export { type Cholesky, cholesky, forwardSolve, inverseOf, solveCholesky } from "./statistics/cholesky.js";
export { kendallTau } from "./statistics/kendall-tau.js";
export { spearman } from "./statistics/spearman.js";
export { traceColumns } from "./traces/trace-columns.js";
export type { TraceHeader } from "./traces/trace-layout.js";
export { traceLayout } from "./traces/trace-layout.js";
export type { BenchmarkCard, SustainedEfficiency } from "./power/benchmark-card.js";
export { cardProblems, sustainedEfficiency } from "./power/benchmark-card.js";
export type { Crossover } from "./power/crossover-rate.js";
export { crossoverRate } from "./power/crossover-rate.js";
export type { Phase, Pulse } from "./power/duty-cycle.js";
export { dutyCyclePower, pulsePower } from "./power/duty-cycle.js";
export type { PointSpeed, SpeedNeed } from "./power/lowest-voltage.js";
export { lowestVoltage } from "./power/lowest-voltage.js";
export type { FiguresAtPoint, MixedPoints, PointedFigure } from "./power/mixed-points.js";
export { keyedPoint, mixedPoints, pointLabel, pointNotices, pointsText } from "./power/mixed-points.js";
export type { Conditions, PointConditions } from "./power/same-point.js";
export { comparisonProblems, differingConditions } from "./power/same-point.js";
export type { RunningNetwork, SolutionPower, SolutionPowerOptions } from "./power/solution-power.js";
export { solutionPower } from "./power/solution-power.js";
export type { EnergyAtVoltage, NetworkAtVoltages, StaticPowerFit } from "./power/static-power-fit.js";
export { staticPowerFit } from "./power/static-power-fit.js";
export { normalProbability, normalQuantile } from "./statistics/normal-distribution.js";
export { studentQuantile } from "./statistics/student-quantile.js";
