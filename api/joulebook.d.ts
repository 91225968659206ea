// Public types of joulebook. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Network } from "@joulebook/core";
import type { ReadOptions } from "@joulebook/network";

export { AcceleratorCore } from "@joulebook/core";

export { AcceleratorDevice } from "@joulebook/core";

export { AcceleratorMemory } from "@joulebook/core";

export { AccuracyRange } from "@joulebook/core";

export { AmbiguousModel } from "@joulebook/measurements";

export { AnswerAxis } from "@joulebook/recommender";

export { ArenaBuffer } from "@joulebook/figures";

export { ArenaMapOptions } from "@joulebook/figures";

export { ArenaOptions } from "@joulebook/network";

export { ArenaPlan } from "@joulebook/network";

export { ArenaStrategy } from "@joulebook/network";

export { Assumed } from "@joulebook/recommender";

export { Assumption } from "@joulebook/core";

export { AssumptionScope } from "@joulebook/core";

export { AttentionOptions } from "@joulebook/network";

export { Battery } from "@joulebook/core";

export { BatteryLifeOptions } from "@joulebook/figures";

export { BenchResult } from "@joulebook/core";

export { BestOrder } from "@joulebook/network";

export { BestOrderOptions } from "@joulebook/network";

export { Binding } from "@joulebook/recommender";

export { Block } from "@joulebook/report";

export { Board } from "@joulebook/measurements";

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

export { CalloutBlock } from "@joulebook/report";

export { Candidate } from "@joulebook/core";

export { CandidateOptions } from "@joulebook/measurements";

export { CandidateOrigin } from "@joulebook/core";

export { Cell } from "@joulebook/measurements";

export { Census } from "@joulebook/recommender";

export { CharacterisationOptions } from "@joulebook/hardware";

export { CharacterisedLayer } from "@joulebook/hardware";

export { CheaperNeighbour } from "@joulebook/recommender";

export { Choice } from "@joulebook/recommender";

export { ChoiceErrors } from "@joulebook/core";

export { ChoiceStabilityOptions } from "@joulebook/figures";

export { Claim } from "@joulebook/core";

export { CmsisCifar10Options } from "@joulebook/network";

export { ColumnRule } from "@joulebook/measurements";

export { Configuration } from "@joulebook/core";

export { Constraint } from "@joulebook/recommender";

export { ConvolutionOptions } from "@joulebook/network";

export { ConvolutionShape } from "@joulebook/network";

export { CostAccuracyOptions } from "@joulebook/figures";

export { CostCurve } from "@joulebook/core";

export { CostModel } from "@joulebook/core";

export { CostTerm } from "@joulebook/core";

export { CostView } from "@joulebook/figures";

export { CostViewOptions } from "@joulebook/figures";

export { CountDocument } from "@joulebook/core";

export { CountedKind } from "@joulebook/core";

export { CountedLayer } from "@joulebook/core";

export { Crossover } from "@joulebook/figures";

export { CsvOptions } from "@joulebook/measurements";

export { CurveFit } from "@joulebook/core";

export { DataColumn } from "@joulebook/measurements";

export { DataFrame } from "@joulebook/measurements";

export { DataFrameOptions } from "@joulebook/measurements";

export { DataSource } from "@joulebook/measurements";

export { Dataset } from "@joulebook/measurements";

export { DatasetEntry } from "@joulebook/core";

export { DatasetRecords } from "@joulebook/measurements";

export { DatasetsDocument } from "@joulebook/core";

export { DecisionExecution } from "@joulebook/core";

export { DepthwiseOptions } from "@joulebook/network";

export { Device } from "@joulebook/core";

export { DeviceBase } from "@joulebook/core";

export { DeviceEntry } from "@joulebook/core";

export { DeviceFit } from "@joulebook/core";

export { DeviceIdlePower } from "@joulebook/measurements";

export { DeviceSource } from "@joulebook/core";

export { DevicesCharacteriseDocument } from "@joulebook/core";

export { DevicesDocument } from "@joulebook/core";

export { DiscreteOptimum } from "@joulebook/core";

