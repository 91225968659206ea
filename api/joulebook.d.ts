// Public types of joulebook. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Scenario } from "@joulebook/cascade";
import type { InputFile, Network, Trace } from "@joulebook/core";
import type { PlannedStudy, SearchStudy, StudyResult, StudyRun } from "@joulebook/design";
import type { ReadOptions } from "@joulebook/network";

export { AcceleratorCore } from "@joulebook/core";

export { AcceleratorCost } from "@joulebook/hardware";

export { AcceleratorDevice } from "@joulebook/core";

export { AcceleratorLayer } from "@joulebook/hardware";

export { AcceleratorMemory } from "@joulebook/core";

export { AcceleratorObjective } from "@joulebook/hardware";

export { AcceleratorOptions } from "@joulebook/hardware";

export { AccountedExits } from "@joulebook/hardware";

export { AccuracyRange } from "@joulebook/core";

export { AlgorithmSettings } from "@joulebook/design";

export { Allocation } from "@joulebook/hardware";

export { AllocationGoal } from "@joulebook/hardware";

export { AllocationOptions } from "@joulebook/hardware";

export { AllocationSearch } from "@joulebook/hardware";

export { AmbiguousModel } from "@joulebook/measurements";

export { AnswerAxis } from "@joulebook/recommender";

export { ArenaBuffer } from "@joulebook/figures";

export { ArenaMapOptions } from "@joulebook/figures";

export { ArenaOptions } from "@joulebook/network";

export { ArenaPlan } from "@joulebook/network";

export { ArenaStrategy } from "@joulebook/network";

export { AscentDistance } from "@joulebook/exits";

export { Assumed } from "@joulebook/recommender";

export { AssumedVariant } from "@joulebook/cascade";

export { Assumption } from "@joulebook/core";

export { AssumptionScope } from "@joulebook/core";

export { AtOtherRate } from "@joulebook/cascade";

export { AttentionOptions } from "@joulebook/network";

export { BackboneOnCores } from "@joulebook/design";

export { BarFigureOptions } from "@joulebook/figures";

export { BarSeries } from "@joulebook/figures";

export { BaselineOptions } from "@joulebook/search";

export { Battery } from "@joulebook/core";

export { BatteryLifeOptions } from "@joulebook/figures";

export { BenchResult } from "@joulebook/core";

export { BenchmarkCard } from "@joulebook/core";

export { BestOrder } from "@joulebook/network";

export { BestOrderOptions } from "@joulebook/network";

export { Binding } from "@joulebook/recommender";

export { Block } from "@joulebook/report";

export { Board } from "@joulebook/measurements";

export { BoardColumn } from "@joulebook/measurements";

export { BoardValues } from "@joulebook/measurements";

export { BooleanParameter } from "@joulebook/search";

export { BootstrapOptions } from "@joulebook/core";

export { BrowserSearch } from "@joulebook/report";

export { Budget } from "@joulebook/core";

export { BudgetAxis } from "@joulebook/core";

export { BudgetGapOptions } from "@joulebook/figures";

export { BudgetOptions } from "@joulebook/core";

export { BufferLifetime } from "@joulebook/network";

export { BuilderOptions } from "@joulebook/network";

export { ByteSource } from "@joulebook/network";

export { Bytes } from "@joulebook/core";

export { Calibration } from "@joulebook/cascade";

export { CalledStage } from "@joulebook/cascade";

export { CalloutBlock } from "@joulebook/report";

export { Candidate } from "@joulebook/core";

export { CandidateFigures } from "@joulebook/core";

export { CandidateOptions } from "@joulebook/measurements";

export { CandidateOrigin } from "@joulebook/core";

export { CandidateTable } from "@joulebook/core";

export { Candidates } from "@joulebook/recommender";

export { Cascade } from "@joulebook/cascade";

export { CascadeChoices } from "@joulebook/cascade";

export { CascadeColumns } from "@joulebook/cascade";

export { CascadeCompareDocument } from "@joulebook/core";

export { CascadeConfiguration } from "@joulebook/core";

export { CascadeCrossovers } from "@joulebook/core";

export { CascadeDetector } from "@joulebook/cascade";

export { CascadeEventRow } from "@joulebook/core";

export { CascadeFigures } from "@joulebook/core";

export { CascadeLatencies } from "@joulebook/core";

export { CascadeNetwork } from "@joulebook/cascade";

export { CascadeOptimiseDocument } from "@joulebook/core";

export { CascadeOptimum } from "@joulebook/cascade";

export { CascadeOption } from "@joulebook/core";

export { CascadeOptionRow } from "@joulebook/core";

export { CascadeOutcome } from "@joulebook/cascade";

export { CascadePoint } from "@joulebook/design";

export { CascadeRequirement } from "@joulebook/core";

export { CascadeRequirements } from "@joulebook/cascade";

export { CascadeRow } from "@joulebook/cascade";

export { CascadeRunDocument } from "@joulebook/core";

export { CascadeScenario } from "@joulebook/cascade";

export { CascadeSettings } from "@joulebook/design";

export { CascadeSimulation } from "@joulebook/core";

export { CascadeSimulationOptions } from "@joulebook/cascade";

export { CascadeStage } from "@joulebook/cascade";

export { CascadeStageFigures } from "@joulebook/core";

export { CascadeStageSetting } from "@joulebook/core";

export { CascadeSweepDocument } from "@joulebook/core";

export { CascadeVariedRow } from "@joulebook/core";

export { CascadeWorth } from "@joulebook/core";

export { CategoricalParameter } from "@joulebook/search";

export { Cell } from "@joulebook/measurements";

export { Census } from "@joulebook/recommender";

export { CharacterisationOptions } from "@joulebook/hardware";

export { CharacterisedLayer } from "@joulebook/hardware";

export { CheaperNeighbour } from "@joulebook/recommender";

export { ChipPoint } from "@joulebook/cascade";

export { Choice } from "@joulebook/recommender";

export { ChoiceErrors } from "@joulebook/core";

export { ChoiceStabilityOptions } from "@joulebook/figures";

export { Cholesky } from "@joulebook/core";

export { Claim } from "@joulebook/core";

export { ClassColumns } from "@joulebook/exits";

export { ClassThresholds } from "@joulebook/exits";

export { CloudStage } from "@joulebook/cascade";

export { CmsisCifar10Options } from "@joulebook/network";

export { ColumnChoice } from "@joulebook/measurements";

export { ColumnMapping } from "@joulebook/measurements";

export { ColumnRule } from "@joulebook/measurements";

export { CommittedRun } from "@joulebook/training";

export { ComparedPoint } from "@joulebook/figures";

export { Condition } from "@joulebook/search";

export { Conditions } from "@joulebook/core";

export { ConfidenceBin } from "@joulebook/core";

export { ConfidenceKept } from "@joulebook/recommender";

export { Configuration } from "@joulebook/core";

export { Confirmation } from "@joulebook/cascade";

export { Constraint } from "@joulebook/recommender";

export { Convention } from "@joulebook/hardware";

export { ConvolutionOptions } from "@joulebook/network";

export { ConvolutionShape } from "@joulebook/network";

export { CoreOptions } from "@joulebook/design";

export { CoreUse } from "@joulebook/hardware";

export { CostAccuracyOptions } from "@joulebook/figures";

export { CostCurve } from "@joulebook/core";

export { CostModel } from "@joulebook/core";

export { CostPrediction } from "@joulebook/measurements";

export { CostTerm } from "@joulebook/core";

export { CostView } from "@joulebook/figures";

export { CostViewOptions } from "@joulebook/figures";

export { CountDocument } from "@joulebook/core";

export { CountedKind } from "@joulebook/core";

export { CountedLayer } from "@joulebook/core";

export { Coverage } from "@joulebook/measurements";

export { Crossover } from "@joulebook/core";

export { CsvOptions } from "@joulebook/measurements";

export { CurveFit } from "@joulebook/core";

export { DataColumn } from "@joulebook/measurements";

export { DataFrame } from "@joulebook/measurements";

export { DataFrameOptions } from "@joulebook/measurements";

export { DataSource } from "@joulebook/measurements";

export { Dataflow } from "@joulebook/hardware";

export { Dataset } from "@joulebook/measurements";

export { DatasetEntry } from "@joulebook/core";

