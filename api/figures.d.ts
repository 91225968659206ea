// Public types of @joulebook/figures. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Battery, Bytes, CostCurve, CurveFit, DiscreteOptimum, ExponentialCurve, Figure, Fraction, Hertz, Interval, Joules, LatencySummary, OptimalAccuracy, Seconds, Watts } from "@joulebook/core";

export interface ArenaBuffer {
    readonly tensors: readonly string[];
    readonly size: Bytes;
    readonly offset: Bytes;
    readonly firstUse: number;
    readonly lastUse: number;
}

export interface ArenaMapOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
    readonly lowerBound?: Bytes;
}

export interface BarFigureOptions {
    readonly id: string;
    readonly title: string;
    readonly caption: string;
    readonly categories: readonly string[];
    readonly value: {
        readonly title: string;
        readonly unit: string;
        readonly log?: boolean;
    };
    readonly stacked?: boolean;
}

export interface BarSeries {
    readonly name: string;
    readonly values: readonly (number | undefined)[];
}

export interface BatteryLifeOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
    readonly battery: Battery;
    readonly rate?: Hertz;
    readonly idlePower?: Watts;
    readonly nameOf?: (point: OperatingPoint) => string;
    readonly labelOf?: (point: OperatingPoint) => string;
}

export interface BudgetGapOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
    readonly unit?: "J" | "W";
    readonly band?: {
        readonly low: Fraction;
        readonly high: Fraction;
        readonly name: string;
    };
}

export interface ChoiceStabilityOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
}

export interface ComparedPoint {
    readonly name: string;
    readonly x: number;
    readonly y: number;
}

export interface CostAccuracyOptions extends CostViewOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
}

export interface CostView<P extends OperatingPoint = OperatingPoint> {
    readonly designs: readonly P[];
    readonly decision: readonly number[];
    readonly fit: CurveFit;
    readonly optima: readonly WeightedOptimum<P>[];
}

export interface CostViewOptions {
    readonly alphas: readonly Fraction[];
    readonly curve?: CostCurve["kind"];
    readonly chance?: Fraction;
}

export interface EnergyAccuracyOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
    readonly front?: readonly OperatingPoint[];
    readonly budget?: Joules;
    readonly choice?: OperatingPoint;
    readonly mix?: MixPoint;
    readonly seriesBy?: string;
    readonly accuracyName?: string;
    readonly named?: readonly OperatingPoint[];
}

export interface EnergyByBoardOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
    readonly seriesBy?: string;
}

export interface FlowingExit {
    readonly name: string;
    readonly right: number;
    readonly wrong: number;
}

export interface GanttBar {
    readonly row: string;
    readonly group: string;
    readonly start: number;
    readonly end: number;
    readonly text: string;
}

export interface GanttFigureOptions {
    readonly id: string;
    readonly title: string;
    readonly caption: string;
    readonly rows?: readonly string[];
    readonly unit: string;
}

export interface GapPoint {
    readonly budget: number;
    readonly gap?: Fraction;
}

export interface GapSeries {
    readonly name: string;
    readonly points: readonly GapPoint[];
}

export interface IdleShareOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
    readonly rate?: Hertz;
}

export interface ImportanceSeries {
    readonly name: string;
    readonly values: readonly {
        readonly parameter: string;
        readonly importance: number;
    }[];
}

export interface LatencyEnergyAccuracyOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
    readonly choice?: OperatingPoint;
    readonly latencyLimit?: Seconds;
    readonly seriesBy?: string;
}

export interface MarginalEnergyOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
    readonly choice?: OperatingPoint;
}

export interface MemoryOverTime {
    readonly core: string;
    readonly memory: readonly (readonly [
        cycle: number,
        bits: number
    ])[];
}

export interface MemoryTimeline {
    readonly name: string;
    readonly steps: readonly {
        readonly layer: string;
        readonly live: Bytes;
    }[];
}

export interface MemoryTimelineOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
    readonly limit?: {
        readonly name: string;
        readonly bytes: Bytes;
    };
}

export interface MixPoint {
    readonly energy: Joules;
    readonly accuracy: Fraction;
    readonly parts: readonly {
        readonly candidate: {
            readonly model: string;
        };
        readonly share: Fraction;
    }[];
}

export interface ModelSizeOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
}