export { DoctorCheck } from "@joulebook/core";

export { DoctorDocument } from "@joulebook/core";

export { DsCnnLayer } from "@joulebook/network";

export { DsCnnOptions } from "@joulebook/network";

export { EarlyExitOptions } from "@joulebook/network";

export { EfficientnetLiteOptions } from "@joulebook/network";

export { Elbow } from "@joulebook/recommender";

export { EnergyAccuracyOptions } from "@joulebook/figures";

export { EnergyBasis } from "@joulebook/core";

export { EnergyByBoardOptions } from "@joulebook/figures";

export { EnergyChange } from "@joulebook/recommender";

export { EnergyQuality } from "@joulebook/core";

export { EquationBlock } from "@joulebook/report";

export { ErrorDocument } from "@joulebook/core";

export { Estimate } from "@joulebook/hardware";

export { EstimateDocument } from "@joulebook/core";

export { EstimateNotice } from "@joulebook/hardware";

export { EstimateOptions } from "@joulebook/hardware";

export { EstimatedKind } from "@joulebook/core";

export { EstimatedLayer } from "@joulebook/core";

export { EstimatedTraffic } from "@joulebook/core";

export { Evaluation } from "@joulebook/recommender";

export { EvaluationOptions } from "@joulebook/recommender";

export { EvaluationSummary } from "@joulebook/recommender";

export { EvaluationTargets } from "@joulebook/recommender";

export { Evidence } from "@joulebook/core";

export { ExitMount } from "@joulebook/network";

export { ExponentialCurve } from "@joulebook/core";

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

export { FitAnswer } from "@joulebook/hardware";

export { FitOptions } from "@joulebook/core";

export { FitResiduals } from "@joulebook/core";

export { FitRow } from "@joulebook/hardware";

export { Fitter } from "@joulebook/hardware";

export { Footprint } from "@joulebook/network";

export { FormatOptions } from "@joulebook/core";

export { FormattedColumn } from "@joulebook/core";

export { FoundBrowser } from "@joulebook/report";

export { Fraction } from "@joulebook/core";

export { FrontPoint } from "@joulebook/recommender";

export { FrontSpacing } from "@joulebook/recommender";

export { FrontStep } from "@joulebook/core";

export { GapPoint } from "@joulebook/figures";

export { GapSeries } from "@joulebook/figures";

export { GapSummary } from "@joulebook/recommender";

export { HardCap } from "@joulebook/recommender";

export { HeadLayers } from "@joulebook/network";

export { HeldOut } from "@joulebook/hardware";

export { Hertz } from "@joulebook/core";

export { IdleShareOptions } from "@joulebook/figures";

export { InSample } from "@joulebook/recommender";

export { InfeasibleAnswer } from "@joulebook/recommender";

export { Inference } from "@joulebook/core";

export { InputError } from "@joulebook/core";

export { InputFile } from "@joulebook/core";

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

export { LatencyEnergyAccuracyOptions } from "@joulebook/figures";

export { LatencyStatistic } from "@joulebook/recommender";

export { LatencySummary } from "@joulebook/core";

export { Layer } from "@joulebook/core";

export { LayerCost } from "@joulebook/hardware";

export { LayerExtent } from "@joulebook/network";

export { LayerKind } from "@joulebook/core";

export { LayerOptions } from "@joulebook/network";

export { LayerRule } from "@joulebook/network";

export { LoadOptions } from "@joulebook/measurements";

export { LoadedMeasurements } from "@joulebook/measurements";

export { Loops } from "@joulebook/core";

export { Macs } from "@joulebook/core";

export { MadeFrom } from "@joulebook/report";

export { MarginKept } from "@joulebook/recommender";

export { MarginScore } from "@joulebook/recommender";

export { MarginSummary } from "@joulebook/recommender";

export { MarginalEnergyOptions } from "@joulebook/figures";

export { Markdown } from "@joulebook/report";

export { MatrixShape } from "@joulebook/network";

export { MeasuredCandidates } from "@joulebook/measurements";