export { DatasetQuality } from "@joulebook/core";

export { DatasetRecords } from "@joulebook/measurements";

export { DatasetsDocument } from "@joulebook/core";

export { DecisionExecution } from "@joulebook/core";

export { DepthwiseOptions } from "@joulebook/network";

export { Design } from "@joulebook/search";

export { DesignConstraint } from "@joulebook/design";

export { DesignExitCosts } from "@joulebook/design";

export { DesignExitCounts } from "@joulebook/design";

export { DesignObjective } from "@joulebook/design";

export { DesignPredictor } from "@joulebook/design";

export { Device } from "@joulebook/core";

export { DeviceBase } from "@joulebook/core";

export { DeviceChoice } from "@joulebook/recommender";

export { DeviceCondition } from "@joulebook/design";

export { DeviceConditionOptions } from "@joulebook/design";

export { DeviceEntry } from "@joulebook/core";

export { DeviceFit } from "@joulebook/core";

export { DeviceIdlePower } from "@joulebook/measurements";

export { DevicePointEntry } from "@joulebook/core";

export { DevicePoints } from "@joulebook/measurements";

export { DevicePointsEntry } from "@joulebook/core";

export { DeviceSource } from "@joulebook/core";

export { DevicesCharacteriseDocument } from "@joulebook/core";

export { DevicesDocument } from "@joulebook/core";

export { DevicesPointsDocument } from "@joulebook/core";

export { Dimension } from "@joulebook/measurements";

export { DiscreteOptimum } from "@joulebook/core";

export { DoctorCheck } from "@joulebook/core";

export { DoctorDocument } from "@joulebook/core";

export { DsCnnLayer } from "@joulebook/network";

export { DsCnnOptions } from "@joulebook/network";

export { DuplicateRows } from "@joulebook/measurements";

export { DutyCrossovers } from "@joulebook/cascade";

export { EarlyExitOptions } from "@joulebook/network";

export { EfficientnetLiteOptions } from "@joulebook/network";

export { Elbow } from "@joulebook/recommender";

export { EnergyAccuracyOptions } from "@joulebook/figures";

export { EnergyAtVoltage } from "@joulebook/core";

export { EnergyBasis } from "@joulebook/core";

export { EnergyByBoardOptions } from "@joulebook/figures";

export { EnergyChange } from "@joulebook/recommender";

export { EnergyQuality } from "@joulebook/core";

export { EnergySplit } from "@joulebook/hardware";

export { EquationBlock } from "@joulebook/report";

export { ErrorDocument } from "@joulebook/core";

export { Estimate } from "@joulebook/hardware";

export { EstimateDocument } from "@joulebook/core";

export { EstimateNotice } from "@joulebook/hardware";

export { EstimateOptions } from "@joulebook/hardware";

export { EstimatedAccesses } from "@joulebook/core";

export { EstimatedBaseline } from "@joulebook/core";

export { EstimatedCore } from "@joulebook/core";

export { EstimatedEnergySplit } from "@joulebook/core";

export { EstimatedExits } from "@joulebook/core";

export { EstimatedKind } from "@joulebook/core";

export { EstimatedLayer } from "@joulebook/core";

export { EstimatedMapping } from "@joulebook/core";

export { EstimatedOperation } from "@joulebook/core";

export { EstimatedPace } from "@joulebook/core";

export { EstimatedPoint } from "@joulebook/core";

export { EstimatedStage } from "@joulebook/core";

export { EstimatedStatic } from "@joulebook/core";

export { EstimatedTraffic } from "@joulebook/core";

export { EvaluatePolicyOptions } from "@joulebook/exits";

export { Evaluated } from "@joulebook/search";

export { EvaluatedCascade } from "@joulebook/cascade";

export { Evaluation } from "@joulebook/recommender";

export { EvaluationOptions } from "@joulebook/recommender";

export { EvaluationSummary } from "@joulebook/recommender";

export { EvaluationTargets } from "@joulebook/recommender";

export { Evaluator } from "@joulebook/design";

export { EvaluatorData } from "@joulebook/design";

export { EvaluatorKind } from "@joulebook/design";

export { EvaluatorSettings } from "@joulebook/design";

export { EventProcess } from "@joulebook/cascade";

export { Evidence } from "@joulebook/core";

export { ExitAccount } from "@joulebook/hardware";

export { ExitBaselines } from "@joulebook/core";

export { ExitColumns } from "@joulebook/exits";

export { ExitCostList } from "@joulebook/core";

export { ExitCostOptions } from "@joulebook/design";

export { ExitCosts } from "@joulebook/exits";

export { ExitCounts } from "@joulebook/exits";

export { ExitData } from "@joulebook/exits";

export { ExitEnergyDelay } from "@joulebook/hardware";

export { ExitGoal } from "@joulebook/exits";

export { ExitMount } from "@joulebook/network";

export { ExitOutcome } from "@joulebook/core";

export { ExitPolicy } from "@joulebook/exits";

export { ExitReliability } from "@joulebook/core";

export { ExitReliabilityOptions } from "@joulebook/exits";

export { ExitRule } from "@joulebook/exits";

export { ExitScoreOptions } from "@joulebook/exits";

export { ExitScores } from "@joulebook/exits";

export { ExitTable } from "@joulebook/design";

export { ExitWidth } from "@joulebook/exits";

export { ExitsEvaluateDocument } from "@joulebook/core";

export { ExitsOnCores } from "@joulebook/hardware";

export { ExitsTuneDocument } from "@joulebook/core";

export { ExponentialCurve } from "@joulebook/core";

export { ExportDocument } from "@joulebook/core";

export { ExportOptions } from "@joulebook/measurements";

export { ExportedFile } from "@joulebook/measurements";

export { Facet } from "@joulebook/measurements";

export { FacetChange } from "@joulebook/recommender";

export { FacetedRatio } from "@joulebook/recommender";

export { Facets } from "@joulebook/recommender";

export { FactorChange } from "@joulebook/recommender";

export { FactsBlock } from "@joulebook/report";

export { FeasibleAnswer } from "@joulebook/recommender";

export { Features } from "@joulebook/hardware";

export { Figure } from "@joulebook/core";

export { FigureBlock } from "@joulebook/report";

export { FigurePoint } from "@joulebook/figures";

export { FiguresAtPoint } from "@joulebook/core";

export { FitAnswer } from "@joulebook/hardware";

export { FitOptions } from "@joulebook/core";

export { FitResiduals } from "@joulebook/core";

export { FitRow } from "@joulebook/hardware";

export { FittedStaticPower } from "@joulebook/core";

export { Fitter } from "@joulebook/hardware";

export { FixedExit } from "@joulebook/core";

export { FlowingExit } from "@joulebook/figures";

export { FollowedSchedule } from "@joulebook/exits";

export { Footprint } from "@joulebook/network";

export { ForestOptions } from "@joulebook/search";

export { FormatOptions } from "@joulebook/core";

export { FormattedColumn } from "@joulebook/core";

export { FoundAllocation } from "@joulebook/hardware";

export { FoundBrowser } from "@joulebook/report";

export { FoundMapping } from "@joulebook/hardware";

export { Fraction } from "@joulebook/core";

export { FrontMember } from "@joulebook/design";

export { FrontOptions } from "@joulebook/exits";

export { FrontPoint } from "@joulebook/recommender";

export { FrontSpacing } from "@joulebook/recommender";

export { FrontStep } from "@joulebook/core";

export { GanttBar } from "@joulebook/figures";

export { GanttFigureOptions } from "@joulebook/figures";

export { GapPoint } from "@joulebook/figures";

export { GapSeries } from "@joulebook/figures";

export { GapSummary } from "@joulebook/recommender";

export { Gene } from "@joulebook/search";

export { Genes } from "@joulebook/search";

export { HardCap } from "@joulebook/recommender";

export { HeadForm } from "@joulebook/design";

export { HeadLayers } from "@joulebook/network";

export { HeldOut } from "@joulebook/hardware";

export { Hertz } from "@joulebook/core";

export { Hierarchy } from "@joulebook/hardware";

export { IdleShareOptions } from "@joulebook/figures";

export { ImportanceSeries } from "@joulebook/figures";

export { ImpossibleValue } from "@joulebook/measurements";

export { InSample } from "@joulebook/recommender";