export interface ModelsInCommon<P extends OperatingPoint> {
    readonly points: readonly P[];
    readonly models: readonly string[];
    readonly leftOut: readonly string[];
}

export interface OperatingPoint {
    readonly id: string;
    readonly model: string;
    readonly device: string;
    readonly energy: Joules;
    readonly energyInterval?: Interval;
    readonly accuracy: Fraction;
    readonly latency?: LatencySummary;
    readonly keys: Readonly<Record<string, string | number>>;
    readonly idlePower?: Watts;
    readonly idleIncluded?: boolean;
}

export interface ParallelAxis {
    readonly name: string;
    readonly unit: string;
    readonly values: readonly (number | string)[];
}

export interface PointSeries {
    readonly name: string;
    readonly points: readonly SeriesPoint[];
    readonly drawn?: "lines" | "markers" | "lines+markers" | "steps";
    readonly faint?: boolean;
}

export interface PowerRateOptions {
    readonly id?: string;
    readonly title?: string;
    readonly caption?: string;
    readonly rate?: Hertz;
    readonly limit?: Watts;
    readonly nameOf?: (point: OperatingPoint) => string;
    readonly labelOf?: (point: OperatingPoint) => string;
}

export interface RangedPoint {
    readonly x: number;
    readonly y: number;
    readonly low?: number;
    readonly high?: number;
}

export interface RangedSeries {
    readonly name: string;
    readonly points: readonly RangedPoint[];
    readonly mode?: "lines" | "markers";
    readonly right?: boolean;
}

export interface RangedSeriesOptions {
    readonly id: string;
    readonly title: string;
    readonly caption: string;
    readonly x: ShownAxis;
    readonly y: ShownAxis;
    readonly right?: ShownAxis;
}

export interface ReliabilityFigureOptions {
    readonly id: string;
    readonly title: string;
    readonly caption: string;
    readonly least?: number;
}

export interface ReliabilitySeries {
    readonly name: string;
    readonly bins: readonly {
        readonly low: Fraction;
        readonly high: Fraction;
        readonly count: number;
        readonly confidence?: Fraction;
        readonly accuracy?: Fraction;
    }[];
}

export interface ScheduleView {
    readonly cores: readonly string[];
    readonly nodes: readonly {
        readonly core: string;
        readonly name: string;
        readonly stage: number;
        readonly start: number;
        readonly end: number;
    }[];
    readonly offChip: readonly {
        readonly kind: string;
        readonly stage: number;
        readonly start: number;
        readonly end: number;
    }[];
}

export interface SearchFrontOptions {
    readonly id: string;
    readonly title: string;
    readonly caption: string;
    readonly x: ShownAxis;
    readonly y: ShownAxis;
    readonly compared?: readonly ComparedPoint[];
    readonly drawn?: number;
}

export interface SearchedPoint {
    readonly name: string;
    readonly x: number;
    readonly y: number;
    readonly kind: "infeasible" | "feasible" | "front" | "chosen";
}

export interface SeriesAxis {
    readonly title: string;
    readonly unit: string;
    readonly log?: boolean;
    readonly range?: readonly [
        number,
        number
    ];
}

export interface SeriesFigureOptions {
    readonly id: string;
    readonly title: string;
    readonly caption: string;
    readonly x: SeriesAxis;
    readonly y: SeriesAxis;
    readonly marks?: readonly {
        readonly x: number;
        readonly name: string;
    }[];
    readonly labels?: readonly {
        readonly x: number;
        readonly y: number;
        readonly text: string;
    }[];
}

export interface SeriesPoint {
    readonly x: number;
    readonly y: number;
    readonly low?: number;
    readonly high?: number;
    readonly text?: string;
}

export interface SeriesStyle {
    readonly color: string;
    readonly symbol: string;
    readonly dash: string;
}

export interface ShownAxis {
    readonly title: string;
    readonly unit: string;
    readonly log?: boolean;
}

export interface SizeTrend {
    readonly curve: ExponentialCurve;
    readonly n: number;
    readonly r2: number | undefined;
    readonly factor: number;
}

export interface SizedModel {
    readonly id: string;
    readonly name: string;
    readonly params?: number;
    readonly top1?: Fraction;
    readonly top5?: Fraction;
}

export interface SizedModels {
    readonly name: string;
    readonly models: readonly SizedModel[];
}

export interface StabilityPoint {
    readonly error: Fraction;
    readonly stays: Fraction;
    readonly fits: Fraction;
}