export { MeasuredCost } from "@joulebook/hardware";

export { MeasuredDevice } from "@joulebook/core";

export { MeasuredDeviceOptions } from "@joulebook/hardware";

export { MeasuredRow } from "@joulebook/hardware";

export { Measurement } from "@joulebook/core";

export { MeasurementGroup } from "@joulebook/measurements";

export { MeasurementRow } from "@joulebook/measurements";

export { MemoryBuffer } from "@joulebook/network";

export { MemoryDocument } from "@joulebook/core";

export { MemoryFit } from "@joulebook/network";

export { MemoryFits } from "@joulebook/network";

export { MemoryLink } from "@joulebook/core";

export { MemoryNeed } from "@joulebook/core";

export { MemoryOptions } from "@joulebook/network";

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

export { Mix } from "@joulebook/recommender";

export { MixPart } from "@joulebook/recommender";

export { MixPoint } from "@joulebook/figures";

export { MlperfRow } from "@joulebook/measurements";

export { MobilenetV1Options } from "@joulebook/network";

export { MobilenetV2Options } from "@joulebook/network";

export { MobilenetV3Options } from "@joulebook/network";

export { ModelCard } from "@joulebook/measurements";

export { ModelEntry } from "@joulebook/core";

export { ModelJoin } from "@joulebook/measurements";

export { ModelSizeOptions } from "@joulebook/figures";

export { ModelsDocument } from "@joulebook/core";

export { ModelsInCommon } from "@joulebook/figures";

export { MostAccurate } from "@joulebook/recommender";

export { Need } from "@joulebook/recommender";

export { Network } from "@joulebook/core";

export { NetworkBuilder } from "@joulebook/network";

export { NetworkCost } from "@joulebook/hardware";

export { NetworkFeatures } from "@joulebook/hardware";

export { NetworkValue } from "@joulebook/network";

export { NextBetter } from "@joulebook/recommender";

export { NoBrowserError } from "@joulebook/report";

export { NotebookCheckDocument } from "@joulebook/core";

export { NotebookParameterEntry } from "@joulebook/core";

export { NotebookParamsDocument } from "@joulebook/core";

export { NotebookRunDocument } from "@joulebook/core";

export { NotebookRunEntry } from "@joulebook/core";

export { NothingBinds } from "@joulebook/recommender";

export { Notice } from "@joulebook/measurements";

export { Objective } from "@joulebook/core";

export { OpTableDevice } from "@joulebook/core";

export { OpTableEntry } from "@joulebook/core";

export { OperatingPoint } from "@joulebook/core";

export { OptimalAccuracy } from "@joulebook/core";

export { Oracle } from "@joulebook/recommender";

export { OutputFile } from "@joulebook/core";

export { Padding } from "@joulebook/network";

export { PageBreak } from "@joulebook/report";

export { PairScore } from "@joulebook/recommender";

export { ParameterInterval } from "@joulebook/core";

export { ParameterSchema } from "@joulebook/core";

export { PhysicalFit } from "@joulebook/hardware";

export { PictureSize } from "@joulebook/report";

export { PlanScore } from "@joulebook/recommender";

export { PlannedBuffer } from "@joulebook/core";

export { PlannedPair } from "@joulebook/recommender";

export { PoolingOptions } from "@joulebook/network";

export { PowerLaw } from "@joulebook/hardware";

export { PowerRateOptions } from "@joulebook/figures";

export { Predictor } from "@joulebook/hardware";

export { PrintedDocument } from "@joulebook/report";

export { PrintedUnit } from "@joulebook/core";

export { Probe } from "@joulebook/recommender";

export { Problem } from "@joulebook/core";

export { ProcessFit } from "@joulebook/hardware";

export { QuantityOptions } from "@joulebook/core";

export { Query } from "@joulebook/measurements";

export { Random } from "@joulebook/core";

export { RandomKey } from "@joulebook/core";

export { Ranked } from "@joulebook/recommender";

export { RationalCurve } from "@joulebook/core";

export { RationalFitOptions } from "@joulebook/core";