export { InfeasibleAnswer } from "@joulebook/recommender";

export { Inference } from "@joulebook/core";

export { InferenceAtPoint } from "@joulebook/hardware";

export { IngestDocument } from "@joulebook/core";

export { IngestMapDocument } from "@joulebook/core";

export { IngestOptions } from "@joulebook/measurements";

export { IngestedColumn } from "@joulebook/core";

export { IngestedFile } from "@joulebook/measurements";

export { IngestedTable } from "@joulebook/core";

export { InputError } from "@joulebook/core";

export { InputFile } from "@joulebook/core";

export { IntegerParameter } from "@joulebook/search";

export { Interval } from "@joulebook/core";

export { JoinOptions } from "@joulebook/measurements";

export { JoinedPair } from "@joulebook/measurements";

export { JoulebookDocument } from "@joulebook/core";

export { Joules } from "@joulebook/core";

export { Json } from "@joulebook/core";

export { KernelInstallDocument } from "@joulebook/core";

export { KeyNumbersBlock } from "@joulebook/report";

export { KeywordFamily } from "@joulebook/network";

export { KeywordSize } from "@joulebook/network";

export { KindCost } from "@joulebook/hardware";

export { KindGaps } from "@joulebook/recommender";

export { KnownBoards } from "@joulebook/measurements";

export { LaneCount } from "@joulebook/hardware";

export { LargestMedium } from "@joulebook/cascade";

export { LatencyEnergyAccuracyOptions } from "@joulebook/figures";

export { LatencyQuantiles } from "@joulebook/cascade";

export { LatencyStatistic } from "@joulebook/recommender";

export { LatencySummary } from "@joulebook/core";

export { Layer } from "@joulebook/core";

export { LayerCost } from "@joulebook/hardware";

export { LayerExtent } from "@joulebook/network";

export { LayerKind } from "@joulebook/core";

export { LayerOptions } from "@joulebook/network";

export { LayerRule } from "@joulebook/network";

export { LayerStages } from "@joulebook/hardware";

export { Learner } from "@joulebook/search";

export { LengthLaw } from "@joulebook/cascade";

export { LinkGraph } from "@joulebook/hardware";

export { LinkResource } from "@joulebook/hardware";

export { LoadOptions } from "@joulebook/measurements";

export { LoadedMeasurements } from "@joulebook/measurements";

export { LogStretch } from "@joulebook/measurements";

export { LoopNest } from "@joulebook/hardware";

export { Loops } from "@joulebook/core";

export { Macs } from "@joulebook/core";

export { MadeFrom } from "@joulebook/report";

export { ManyCoreConvention } from "@joulebook/hardware";

export { ManyCoreCost } from "@joulebook/hardware";

export { ManyCoreLayer } from "@joulebook/hardware";

export { ManyCoreOptions } from "@joulebook/hardware";

export { ManyCoreProblem } from "@joulebook/hardware";

export { MappedColumn } from "@joulebook/measurements";

export { MappingCost } from "@joulebook/hardware";

export { MappingEntry } from "@joulebook/hardware";

export { MappingFile } from "@joulebook/hardware";

export { MarginKept } from "@joulebook/recommender";

export { MarginScore } from "@joulebook/recommender";

export { MarginSummary } from "@joulebook/recommender";

export { MarginalEnergyOptions } from "@joulebook/figures";

export { Markdown } from "@joulebook/report";

export { MatrixShape } from "@joulebook/network";

export { MeasuredAtPoint } from "@joulebook/hardware";

export { MeasuredBoard } from "@joulebook/measurements";

export { MeasuredCandidates } from "@joulebook/measurements";

export { MeasuredCost } from "@joulebook/hardware";

export { MeasuredDevice } from "@joulebook/core";

export { MeasuredDeviceOptions } from "@joulebook/hardware";

export { MeasuredRatio } from "@joulebook/core";

export { MeasuredRow } from "@joulebook/hardware";

export { MeasuredTable } from "@joulebook/measurements";

export { Measurement } from "@joulebook/core";

export { MeasurementGroup } from "@joulebook/measurements";

export { MeasurementRow } from "@joulebook/measurements";

export { MeasurementTable } from "@joulebook/measurements";

export { MemoryBuffer } from "@joulebook/network";

export { MemoryDocument } from "@joulebook/core";

export { MemoryFit } from "@joulebook/network";

export { MemoryFits } from "@joulebook/network";

export { MemoryLink } from "@joulebook/core";

export { MemoryNeed } from "@joulebook/core";

export { MemoryOptions } from "@joulebook/network";

export { MemoryOverTime } from "@joulebook/figures";

export { MemoryPoints } from "@joulebook/recommender";

export { MemoryStep } from "@joulebook/network";

export { MemoryTimeline } from "@joulebook/figures";

export { MemoryTimelineOptions } from "@joulebook/figures";

export { MemoryTimelineStep } from "@joulebook/core";

export { MemoryTraffic } from "@joulebook/hardware";

export { MemoryUse } from "@joulebook/network";

export { MerkelCnnOptions } from "@joulebook/network";

export { MerkelCounts } from "@joulebook/core";

export { MerkelNetwork } from "@joulebook/core";

export { MerkelRule } from "@joulebook/exits";

export { Mix } from "@joulebook/recommender";

export { MixPart } from "@joulebook/recommender";

export { MixPoint } from "@joulebook/figures";

export { MixedPoints } from "@joulebook/core";

export { MlperfRow } from "@joulebook/measurements";

export { MobileBackbone } from "@joulebook/design";

export { MobileBlock } from "@joulebook/design";

export { MobileExitOptions } from "@joulebook/design";

export { MobilenetV1Options } from "@joulebook/network";

export { MobilenetV2Options } from "@joulebook/network";

export { MobilenetV3Options } from "@joulebook/network";

export { ModelCard } from "@joulebook/measurements";

export { ModelEntry } from "@joulebook/core";

export { ModelFeatures } from "@joulebook/measurements";

export { ModelJoin } from "@joulebook/measurements";

export { ModelSizeOptions } from "@joulebook/figures";

export { ModelsDocument } from "@joulebook/core";

export { ModelsInCommon } from "@joulebook/figures";

export { MostAccurate } from "@joulebook/recommender";

export { MountedExit } from "@joulebook/design";

export { Move } from "@joulebook/hardware";

export interface NamedScenario {
    readonly scenario: Scenario;
    readonly text: string;
    readonly traces: ReadonlyMap<string, Trace>;
    readonly inputs: readonly InputFile[];
}

export { Need } from "@joulebook/recommender";

export { Network } from "@joulebook/core";

export { NetworkAtVoltages } from "@joulebook/core";

export { NetworkBuilder } from "@joulebook/network";

export { NetworkCost } from "@joulebook/hardware";

export { NetworkFeatures } from "@joulebook/hardware";

export { NetworkValue } from "@joulebook/network";

export { NewBoard } from "@joulebook/measurements";

export { NewestRows } from "@joulebook/measurements";

export { NextBetter } from "@joulebook/recommender";

export { NoBrowserError } from "@joulebook/report";

export { NodeCost } from "@joulebook/hardware";

export { NodeCostOptions } from "@joulebook/hardware";

export { NodeCosts } from "@joulebook/hardware";

export { NotebookCheckDocument } from "@joulebook/core";

export { NotebookParameterEntry } from "@joulebook/core";

export { NotebookParamsDocument } from "@joulebook/core";

export { NotebookRunDocument } from "@joulebook/core";

export { NotebookRunEntry } from "@joulebook/core";

export { NothingBinds } from "@joulebook/recommender";

export { Notice } from "@joulebook/measurements";

export { Nsga2 } from "@joulebook/search";

export { Nsga2Options } from "@joulebook/search";

export { Objective } from "@joulebook/core";

export { OneClassDetector } from "@joulebook/cascade";

export { OneShotOptions } from "@joulebook/design";

export { OneShotPrecision } from "@joulebook/design";

export { OpTableDevice } from "@joulebook/core";

export { OpTableEntry } from "@joulebook/core";

export { OperandBits } from "@joulebook/hardware";

export { OperatingChoice } from "@joulebook/cascade";

export { OperatingPoint } from "@joulebook/core";

export { OperatorCounts } from "@joulebook/hardware";

export { OptimalAccuracy } from "@joulebook/core";