export interface StabilitySeries {
    readonly name: string;
    readonly points: readonly StabilityPoint[];
}

export interface WeightedOptimum<P extends OperatingPoint = OperatingPoint> {
    readonly alpha: Fraction;
    readonly discrete: DiscreteOptimum<P>;
    readonly continuous: OptimalAccuracy;
}

export declare function arenaMapFigure(buffers: readonly ArenaBuffer[], options?: ArenaMapOptions): Figure;

export declare function barFigure(series: readonly BarSeries[], options: BarFigureOptions): Figure;

export declare function batteryLifeFigure(points: readonly OperatingPoint[], options: BatteryLifeOptions): Figure;

export declare function budgetGapFigure(series: readonly GapSeries[], options?: BudgetGapOptions): Figure;

export declare function choiceStabilityFigure(series: readonly StabilitySeries[], options?: ChoiceStabilityOptions): Figure;

export declare function costAccuracyFigure(designs: readonly OperatingPoint[], options: CostAccuracyOptions): Figure;

export declare function costView<P extends OperatingPoint>(designs: readonly P[], { alphas, curve, chance }: CostViewOptions): CostView<P> | undefined;

export declare function energyAccuracyFigure(points: readonly OperatingPoint[], options?: EnergyAccuracyOptions): Figure;

export declare function energyByBoardFigure(points: readonly OperatingPoint[], options?: EnergyByBoardOptions): Figure;

export declare function exitFlowFigure(exits: readonly FlowingExit[], head: Pick<Figure, "id" | "title" | "caption">): Figure;

export declare function ganttFigure(bars: readonly GanttBar[], options: GanttFigureOptions): Figure;

export declare function idleShareFigure(points: readonly OperatingPoint[], options?: IdleShareOptions): Figure;

export declare function importanceFigure(series: readonly ImportanceSeries[], head: Pick<Figure, "id" | "title" | "caption">): Figure;

export declare function latencyEnergyAccuracyFigure(points: readonly OperatingPoint[], options?: LatencyEnergyAccuracyOptions): Figure;

export declare function marginalEnergyFigure(front: readonly OperatingPoint[], options?: MarginalEnergyOptions): Figure;

export declare function memoryOverTimeFigure(cores: readonly MemoryOverTime[], options: {
    readonly id: string;
    readonly title: string;
    readonly caption: string;
}): Figure;

export declare function memoryTimelineFigure(timelines: readonly MemoryTimeline[], options?: MemoryTimelineOptions): Figure;

export declare function modelSizeFigure(tables: readonly SizedModels[], options?: ModelSizeOptions): Figure;

export declare function modelsInCommon<P extends OperatingPoint>(points: readonly P[], groupOf: (point: P) => string, { share }?: {
    readonly share?: number;
}): ModelsInCommon<P>;

export declare const okabeIto: {
    readonly black: "#000000";
    readonly orange: "#E69F00";
    readonly skyBlue: "#56B4E9";
    readonly green: "#009E73";
    readonly blue: "#0072B2";
    readonly vermillion: "#D55E00";
    readonly purple: "#CC79A7";
};

export declare function parallelCoordinatesFigure(axes: readonly ParallelAxis[], head: Pick<Figure, "id" | "title" | "caption">): Figure;

export declare function plotlyText(text: string): string;

export declare function powerRateFigure(points: readonly OperatingPoint[], options?: PowerRateOptions): Figure;

export declare function rangedSeriesFigure(series: readonly RangedSeries[], { x, y, right, ...head }: RangedSeriesOptions): Figure;

export declare function reliabilityFigure(series: readonly ReliabilitySeries[], { least, ...head }: ReliabilityFigureOptions): Figure;

export declare function scheduleFigure({ cores, nodes, offChip }: ScheduleView, options: {
    readonly id: string;
    readonly title: string;
    readonly caption: string;
}): Figure;

export declare function searchFrontFigure(points: readonly SearchedPoint[], { x, y, compared, drawn, ...head }: SearchFrontOptions): Figure;

export declare function seriesFigure(series: readonly PointSeries[], options: SeriesFigureOptions): Figure;

export declare function seriesStyle(index: number): SeriesStyle;

export declare function sizeTrend(accuracies: readonly Fraction[], sizes: readonly number[]): SizeTrend | undefined;