export { ReadDatasetOptions } from "@joulebook/measurements";

export { ReadMeasurements } from "@joulebook/measurements";

export { ReadNetworkOptions } from "@joulebook/network";

export { ReadOptions } from "@joulebook/measurements";

export { Reason } from "@joulebook/recommender";

export { RecommendDocument } from "@joulebook/core";

export { RecommendEvaluateDocument } from "@joulebook/core";

export { RecommendReason } from "@joulebook/core";

export { Recommendation } from "@joulebook/recommender";

export { RecommendationRequest } from "@joulebook/recommender";

export { RecommendedMix } from "@joulebook/core";

export { RecommendedModel } from "@joulebook/core";

export { RecurrentOptions } from "@joulebook/network";

export { RecurrentShape } from "@joulebook/network";

export { Reference } from "@joulebook/report";

export { ReferencesBlock } from "@joulebook/report";

export { Relax } from "@joulebook/recommender";

export { Relaxation } from "@joulebook/recommender";

export { Renderer } from "@joulebook/report";

export { RendererOptions } from "@joulebook/report";

export { RepeatedRun } from "@joulebook/measurements";

export { ReportContent } from "@joulebook/report";

export { ReportDocument } from "@joulebook/core";

export { ReportFormat } from "@joulebook/report";

export { ReportInput } from "@joulebook/report";

export { ResnetOptions } from "@joulebook/network";

export { RooflineCost } from "@joulebook/hardware";

export { RooflineDevice } from "@joulebook/core";

export { RooflineLayer } from "@joulebook/hardware";

export { RooflineOptions } from "@joulebook/hardware";

export { Round } from "@joulebook/recommender";

export { RoundKey } from "@joulebook/recommender";

export { RoundName } from "@joulebook/core";

export { RoundPair } from "@joulebook/recommender";

export { RoundPairEvaluation } from "@joulebook/core";

export { Scale } from "@joulebook/core";

export { ScaleFactor } from "@joulebook/recommender";

export { ScoreOptions } from "@joulebook/recommender";

export { ScoredChoice } from "@joulebook/recommender";

export { Seconds } from "@joulebook/core";

export { Section } from "@joulebook/report";

export { SeriesStyle } from "@joulebook/figures";

export { ShadowPrice } from "@joulebook/recommender";

export { Shortfall } from "@joulebook/recommender";

export { SizeTrend } from "@joulebook/figures";

export { SizedModel } from "@joulebook/figures";

export { SizedModels } from "@joulebook/figures";

export { SlidingWindow } from "@joulebook/network";

export { SlidingWindowOptions } from "@joulebook/network";

export { SoftwareCoverage } from "@joulebook/measurements";

export { SoftwareOrderBasis } from "@joulebook/measurements";

export { SoftwareSelection } from "@joulebook/measurements";

export { SoftwareVersion } from "@joulebook/measurements";

export { Source } from "@joulebook/core";

export { Sourced } from "@joulebook/core";

export { SourcedNumber } from "@joulebook/core";

export { StabilityPoint } from "@joulebook/figures";

export { StabilitySeries } from "@joulebook/figures";

export { Study } from "@joulebook/core";

export { SweepEvaluation } from "@joulebook/core";

export { SweepPlan } from "@joulebook/recommender";

export { SweepPoint } from "@joulebook/recommender";

export { Table } from "@joulebook/core";

export { TableBlock } from "@joulebook/report";

export { TableColumn } from "@joulebook/core";

export { TableKind } from "@joulebook/measurements";

export { Tensor } from "@joulebook/core";

export { TextBlock } from "@joulebook/report";

export { Throughput } from "@joulebook/hardware";

export { TinyBenchmark } from "@joulebook/network";

export { TooSlow } from "@joulebook/recommender";

export { Trace } from "@joulebook/core";

export { TraceHeader } from "@joulebook/core";

export { TraceLayout } from "@joulebook/core";

export { TraceSplit } from "@joulebook/core";

export { UnknownExcluded } from "@joulebook/recommender";

export { UnknownQuantity } from "@joulebook/recommender";