export { OptionSetting } from "@joulebook/cascade";

export { Oracle } from "@joulebook/recommender";

export { OtherRuntime } from "@joulebook/measurements";

export { Outcome } from "@joulebook/search";

export { Outlier } from "@joulebook/measurements";

export { OutputFile } from "@joulebook/core";

export { Pace } from "@joulebook/hardware";

export { PaceChoice } from "@joulebook/hardware";

export { PaceOptions } from "@joulebook/hardware";

export { Padding } from "@joulebook/network";

export { PageBreak } from "@joulebook/report";

export { PairEvaluator } from "@joulebook/cascade";

export { PairScore } from "@joulebook/recommender";

export { ParallelAxis } from "@joulebook/figures";

export { Parameter } from "@joulebook/search";

export { ParameterInterval } from "@joulebook/core";

export { ParameterSchema } from "@joulebook/core";

export { ParameterValue } from "@joulebook/search";

export { PartCost } from "@joulebook/design";

export { Phase } from "@joulebook/core";

export { PhysicalFit } from "@joulebook/hardware";

export { PictureSize } from "@joulebook/report";

export { PlanScore } from "@joulebook/recommender";

export { PlannedBuffer } from "@joulebook/core";

export { PlannedDesign } from "@joulebook/design";

export { PlannedPair } from "@joulebook/recommender";

export { PlannedStudy } from "@joulebook/design";

export { PointConditions } from "@joulebook/core";

export { PointSeries } from "@joulebook/figures";

export { PointSpeed } from "@joulebook/core";

export { PointedFigure } from "@joulebook/core";

export { PolicyResult } from "@joulebook/exits";

export { PoolingCount } from "@joulebook/hardware";

export { PoolingOptions } from "@joulebook/network";

export { PowerAlignment } from "@joulebook/core";

export { PowerChannel } from "@joulebook/core";

export { PowerDocument } from "@joulebook/core";

export { PowerFinding } from "@joulebook/core";

export { PowerIdle } from "@joulebook/core";

export { PowerLaw } from "@joulebook/hardware";

export { PowerLog } from "@joulebook/measurements";

export { PowerLogFormat } from "@joulebook/measurements";

export { PowerLogOptions } from "@joulebook/measurements";

export { PowerMode } from "@joulebook/core";

export { PowerRateOptions } from "@joulebook/figures";

export { PowerRepeats } from "@joulebook/core";

export { PowerRun } from "@joulebook/core";

export { PowerUncertainty } from "@joulebook/core";

export { PowerWindow } from "@joulebook/core";

export { PredictedChoices } from "@joulebook/recommender";

export { PredictedColumn } from "@joulebook/recommender";

export { PredictedExitsOptions } from "@joulebook/design";

export { Prediction } from "@joulebook/search";

export { PredictionOptions } from "@joulebook/measurements";

export { Predictor } from "@joulebook/hardware";

export { PredictorScore } from "@joulebook/design";

export { PrintedDocument } from "@joulebook/report";

export { PrintedUnit } from "@joulebook/core";

export { Probe } from "@joulebook/recommender";

export { ProbesDocument } from "@joulebook/core";

export { Problem } from "@joulebook/core";

export { ProcessFit } from "@joulebook/hardware";

export { Pulse } from "@joulebook/core";

export { QualityDocument } from "@joulebook/core";

export { QualityOptions } from "@joulebook/measurements";

export { QualityReport } from "@joulebook/measurements";

export { Quantity } from "@joulebook/design";

export { QuantityOptions } from "@joulebook/core";

export { Query } from "@joulebook/measurements";

export { QueryAnswer } from "@joulebook/measurements";

export { QueryColumn } from "@joulebook/core";

export { QueryDocument } from "@joulebook/core";

export { QueryOptions } from "@joulebook/measurements";

export { QueryValue } from "@joulebook/measurements";

export { Random } from "@joulebook/core";

export { RandomKey } from "@joulebook/core";

export { RangedPoint } from "@joulebook/figures";

export { RangedSeries } from "@joulebook/figures";

export { RangedSeriesOptions } from "@joulebook/figures";

export { Ranked } from "@joulebook/recommender";

export { RateOption } from "@joulebook/cascade";

export { RationalCurve } from "@joulebook/core";

export { RationalFitOptions } from "@joulebook/core";

export { ReadAccelerator } from "@joulebook/hardware";

export { ReadDatasetOptions } from "@joulebook/measurements";

export { ReadMeasurements } from "@joulebook/measurements";

export { ReadNetworkOptions } from "@joulebook/network";

export { ReadOptions } from "@joulebook/measurements";

export { ReadScenarioOptions } from "@joulebook/cascade";

export { ReadStoreOptions } from "@joulebook/measurements";

export { ReadTraceOptions } from "@joulebook/exits";

export { RealParameter } from "@joulebook/search";

export { Reason } from "@joulebook/recommender";

export { RecommendDocument } from "@joulebook/core";

export { RecommendEvaluateDocument } from "@joulebook/core";

export { RecommendReason } from "@joulebook/core";

export { Recommendation } from "@joulebook/recommender";

export { RecommendationRequest } from "@joulebook/recommender";

export { RecommendedDevice } from "@joulebook/core";

export { RecommendedMix } from "@joulebook/core";

export { RecommendedModel } from "@joulebook/core";

export { RecordedRun } from "@joulebook/design";

export { RecurrentOptions } from "@joulebook/network";

export { RecurrentShape } from "@joulebook/network";

export { Reference } from "@joulebook/report";

export { ReferencesBlock } from "@joulebook/report";

export { Relax } from "@joulebook/recommender";

export { Relaxation } from "@joulebook/recommender";

export { Reliability } from "@joulebook/exits";

export { ReliabilityBin } from "@joulebook/exits";

export { ReliabilityBins } from "@joulebook/core";

export { ReliabilityFigureOptions } from "@joulebook/figures";

export { ReliabilitySeries } from "@joulebook/figures";

export { Renderer } from "@joulebook/report";

export { RendererOptions } from "@joulebook/report";

export { RepeatedRun } from "@joulebook/measurements";

export { ReplayedExit } from "@joulebook/design";

export { ReportContent } from "@joulebook/report";

export { ReportDocument } from "@joulebook/core";

export { ReportFormat } from "@joulebook/report";

export { ReportInput } from "@joulebook/report";

export { ReportedQuantity } from "@joulebook/design";

export { ReportedValue } from "@joulebook/core";

export { ReproduceDocument } from "@joulebook/core";

export { ReproducedFigure } from "@joulebook/core";

export { ReproducedPaperEntry } from "@joulebook/core";

export { Required } from "@joulebook/cascade";

export { RequirementCost } from "@joulebook/cascade";

export { ResetRule } from "@joulebook/cascade";

export { ResnetOptions } from "@joulebook/network";

export { ResolveFile } from "@joulebook/hardware";

export { RooflineCost } from "@joulebook/hardware";

export { RooflineDevice } from "@joulebook/core";

export { RooflineLayer } from "@joulebook/hardware";

export { RooflineOptions } from "@joulebook/hardware";

export { Round } from "@joulebook/recommender";

export { RoundKey } from "@joulebook/recommender";

export { RoundName } from "@joulebook/core";

export { RoundPair } from "@joulebook/recommender";

export { RoundPairEvaluation } from "@joulebook/core";

export { Route } from "@joulebook/hardware";

export { RunningNetwork } from "@joulebook/core";

export { SavingsSplit } from "@joulebook/cascade";

export { Scale } from "@joulebook/core";

export { ScaleFactor } from "@joulebook/recommender";

export { Schedule } from "@joulebook/hardware";

export { ScheduleView } from "@joulebook/figures";

export { ScheduledMoment } from "@joulebook/exits";

export { ScheduledNode } from "@joulebook/hardware";

export { ScheduledOption } from "@joulebook/exits";

export { ScheduledStage } from "@joulebook/hardware";

export { Scheduler } from "@joulebook/hardware";

export { ScoreModel } from "@joulebook/cascade";

export { ScoreOptions } from "@joulebook/recommender";

export { ScoredChoice } from "@joulebook/recommender";

export { Scores } from "@joulebook/search";

export { SearchAlgorithm } from "@joulebook/search";

export { SearchConstraint } from "@joulebook/core";

export { SearchDocument } from "@joulebook/core";

export { SearchFrontOptions } from "@joulebook/figures";

export { SearchObjective } from "@joulebook/core";

export { SearchOptions } from "@joulebook/hardware";

export { SearchPredictor } from "@joulebook/search";

export { SearchProgress } from "@joulebook/core";

export { SearchStudy } from "@joulebook/design";

export interface SearchStudyOptions {
    readonly device?: string;
    readonly evaluations?: number;
    readonly seed?: number;
    readonly algorithm?: SearchStudy["algorithm"];
}

export { SearchedDesign } from "@joulebook/core";

export { SearchedPoint } from "@joulebook/figures";

export interface SearchedStudy {
    readonly plan: PlannedStudy;
    readonly run: StudyRun;
    readonly result: StudyResult;
}

export { Seconds } from "@joulebook/core";

export { Section } from "@joulebook/report";

export { SelectionRule } from "@joulebook/search";

export { SeriesAxis } from "@joulebook/figures";

export { SeriesFigureOptions } from "@joulebook/figures";

export { SeriesPoint } from "@joulebook/figures";

export { SeriesStyle } from "@joulebook/figures";

export { SeveralPoints } from "@joulebook/recommender";

export { ShadowPrice } from "@joulebook/recommender";

export { SharedOptions } from "@joulebook/hardware";

export { SharedScheduler } from "@joulebook/hardware";

export { SharingOptions } from "@joulebook/network";

export { Shortfall } from "@joulebook/recommender";

export { ShownAxis } from "@joulebook/figures";

export { SimulatedCascade } from "@joulebook/cascade";

export { SizeTrend } from "@joulebook/figures";

export { SizedModel } from "@joulebook/figures";

export { SizedModels } from "@joulebook/figures";

export { SlidingWindow } from "@joulebook/network";

export { SlidingWindowOptions } from "@joulebook/network";

export { SmallNetworkWorth } from "@joulebook/cascade";

export { SoftwareCoverage } from "@joulebook/measurements";

export { SoftwareOrderBasis } from "@joulebook/measurements";

export { SoftwareSelection } from "@joulebook/measurements";

export { SoftwareVersion } from "@joulebook/measurements";

export { SolutionPower } from "@joulebook/core";

export { SolutionPowerOptions } from "@joulebook/core";

export { Source } from "@joulebook/core";

export { Sourced } from "@joulebook/core";

export { SourcedNumber } from "@joulebook/core";

export { Space } from "@joulebook/search";

export { SpeedNeed } from "@joulebook/core";

export { StabilityPoint } from "@joulebook/figures";

export { StabilitySeries } from "@joulebook/figures";

export { StageCost } from "@joulebook/hardware";

export { StageOutcome } from "@joulebook/cascade";

export { StageParts } from "@joulebook/design";

export { StageSetting } from "@joulebook/cascade";

export { StagesOnCores } from "@joulebook/design";

export { StatedBits } from "@joulebook/core";

export { StaticBaseline } from "@joulebook/hardware";

export { StaticPoint } from "@joulebook/exits";

export { StaticPowerFit } from "@joulebook/core";

export { StaticPowerResiduals } from "@joulebook/core";

export { StoreFile } from "@joulebook/measurements";

export { StoredColumn } from "@joulebook/measurements";

export { StoredDataset } from "@joulebook/measurements";

export { StoredMeasurements } from "@joulebook/measurements";

export { StoredTable } from "@joulebook/measurements";

export { StrategyCrossovers } from "@joulebook/cascade";

export { StrategyPowers } from "@joulebook/cascade";

export { Study } from "@joulebook/core";

export { StudyProgress } from "@joulebook/design";

export { StudyRecord } from "@joulebook/design";

export { StudyResult } from "@joulebook/design";

export { StudyRun } from "@joulebook/design";

export { SubsetParameter } from "@joulebook/search";

export { SuggestedMapping } from "@joulebook/measurements";

export { SuggestedTableMapping } from "@joulebook/measurements";

export { SurrogateIteration } from "@joulebook/search";

export { SurrogateOptions } from "@joulebook/search";

export { SurrogateRecord } from "@joulebook/core";

export { SurrogateSearch } from "@joulebook/search";

export { SustainedEfficiency } from "@joulebook/core";

export { SweepEvaluation } from "@joulebook/core";

export { SweepPlan } from "@joulebook/recommender";

export { SweepPoint } from "@joulebook/recommender";

export { SweptThreshold } from "@joulebook/cascade";

export { SwitchingMode } from "@joulebook/cascade";

export { SystolicArray } from "@joulebook/hardware";

export { SystolicCost } from "@joulebook/hardware";

export { SystolicCycles } from "@joulebook/hardware";

export { SystolicLayer } from "@joulebook/hardware";

export { SystolicProduct } from "@joulebook/hardware";

export { Table } from "@joulebook/core";

export { TableBlock } from "@joulebook/report";

export { TableColumn } from "@joulebook/core";

export { TableKind } from "@joulebook/measurements";

export { TableMapping } from "@joulebook/measurements";

export { TableRecords } from "@joulebook/measurements";

export { Tensor } from "@joulebook/core";

export { TextBlock } from "@joulebook/report";

export { ThresholdPoint } from "@joulebook/exits";

export { ThresholdResult } from "@joulebook/exits";

export { Throughput } from "@joulebook/hardware";

export { TileAxis } from "@joulebook/hardware";

export { TileExtent } from "@joulebook/hardware";

export { TileGrid } from "@joulebook/hardware";

export { TileStacks } from "@joulebook/hardware";

export { TinyBenchmark } from "@joulebook/network";

export { TooSlow } from "@joulebook/recommender";

export { Trace } from "@joulebook/core";

export { TraceHeader } from "@joulebook/core";

export { TraceLayout } from "@joulebook/core";

export { TraceSplit } from "@joulebook/core";

export { TrainDocument } from "@joulebook/core";

export { TrainedDesign } from "@joulebook/design";

export { TrainedExperiment } from "@joulebook/core";

export { TrainedMerkelNetwork } from "@joulebook/design";

export { TransferDocument } from "@joulebook/core";

export { TransferOptions } from "@joulebook/measurements";

export { TransferPrediction } from "@joulebook/core";

export { TransferProbe } from "@joulebook/core";

export { TransferResult } from "@joulebook/measurements";

export { TransferRuntime } from "@joulebook/core";

export { TransferScore } from "@joulebook/measurements";

export { Transferred } from "@joulebook/measurements";

export { TransferredQuantity } from "@joulebook/measurements";

export { TuneOptions } from "@joulebook/exits";

export { TunedThresholds } from "@joulebook/exits";

export { TunedWidth } from "@joulebook/exits";

export { UnknownExcluded } from "@joulebook/recommender";

export { UnknownQuantity } from "@joulebook/recommender";

export { UnrollingSearch } from "@joulebook/hardware";

export { UsedColumn } from "@joulebook/measurements";

export { UtilityRanking } from "@joulebook/recommender";

export { UtilityWeights } from "@joulebook/recommender";

export { ValidConvolution } from "@joulebook/core";

export { VariationOptions } from "@joulebook/search";

export { Verdict } from "@joulebook/core";

export { Volts } from "@joulebook/core";

export { Watts } from "@joulebook/core";

export { WeightOptions } from "@joulebook/network";

export { WeightedOptimum } from "@joulebook/figures";

export { WholeInference } from "@joulebook/hardware";

export { WindowedOptions } from "@joulebook/network";

export { WorkBits } from "@joulebook/hardware";

export { WorkNode } from "@joulebook/hardware";

export { WorkTensor } from "@joulebook/hardware";

export { Workload } from "@joulebook/hardware";

export { WorkloadOptions } from "@joulebook/hardware";

export { WorthMeasuring } from "@joulebook/recommender";

export { WriteReportOptions } from "@joulebook/report";

export { WrittenReport } from "@joulebook/report";

export { ZooEntry } from "@joulebook/network";

export { ZooOptions } from "@joulebook/network";

export { acceleratorCost } from "@joulebook/hardware";

export { accuracyLowerBound } from "@joulebook/exits";

export { adaptivePenalty } from "@joulebook/search";

export { allowedCores } from "@joulebook/hardware";

export { alphaPresets } from "@joulebook/core";