export { UtilityRanking } from "@joulebook/recommender";

export { UtilityWeights } from "@joulebook/recommender";

export { ValidConvolution } from "@joulebook/core";

export { Verdict } from "@joulebook/core";

export { Volts } from "@joulebook/core";

export { Watts } from "@joulebook/core";

export { WeightOptions } from "@joulebook/network";

export { WeightedOptimum } from "@joulebook/figures";

export { WindowedOptions } from "@joulebook/network";

export { WriteReportOptions } from "@joulebook/report";

export { WrittenReport } from "@joulebook/report";

export { ZooEntry } from "@joulebook/network";

export { ZooOptions } from "@joulebook/network";

export { alphaPresets } from "@joulebook/core";

export { arenaMapFigure } from "@joulebook/figures";

export { averagePower } from "@joulebook/core";

export { batteryLifeFigure } from "@joulebook/figures";

export { batteryLifetime } from "@joulebook/core";

export { batteryPower } from "@joulebook/core";

export { bestOrder } from "@joulebook/network";

export { bestPairWithinMemory } from "@joulebook/recommender";

export { binaryDecisionEnergy } from "@joulebook/core";

export { boardMargin } from "@joulebook/recommender";

export { bootstrapInterval } from "@joulebook/core";

export { browserVariables } from "@joulebook/report";

export { budgetAxis } from "@joulebook/core";

export { budgetGapFigure } from "@joulebook/figures";

export { budgetText } from "@joulebook/core";

export { builtInDevice } from "@joulebook/hardware";

export { builtInDeviceIds } from "@joulebook/hardware";

export { busyShare } from "@joulebook/core";

export { canonicalModelName } from "@joulebook/measurements";

export { characterisedTable } from "@joulebook/hardware";

export { checkDevice } from "@joulebook/hardware";

export { choiceStabilityFigure } from "@joulebook/figures";

export { cmsisCifar10 } from "@joulebook/network";

export { columnScale } from "@joulebook/core";

export { compareVersions } from "@joulebook/measurements";

export { concaveHull } from "@joulebook/core";

export { concaveHull2 } from "@joulebook/core";

export { convolutionKind } from "@joulebook/network";

export { convolutionLoops } from "@joulebook/network";

export { convolutionMacs } from "@joulebook/core";

export { costAccuracyFigure } from "@joulebook/figures";

export { costView } from "@joulebook/figures";

export { crossoverRate } from "@joulebook/figures";

export { curveCost } from "@joulebook/core";

export { curveSlope } from "@joulebook/core";

export { dataset } from "@joulebook/measurements";

export { datasetText } from "@joulebook/measurements";

export { datasets } from "@joulebook/measurements";

export { denseMacs } from "@joulebook/core";

export { designCost } from "@joulebook/core";

export { deviceIdlePower } from "@joulebook/measurements";

export { discreteOptimum } from "@joulebook/core";

export { documentHtml } from "@joulebook/report";

export { dsCnn } from "@joulebook/network";

export { earlyExitNetwork } from "@joulebook/network";

export { efficientnetLite } from "@joulebook/network";

export { elbow } from "@joulebook/core";

export { energyAboveIdle } from "@joulebook/measurements";

export { energyAccuracyFigure } from "@joulebook/figures";

export { energyByBoardFigure } from "@joulebook/figures";

export { energyChange } from "@joulebook/recommender";

export { energyPerInference } from "@joulebook/measurements";

export { equivalentAlpha } from "@joulebook/core";

export { equivalentPenalty } from "@joulebook/core";

export { errorPrice } from "@joulebook/core";

export { errorTerm } from "@joulebook/core";

export { errorsOnOtherBoards } from "@joulebook/recommender";

export { estimate } from "@joulebook/hardware";

export { evaluate } from "@joulebook/recommender";

export { evaluationTargets } from "@joulebook/recommender";

export { exitCodes } from "@joulebook/core";

export { exitMounts } from "@joulebook/network";

export { explainPair } from "@joulebook/recommender";

export { exponentialFit } from "@joulebook/core";

export { facet } from "@joulebook/measurements";

export { facetChanges } from "@joulebook/recommender";

export { farOffPairs } from "@joulebook/recommender";

export { findBrowser } from "@joulebook/report";

export { findZooNetwork } from "@joulebook/network";

export { fitForms } from "@joulebook/hardware";

export { fitPredictor } from "@joulebook/hardware";

export { footprint } from "@joulebook/network";

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

export { frontSpacing } from "@joulebook/recommender";

export { gapSummary } from "@joulebook/recommender";

export { groupBy } from "@joulebook/measurements";

export { groupMeasurements } from "@joulebook/measurements";

export { howToGetBrowser } from "@joulebook/report";

export { hypervolume } from "@joulebook/core";

export { idleShareFigure } from "@joulebook/figures";

export { inSample } from "@joulebook/recommender";

export { inferenceAssumptions } from "@joulebook/core";

export { inferenceEnergy } from "@joulebook/core";

export { interiorAlphas } from "@joulebook/core";

export { joinByModel } from "@joulebook/measurements";

export { joinMarkdown } from "@joulebook/report";

export { jsonDocument } from "@joulebook/core";

export { kendallTau } from "@joulebook/core";

export { keywordFootprint } from "@joulebook/network";

export { keywordNetwork } from "@joulebook/network";

export { largestInferenceEnergy } from "@joulebook/core";

export { latencyEnergyAccuracyFigure } from "@joulebook/figures";

export { layerFeatures } from "@joulebook/hardware";

export { layerRules } from "@joulebook/network";

export { leaveOneNetworkOut } from "@joulebook/hardware";

export { loadMeasurements } from "@joulebook/measurements";

export { loopsMacs } from "@joulebook/network";

export { macsPerProduct } from "@joulebook/hardware";

export { marginalCosts } from "@joulebook/core";

export { marginalEnergyFigure } from "@joulebook/figures";

export { matrixLoops } from "@joulebook/network";

export { md } from "@joulebook/report";

export { measuredCost } from "@joulebook/hardware";

export { measuredDevice } from "@joulebook/hardware";

export { measurementColumns } from "@joulebook/measurements";

export { measurementRows } from "@joulebook/measurements";

export { median } from "@joulebook/core";

export { membersForGap } from "@joulebook/recommender";

export { memoryFits } from "@joulebook/network";

export { memoryTimelineFigure } from "@joulebook/figures";

export { memoryUse } from "@joulebook/network";

export { merkelCnn } from "@joulebook/network";

export { merkelCounts } from "@joulebook/core";

export { merkelMultiExitCounts } from "@joulebook/core";

export { mixShare } from "@joulebook/recommender";

export { mixed } from "@joulebook/recommender";

export { mixedTerm } from "@joulebook/core";

export { mlperfRows } from "@joulebook/measurements";

export { mobilenetV1 } from "@joulebook/network";

export { mobilenetV2 } from "@joulebook/network";

export { mobilenetV3 } from "@joulebook/network";

export { modelCardDatasets } from "@joulebook/measurements";

export { modelSizeFigure } from "@joulebook/figures";

export { modelsInCommon } from "@joulebook/figures";

export { nearestAchievable } from "@joulebook/core";

export { nearestNames } from "@joulebook/core";

export { networkBuilder } from "@joulebook/network";

export { networkCost } from "@joulebook/hardware";

export { networkFeatures } from "@joulebook/hardware";

export { newestSoftware } from "@joulebook/measurements";

export { okabeIto } from "@joulebook/figures";

export { opTableCost } from "@joulebook/hardware";

export { openRenderer } from "@joulebook/report";

export { opsConvention } from "@joulebook/network";

export { optimalAccuracy } from "@joulebook/core";

export { optimalAccuracyAtPrice } from "@joulebook/core";

export { optimalDecisionAccuracy } from "@joulebook/core";

export { oracle } from "@joulebook/recommender";

export { outputElements } from "@joulebook/hardware";

export { paretoFront } from "@joulebook/core";

export { paretoFront2 } from "@joulebook/core";