export { arenaMapFigure } from "@joulebook/figures";

export { assumedVariants } from "@joulebook/cascade";

export { atLeast } from "@joulebook/design";

export { atPoint } from "@joulebook/hardware";

export { averagePower } from "@joulebook/core";

export { backboneAlone } from "@joulebook/hardware";

export { barFigure } from "@joulebook/figures";

export { basePoint } from "@joulebook/hardware";

export { batteryLifeFigure } from "@joulebook/figures";

export { batteryLifetime } from "@joulebook/core";

export { batteryPower } from "@joulebook/core";

export { bestOrder } from "@joulebook/network";

export { bestPairWithinMemory } from "@joulebook/recommender";

export { bestSingleExit } from "@joulebook/exits";

export { binaryDecisionEnergy } from "@joulebook/core";

export { binormalScores } from "@joulebook/cascade";

export { boardMargin } from "@joulebook/recommender";

export { bootstrapInterval } from "@joulebook/core";

export { bootstrapMean } from "@joulebook/core";

export { browserVariables } from "@joulebook/report";

export { budgetAxis } from "@joulebook/core";

export { budgetGapFigure } from "@joulebook/figures";

export { budgetText } from "@joulebook/core";

export { builtInDevice } from "@joulebook/hardware";

export { builtInDeviceIds } from "@joulebook/hardware";

export { busyShare } from "@joulebook/core";

export { calibrate } from "@joulebook/cascade";

export { candidateTable } from "@joulebook/measurements";

export { canonicalModelName } from "@joulebook/measurements";

export { cardProblems } from "@joulebook/core";

export { cascadeColumns } from "@joulebook/cascade";

export { cascadeEvaluator } from "@joulebook/design";

export { cascadeOf } from "@joulebook/cascade";

export { characterisedTable } from "@joulebook/hardware";

export { chargeImportance } from "@joulebook/exits";

export { checkDevice } from "@joulebook/hardware";

export { checkExitCosts } from "@joulebook/exits";

export { checkParameters } from "@joulebook/search";

export { checkThresholds } from "@joulebook/exits";

export { choiceStabilityFigure } from "@joulebook/figures";

export { cholesky } from "@joulebook/core";

export { closedForm } from "@joulebook/cascade";

export { cmsisCifar10 } from "@joulebook/network";

export { columnScale } from "@joulebook/core";

export { committedRun } from "@joulebook/training";

export { committedRunNames } from "@joulebook/training";

export { compareRates } from "@joulebook/cascade";

export { compareVersions } from "@joulebook/measurements";

export { comparisonProblems } from "@joulebook/core";

export { concaveHull } from "@joulebook/core";

export { concaveHull2 } from "@joulebook/core";

export { confirmationProblem } from "@joulebook/cascade";

export { confirmationRate } from "@joulebook/cascade";

export { constrainedSort } from "@joulebook/search";

export { convolutionKind } from "@joulebook/network";

export { convolutionLoops } from "@joulebook/network";

export { convolutionMacs } from "@joulebook/core";

export { costAccuracyFigure } from "@joulebook/figures";

export { costView } from "@joulebook/figures";

export { countExits } from "@joulebook/exits";

export { crossValidate } from "@joulebook/search";

export { crossoverRate } from "@joulebook/core";

export { crowdingDistance } from "@joulebook/search";

export { curveCost } from "@joulebook/core";

export { curveSlope } from "@joulebook/core";

export { dataflows } from "@joulebook/hardware";

export { dataset } from "@joulebook/measurements";

export { datasetText } from "@joulebook/measurements";

export { datasets } from "@joulebook/measurements";

export { defaultStore } from "@joulebook/measurements";

export { denseMacs } from "@joulebook/core";

export { designCost } from "@joulebook/core";

export { designLearners } from "@joulebook/design";

export { designPredictor } from "@joulebook/design";

export { designSpace } from "@joulebook/search";

export { deviceConditions } from "@joulebook/design";

export { deviceIdlePower } from "@joulebook/measurements";

export { devicePoints } from "@joulebook/measurements";

export { differingConditions } from "@joulebook/core";

export { discreteOptimum } from "@joulebook/core";

export { distinctTexts } from "@joulebook/measurements";

export { documentHtml } from "@joulebook/report";

export { dsCnn } from "@joulebook/network";

export { dutyCrossovers } from "@joulebook/cascade";

export { dutyCyclePower } from "@joulebook/core";

export { earlyExitNetwork } from "@joulebook/network";

export { efficientnetLite } from "@joulebook/network";

export { eightBit } from "@joulebook/hardware";

export { elbow } from "@joulebook/core";

export { energyAboveIdle } from "@joulebook/measurements";

export { energyAccuracyFigure } from "@joulebook/figures";

export { energyByBoardFigure } from "@joulebook/figures";

export { energyChange } from "@joulebook/recommender";

export { energyPerInference } from "@joulebook/measurements";

export { equalPowerRate } from "@joulebook/cascade";

export { equivalentAlpha } from "@joulebook/core";

export { equivalentPenalty } from "@joulebook/core";

export { errorPrice } from "@joulebook/core";

export { errorTerm } from "@joulebook/core";

export { errorsOnOtherBoards } from "@joulebook/recommender";

export { estimate } from "@joulebook/hardware";

export { evaluate } from "@joulebook/recommender";

export { evaluatePolicy } from "@joulebook/exits";

export { evaluateThresholds } from "@joulebook/exits";

export { evaluationTargets } from "@joulebook/recommender";

export { evaluatorKinds } from "@joulebook/design";

export { evaluatorOfColumns } from "@joulebook/exits";

export { exhaustiveSearch } from "@joulebook/search";

export { exitAccount } from "@joulebook/hardware";

export { exitCodes } from "@joulebook/core";

export { exitColumns } from "@joulebook/exits";

export { exitCosts } from "@joulebook/design";

export { exitEnergyDelay } from "@joulebook/hardware";

export { exitFlowFigure } from "@joulebook/figures";

export { exitMounts } from "@joulebook/network";

export { exitReliability } from "@joulebook/exits";

export { exitRules } from "@joulebook/exits";

export { exitScores } from "@joulebook/exits";

export { exitShares } from "@joulebook/hardware";

export { exitTables } from "@joulebook/design";

export { exitsOnCores } from "@joulebook/hardware";

export { explainPair } from "@joulebook/recommender";

export { exponentialFit } from "@joulebook/core";

export { exportStore } from "@joulebook/measurements";

export { facet } from "@joulebook/measurements";

export { facetChanges } from "@joulebook/recommender";

export { farOffPairs } from "@joulebook/recommender";

export { feasibleFront } from "@joulebook/search";

export { featuresOf } from "@joulebook/measurements";

export { findBrowser } from "@joulebook/report";

export { findZooNetwork } from "@joulebook/network";

export { fitForms } from "@joulebook/hardware";

export { fitPredictor } from "@joulebook/hardware";

export { fitTemperatures } from "@joulebook/exits";

export { followImportance } from "@joulebook/exits";

export { footprint } from "@joulebook/network";

export { forest } from "@joulebook/search";

export { formatBytes } from "@joulebook/core";

export { formatColumn } from "@joulebook/core";

export { formatCount } from "@joulebook/core";

export { formatDuration } from "@joulebook/core";

export { formatEnergy } from "@joulebook/core";

export { formatFrequency } from "@joulebook/core";

export { formatNumber } from "@joulebook/core";

export { formatPercent } from "@joulebook/core";

export { formatPower } from "@joulebook/core";

export { formatQuantity } from "@joulebook/core";

export { formatRate } from "@joulebook/core";

export { formatVoltage } from "@joulebook/core";

export { forwardSolve } from "@joulebook/core";

export { framePrecision } from "@joulebook/cascade";

export { framesToConfirm } from "@joulebook/cascade";

export { frequencyLimit } from "@joulebook/hardware";

export { frontOfColumns } from "@joulebook/exits";

export { frontOfWidths } from "@joulebook/exits";

export { frontSpacing } from "@joulebook/recommender";

export { ganttFigure } from "@joulebook/figures";

export { gapSummary } from "@joulebook/recommender";

export { gd } from "@joulebook/search";

export { groupBy } from "@joulebook/measurements";

export { groupMeasurements } from "@joulebook/measurements";

export { hierarchy } from "@joulebook/hardware";

export { hitOfEase } from "@joulebook/cascade";

export { howToGetBrowser } from "@joulebook/report";

export { hypervolume } from "@joulebook/core";

export { idleShareFigure } from "@joulebook/figures";

export { igd } from "@joulebook/search";

export { igdPlus } from "@joulebook/search";

export { importanceFigure } from "@joulebook/figures";

export { inMode } from "@joulebook/hardware";

export { inSample } from "@joulebook/recommender";

export { inferenceAssumptions } from "@joulebook/core";

export { inferenceEnergy } from "@joulebook/core";

export { ingestFiles } from "@joulebook/measurements";

export { interiorAlphas } from "@joulebook/core";

export { inverseOf } from "@joulebook/core";

export { isPowerLog } from "@joulebook/measurements";

export { isSystem } from "@joulebook/hardware";

export { isSystemOfCores } from "@joulebook/design";

export { joinByModel } from "@joulebook/measurements";

export { joinCandidates } from "@joulebook/recommender";

export { joinMarkdown } from "@joulebook/report";

export { joinTables } from "@joulebook/measurements";

export { jsonDocument } from "@joulebook/core";

export { kendallTau } from "@joulebook/core";

export { keyedPoint } from "@joulebook/core";

export { keywordEvaluator } from "@joulebook/design";

export { keywordFootprint } from "@joulebook/network";

export { keywordNetwork } from "@joulebook/network";

export { keywordSpotter } from "@joulebook/design";

export { knownBoards } from "@joulebook/measurements";

export { largestInferenceEnergy } from "@joulebook/core";

export { largestMedium } from "@joulebook/cascade";

export { latencyEnergyAccuracyFigure } from "@joulebook/figures";

export { latencyQuantiles } from "@joulebook/cascade";

export { layerFeatures } from "@joulebook/hardware";

export { layerRules } from "@joulebook/network";

export { layerStages } from "@joulebook/hardware";

export { leastStages } from "@joulebook/hardware";

export { leaveOneNetworkOut } from "@joulebook/hardware";

export { lifeOf } from "@joulebook/cascade";

export { lineEnvelope } from "@joulebook/exits";

export { linkGraph } from "@joulebook/hardware";

export { loadMeasurements } from "@joulebook/measurements";

export { loopNest } from "@joulebook/hardware";

export { loopsMacs } from "@joulebook/network";

export { lowestVoltage } from "@joulebook/core";

export { macEnergyScale } from "@joulebook/hardware";

export { macsPerProduct } from "@joulebook/hardware";

export { makeEvaluator } from "@joulebook/design";

export { manyCoreCost } from "@joulebook/hardware";

export { manyCoreProblem } from "@joulebook/hardware";

export { marginalCosts } from "@joulebook/core";

export { marginalEnergyFigure } from "@joulebook/figures";

export { matrixLoops } from "@joulebook/network";

export { md } from "@joulebook/report";

export { mean } from "@joulebook/core";

export { meanOnly } from "@joulebook/search";

export { measuredBoards } from "@joulebook/measurements";

export { measuredCost } from "@joulebook/hardware";

export { measuredDevice } from "@joulebook/hardware";

export { measurementColumns } from "@joulebook/measurements";

export { measurementRows } from "@joulebook/measurements";

export { measurementTable } from "@joulebook/measurements";

export { median } from "@joulebook/core";

export { mediumOnly } from "@joulebook/cascade";

export { meetsRequirement } from "@joulebook/cascade";

export { membersForGap } from "@joulebook/recommender";

export { memoryFits } from "@joulebook/network";

export { memoryOverTimeFigure } from "@joulebook/figures";

export { memoryTimelineFigure } from "@joulebook/figures";

export { memoryUse } from "@joulebook/network";

export { merkelCnn } from "@joulebook/network";

export { merkelCounts } from "@joulebook/core";

export { merkelMultiExitCounts } from "@joulebook/core";

export { merkelThresholds } from "@joulebook/exits";

export { mixShare } from "@joulebook/recommender";

export { mixed } from "@joulebook/recommender";

export { mixedPoints } from "@joulebook/core";

export { mixedTerm } from "@joulebook/core";

export { mlperfRows } from "@joulebook/measurements";

export { mobileExitNetwork } from "@joulebook/design";

export { mobilenetV1 } from "@joulebook/network";

export { mobilenetV2 } from "@joulebook/network";

export { mobilenetV3 } from "@joulebook/network";

export { modelCardDatasets } from "@joulebook/measurements";

export { modelSizeFigure } from "@joulebook/figures";

export { modelsInCommon } from "@joulebook/figures";

export { mostWithin } from "@joulebook/cascade";

export { namedPoint } from "@joulebook/hardware";

export declare function namedScenario(name: string): Promise<NamedScenario>;

export { nearestAchievable } from "@joulebook/core";

export { nearestNames } from "@joulebook/core";

export { negativeLogLikelihood } from "@joulebook/exits";

export { networkBuilder } from "@joulebook/network";

export { networkCost } from "@joulebook/hardware";

export { networkFeatures } from "@joulebook/hardware";

export { newestRows } from "@joulebook/measurements";

export { newestSoftware } from "@joulebook/measurements";

export { nodeCosts } from "@joulebook/hardware";

export { nonDominatedSort } from "@joulebook/search";

export { normalProbability } from "@joulebook/core";

export { normalQuantile } from "@joulebook/core";

export { nsga2 } from "@joulebook/search";

export { objectives } from "@joulebook/hardware";

export { okabeIto } from "@joulebook/figures";

export { oneShotEvaluator } from "@joulebook/design";

export { opTableCost } from "@joulebook/hardware";

export { openRenderer } from "@joulebook/report";

export { opsConvention } from "@joulebook/network";

export { optimalAccuracy } from "@joulebook/core";

export { optimalAccuracyAtPrice } from "@joulebook/core";

export { optimalDecisionAccuracy } from "@joulebook/core";

export { optimiseCascade } from "@joulebook/cascade";

export { oracle } from "@joulebook/recommender";

export { otherRuntime } from "@joulebook/measurements";

export { outputElements } from "@joulebook/hardware";

export { ownMode } from "@joulebook/hardware";

export { ownPoint } from "@joulebook/hardware";

export { paceInModes } from "@joulebook/hardware";

export { paceToDeadline } from "@joulebook/hardware";

export { pairEvaluator } from "@joulebook/cascade";

export { parallelCoordinatesFigure } from "@joulebook/figures";

export { parameterImportance } from "@joulebook/search";

export { paretoFront } from "@joulebook/core";

export { paretoFront2 } from "@joulebook/core";

export { parseBatteryCapacity } from "@joulebook/core";

export { parseBudget } from "@joulebook/core";

export { parseBytes } from "@joulebook/core";

export { parseDuration } from "@joulebook/core";

export { parseEnergy } from "@joulebook/core";

export { parseFraction } from "@joulebook/core";

export { parseMapping } from "@joulebook/measurements";

export { parsePower } from "@joulebook/core";

export { parseRate } from "@joulebook/core";

export { parseStudy } from "@joulebook/design";

export { parseVoltage } from "@joulebook/core";

export { partsByStage } from "@joulebook/design";

export { physicalFeatures } from "@joulebook/hardware";

export { physicalFit } from "@joulebook/hardware";

export { physicalFitter } from "@joulebook/hardware";

export { planArena } from "@joulebook/network";

export { planStudy } from "@joulebook/design";

export { plannedDesign } from "@joulebook/design";

export { plotlyBundle } from "@joulebook/report";

export { plotlyText } from "@joulebook/figures";

export { pointAtVoltage } from "@joulebook/hardware";

export { pointLabel } from "@joulebook/core";

export { pointNames } from "@joulebook/measurements";

export { pointNotices } from "@joulebook/core";

export { pointsText } from "@joulebook/core";

export { powerLaw } from "@joulebook/hardware";

export { powerLawFitter } from "@joulebook/hardware";

export { powerLogFormats } from "@joulebook/measurements";

export { powerRateFigure } from "@joulebook/figures";

export { predictedCandidates } from "@joulebook/measurements";

export { predictedChoices } from "@joulebook/recommender";

export { predictedExitsEvaluator } from "@joulebook/design";