export { parseBatteryCapacity } from "@joulebook/core";

export { parseBudget } from "@joulebook/core";

export { parseBytes } from "@joulebook/core";

export { parseDuration } from "@joulebook/core";

export { parseEnergy } from "@joulebook/core";

export { parseFraction } from "@joulebook/core";

export { parsePower } from "@joulebook/core";

export { parseRate } from "@joulebook/core";

export { parseVoltage } from "@joulebook/core";

export { physicalFeatures } from "@joulebook/hardware";

export { physicalFit } from "@joulebook/hardware";

export { physicalFitter } from "@joulebook/hardware";

export { planArena } from "@joulebook/network";

export { plotlyBundle } from "@joulebook/report";

export { plotlyText } from "@joulebook/figures";

export { powerLaw } from "@joulebook/hardware";

export { powerLawFitter } from "@joulebook/hardware";

export { powerRateFigure } from "@joulebook/figures";

export { printDocument } from "@joulebook/report";

export { probeModels } from "@joulebook/recommender";

export { problemText } from "@joulebook/core";

export { processFit } from "@joulebook/hardware";

export { processFitter } from "@joulebook/hardware";

export { quantile } from "@joulebook/core";

export { quantiles } from "@joulebook/core";

export { quoteInput } from "@joulebook/core";

export { random } from "@joulebook/core";

export { rationalFit } from "@joulebook/core";

export { readCharacterisation } from "@joulebook/hardware";

export { readDataset } from "@joulebook/measurements";

export { readDevice } from "@joulebook/hardware";

export { readMeasurements } from "@joulebook/measurements";

export { readMeasurementsFile } from "@joulebook/measurements";

export { readModelCards } from "@joulebook/measurements";

export { readNetwork } from "@joulebook/network";

export declare function readNetworkFile(path: string, options?: Omit<ReadOptions, "file">): Promise<Network>;

export { recommend } from "@joulebook/recommender";

export { recurrentLoops } from "@joulebook/network";

export { relativeTerm } from "@joulebook/core";

export { rendererVersions } from "@joulebook/report";

export { repeatIndex } from "@joulebook/measurements";

export { reportFormats } from "@joulebook/report";

export { resnet18 } from "@joulebook/network";

export { resnet50 } from "@joulebook/network";

export { resnet8 } from "@joulebook/network";

export { rooflineCost } from "@joulebook/hardware";

export { roundPairs } from "@joulebook/recommender";

export { roundsOf } from "@joulebook/recommender";

export { scaleFactor } from "@joulebook/recommender";

export { scaleFor } from "@joulebook/core";

export { scorePairs } from "@joulebook/recommender";

export { secondsPerMonth } from "@joulebook/core";

export { selfDischargePower } from "@joulebook/core";

export { seriesStyle } from "@joulebook/figures";

export declare function show(value: unknown): Promise<void>;

export { sizeTrend } from "@joulebook/figures";

export { slideWindow } from "@joulebook/network";

export { softwareVersions } from "@joulebook/measurements";

export { spearman } from "@joulebook/core";

export { sweep } from "@joulebook/recommender";

export { sweepBudgets } from "@joulebook/recommender";

export { tableCsv } from "@joulebook/report";

export { tensorBytes } from "@joulebook/network";

export { throughputAt } from "@joulebook/hardware";

export { tinyNetworks } from "@joulebook/network";

export { toCandidates } from "@joulebook/measurements";

export { toCsv } from "@joulebook/measurements";

export { toDataFrame } from "@joulebook/measurements";

export { traceColumns } from "@joulebook/core";

export { traceLayout } from "@joulebook/core";

export { unknownName } from "@joulebook/core";

export { usableEnergy } from "@joulebook/core";

export { weightBytes } from "@joulebook/network";

export { where } from "@joulebook/measurements";

export { windowEnergy } from "@joulebook/measurements";

export { writeReport } from "@joulebook/report";

export { zooEntries } from "@joulebook/network";

export { zooNames } from "@joulebook/network";

export { zooNetwork } from "@joulebook/network";