export { printDocument } from "@joulebook/report";

export { probeModels } from "@joulebook/recommender";

export { problemText } from "@joulebook/core";

export { processFit } from "@joulebook/hardware";

export { processFitter } from "@joulebook/hardware";

export { pulsePower } from "@joulebook/core";

export { qualityReport } from "@joulebook/measurements";

export { quantile } from "@joulebook/core";

export { quantiles } from "@joulebook/core";

export { queryStore } from "@joulebook/measurements";

export { quoteInput } from "@joulebook/core";

export { random } from "@joulebook/core";

export { randomSearch } from "@joulebook/search";

export { rangedSeriesFigure } from "@joulebook/figures";

export { rationalFit } from "@joulebook/core";

export { readAccelerator } from "@joulebook/hardware";

export { readCharacterisation } from "@joulebook/hardware";

export { readDataset } from "@joulebook/measurements";

export { readDevice } from "@joulebook/hardware";

export { readMapping } from "@joulebook/hardware";

export { readMeasurements } from "@joulebook/measurements";

export { readMeasurementsFile } from "@joulebook/measurements";

export { readModelCards } from "@joulebook/measurements";

export { readNetwork } from "@joulebook/network";

export declare function readNetworkFile(path: string, options?: Omit<ReadOptions, "file">): Promise<Network>;

export { readPowerLog } from "@joulebook/measurements";

export { readScenario } from "@joulebook/cascade";

export { readStore } from "@joulebook/measurements";

export { readStoreTable } from "@joulebook/measurements";

export { readSystem } from "@joulebook/hardware";

export { readTableRecords } from "@joulebook/measurements";

export { readTrace } from "@joulebook/exits";

export { recommend } from "@joulebook/recommender";

export { recurrentLoops } from "@joulebook/network";

export { relativeTerm } from "@joulebook/core";

export { reliability } from "@joulebook/exits";

export { reliabilityFigure } from "@joulebook/figures";

export { rendererVersions } from "@joulebook/report";

export { repeatIndex } from "@joulebook/measurements";

export { repeatedInTest } from "@joulebook/exits";

export { replayExits } from "@joulebook/design";

export { replayedExits } from "@joulebook/design";

export { reportFormats } from "@joulebook/report";

export { requireExits } from "@joulebook/hardware";

export { requirementValue } from "@joulebook/cascade";

export { residentMemory } from "@joulebook/cascade";

export { resnet18 } from "@joulebook/network";

export { resnet50 } from "@joulebook/network";

export { resnet8 } from "@joulebook/network";

export { ridge } from "@joulebook/search";

export { rocOfScores } from "@joulebook/cascade";

export { rocScores } from "@joulebook/cascade";

export { rooflineCost } from "@joulebook/hardware";

export { roundPairs } from "@joulebook/recommender";

export { roundsOf } from "@joulebook/recommender";

export { rowsAtPoint } from "@joulebook/measurements";

export { rowsWithText } from "@joulebook/measurements";

export { ruleColumns } from "@joulebook/exits";

export { runOnBattery } from "@joulebook/exits";

export { sampleCascades } from "@joulebook/cascade";

export { savingsSplit } from "@joulebook/cascade";

export { scaleFactor } from "@joulebook/recommender";

export { scaleFor } from "@joulebook/core";

export { scenarioEvaluator } from "@joulebook/cascade";

export { scenarioJsonSchema } from "@joulebook/cascade";

export { scenarioTraces } from "@joulebook/cascade";

export { scheduleFigure } from "@joulebook/figures";

export { scorePairs } from "@joulebook/recommender";

export { scorePredictors } from "@joulebook/design";

export { scoresOf } from "@joulebook/design";

export { searchAllocation } from "@joulebook/hardware";

export { searchFrontFigure } from "@joulebook/figures";

export { searchInMemory } from "@joulebook/design";

export { searchMapping } from "@joulebook/hardware";

export declare function searchStudy(name: string, { device, ...changes }?: SearchStudyOptions): Promise<SearchedStudy>;

export { secondsPerMonth } from "@joulebook/core";

export { selectTrace } from "@joulebook/exits";

export { selfDischargePower } from "@joulebook/core";

export { seriesFigure } from "@joulebook/figures";

export { seriesStyle } from "@joulebook/figures";

export { sharedScheduler } from "@joulebook/hardware";

export { sharesAbove } from "@joulebook/cascade";

export declare function show(value: unknown): Promise<void>;

export { simplexLattice } from "@joulebook/search";

export { simulateCascade } from "@joulebook/cascade";

export { sizeTrend } from "@joulebook/figures";

export { slideWindow } from "@joulebook/network";

export { smallNetworkWorth } from "@joulebook/cascade";

export { softwareVersions } from "@joulebook/measurements";

export { solutionPower } from "@joulebook/core";

export { solveCholesky } from "@joulebook/core";

export { spearman } from "@joulebook/core";

export { splitEnergy } from "@joulebook/hardware";

export { stageCosts } from "@joulebook/hardware";

export { stagesOf } from "@joulebook/design";

export { stagesOfTrained } from "@joulebook/design";

export { stagesOnCores } from "@joulebook/design";

export { statedPoint } from "@joulebook/hardware";

export { staticEnergy } from "@joulebook/hardware";

export { staticPowerFit } from "@joulebook/core";

export { staticPowerOf } from "@joulebook/hardware";

export { stepEnvelope } from "@joulebook/exits";

export { storedColumns } from "@joulebook/measurements";

export { storedDatasets } from "@joulebook/measurements";

export { strategyCrossovers } from "@joulebook/cascade";

export { strategyPowers } from "@joulebook/cascade";

export { streamScheduler } from "@joulebook/hardware";

export { studentQuantile } from "@joulebook/core";

export { studyJsonSchema } from "@joulebook/design";

export { studyResult } from "@joulebook/design";

export { suggestProbes } from "@joulebook/measurements";

export { suggestTableMapping } from "@joulebook/measurements";

export { surrogateSearch } from "@joulebook/search";

export { sustainedEfficiency } from "@joulebook/core";

export { sweep } from "@joulebook/recommender";

export { sweepBudgets } from "@joulebook/recommender";

export { sweptThresholds } from "@joulebook/cascade";

export { systolicCost } from "@joulebook/hardware";

export { systolicCycles } from "@joulebook/hardware";

export { systolicProduct } from "@joulebook/hardware";

export { tableCsv } from "@joulebook/report";

export { tableRecords } from "@joulebook/measurements";

export { tensorBytes } from "@joulebook/network";

export { thresholdEvaluator } from "@joulebook/exits";

export { thresholdFront } from "@joulebook/exits";

export { thresholdResult } from "@joulebook/exits";

export { throughputAt } from "@joulebook/hardware";

export { tinyNetworks } from "@joulebook/network";

export { toCandidates } from "@joulebook/measurements";

export { toCsv } from "@joulebook/measurements";

export { toDataFrame } from "@joulebook/measurements";

export { totalEnergy } from "@joulebook/hardware";

export { traceColumns } from "@joulebook/core";

export { traceLayout } from "@joulebook/core";

export { traceScores } from "@joulebook/cascade";

export { traceSplit } from "@joulebook/exits";

export { traceText } from "@joulebook/training";

export { trainedDesigns } from "@joulebook/design";

export { trainedNetworksEvaluator } from "@joulebook/design";

export { transferToBoard } from "@joulebook/measurements";

export { tuneClassThresholds } from "@joulebook/exits";

export { tuneColumns } from "@joulebook/exits";

export { tuneThresholds } from "@joulebook/exits";

export { tuneWidths } from "@joulebook/exits";

export { unknownName } from "@joulebook/core";

export { unrollingSearches } from "@joulebook/hardware";

export { usableEnergy } from "@joulebook/core";

export { wantedPoint } from "@joulebook/hardware";

export { weightBytes } from "@joulebook/network";

export { where } from "@joulebook/measurements";

export { windowConfirms } from "@joulebook/cascade";

export { windowEnergy } from "@joulebook/measurements";

export { withSomeExits } from "@joulebook/design";

export { workload } from "@joulebook/hardware";

export { writeReport } from "@joulebook/report";

export { zooEntries } from "@joulebook/network";

export { zooNames } from "@joulebook/network";

export { zooNetwork } from "@joulebook/network";
