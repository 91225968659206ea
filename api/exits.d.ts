// Public types of @joulebook/exits. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Fraction, Interval, Joules, Trace, TraceSplit } from "@joulebook/core";

export interface AscentDistance {
    readonly accuracy: Fraction;
    readonly cost: number;
    readonly distance: number;
}

export interface ClassColumns extends ExitColumns {
    readonly predicted: ArrayLike<number>;
    readonly classes: number;
}

export interface ClassThresholds extends ThresholdResult {
    readonly thresholds: readonly (readonly number[])[];
}

export interface EvaluatePolicyOptions {
    readonly seed?: number;
    readonly resamples?: number;
    readonly level?: Fraction;
}

export interface ExitColumns {
    readonly examples: number;
    readonly exits: number;
    readonly score: Float64Array;
    readonly right: Uint8Array;
}

export interface ExitCosts {
    readonly energy: readonly number[];
    readonly latency?: readonly number[];
}

export interface ExitCounts {
    readonly left: readonly number[];
    readonly right: readonly number[];
}

export interface ExitData {
    readonly confidence: readonly ArrayLike<number>[];
    readonly correct: readonly ArrayLike<number | boolean>[];
    readonly cost: readonly number[];
}

export type ExitGoal = {
    readonly accuracy: Fraction;
} | {
    readonly cost: number;
};

export interface ExitPolicy extends ScoreOptions {
    readonly rule: ExitRule;
    readonly thresholds: readonly number[];
    readonly classThresholds?: readonly (readonly number[])[];
}

export interface ExitReliabilityOptions extends ScoreOptions {
    readonly bins?: number;
}

export type ExitRule = "max-softmax" | "entropy" | "margin";

export interface ExitScores {
    readonly score: Float64Array;
    readonly predicted: Int32Array;
}

export interface ExitWidth {
    readonly width: number;
    readonly columns: ExitColumns;
    readonly cost: readonly number[];
}

export interface FollowedSchedule {
    readonly moments: readonly ScheduledMoment[];
    readonly energy: Joules;
    readonly accuracy: Fraction;
    readonly unused: Fraction;
}

export interface FrontOptions {
    readonly points?: number;
}

export interface MerkelRule {
    readonly beta1?: number;
    readonly beta2?: number;
}

export interface PolicyResult {
    readonly examples: number;
    readonly accuracy: Fraction;
    readonly exitShares: readonly Fraction[];
    readonly exitAccuracy: readonly (Fraction | undefined)[];
    readonly energy: number;
    readonly latency?: number;
    readonly meanOfProducts?: number;
    readonly productOfMeans?: number;
    readonly worstEnergy: number;
    readonly worstLatency?: number;
    readonly p99Energy: number;
    readonly p99Latency?: number;
    readonly intervals: {
        readonly accuracy: Interval;
        readonly energy: Interval;
        readonly latency?: Interval;
    };
}

export interface ReadTraceOptions {
    readonly file?: string;
    readonly classes?: number;
}

export interface Reliability {
    readonly bins: readonly ReliabilityBin[];
    readonly expectedCalibrationError: Fraction;
}

export interface ReliabilityBin {
    readonly low: Fraction;
    readonly high: Fraction;
    readonly count: number;
    readonly confidence?: Fraction;
    readonly accuracy?: Fraction;
}

export interface ScheduledMoment {
    readonly alpha: Fraction;
    readonly choice: ScheduledOption;
}

export interface ScheduledOption {
    readonly name: string;
    readonly energy: Joules;
    readonly accuracy: Fraction;
}

export interface ScoreOptions {
    readonly temperatures?: readonly number[];
    readonly combine?: boolean;
}

export interface StaticPoint {
    readonly name: string;
    readonly cost: number;
    readonly accuracy: Fraction;
}

export interface ThresholdPoint extends ThresholdResult {
    readonly thresholds: readonly number[];
}

export interface ThresholdResult {
    readonly accuracy: Fraction;
    readonly cost: number;
    readonly exitShares: readonly Fraction[];
}

export interface TuneOptions {
    readonly grid?: number;
    readonly effort?: number;
    readonly method?: "exact" | "grid" | "ascent";
    readonly restarts?: number;
    readonly seed?: number;
}

export interface TunedThresholds extends ThresholdResult {
    readonly thresholds: readonly number[];
    readonly method: "exact" | "grid" | "ascent";
    readonly ascent?: AscentDistance;
}

export interface TunedWidth extends TunedThresholds {
    readonly width: number;
    readonly reached: boolean;
}

export declare function accuracyLowerBound(right: number, examples: number, level: Fraction): Fraction;

export declare function bestSingleExit(points: readonly StaticPoint[]): StaticPoint | undefined;

export declare function chargeImportance(charge: Fraction, { empty, full }?: {
    readonly empty?: Fraction;
    readonly full?: Fraction;
}): Fraction;

export declare function checkExitCosts({ energy, latency }: ExitCosts, exits: number): void;

export declare function checkThresholds(thresholds: readonly number[], exits: number): void;

export declare function countExits({ examples, exits, score, right }: ExitColumns, thresholds: ArrayLike<number>): ExitCounts;

export declare function evaluatePolicy(trace: Trace, policy: ExitPolicy, costs: ExitCosts, options?: EvaluatePolicyOptions): PolicyResult;

export declare function evaluateThresholds(data: ExitData, thresholds: readonly number[]): ThresholdResult;

export declare function evaluatorOfColumns(columns: ExitColumns, cost: readonly number[]): (thresholds: readonly number[]) => ThresholdResult;

export declare function exitColumns({ confidence, correct, cost }: ExitData): ExitColumns;

export declare function exitReliability(trace: Trace, { bins, ...scores }?: ExitReliabilityOptions): readonly Reliability[];

export declare const exitRules: readonly ExitRule[];

export declare function exitScores(trace: Trace, rule: ExitRule, options?: ScoreOptions): ExitScores;

export declare function fitTemperatures(trace: Trace): readonly number[];

export declare function followImportance(options: readonly ScheduledOption[], alphas: readonly Fraction[]): FollowedSchedule;

export declare function frontOfColumns(columns: ExitColumns, cost: readonly number[], { points }?: FrontOptions): readonly ThresholdPoint[];

export declare function frontOfWidths(widths: readonly ExitWidth[], options?: FrontOptions): readonly (ThresholdPoint & {
    readonly width: number;
})[];

export declare function lineEnvelope(points: readonly StaticPoint[], accuracy: Fraction): number | undefined;

export declare function merkelThresholds(accuracy: readonly Fraction[], wanted: Fraction, { beta1, beta2 }?: MerkelRule): readonly number[];

export declare function negativeLogLikelihood(trace: Trace, exit: number, temperature: number): number;

export declare function readTrace(text: string, { file, classes }?: ReadTraceOptions): Trace;

export declare function reliability(confidence: ArrayLike<number>, correct: ArrayLike<number | boolean>, bins?: number): Reliability;

export declare function repeatedInTest({ split, exits, example, label, width, predicted, confidence }: Trace): number;

export declare function ruleColumns(trace: Trace, rule: ExitRule, options?: ScoreOptions): ExitColumns;

export declare function runOnBattery(options: readonly ScheduledOption[], { capacity, inferences, ...range }: {
    readonly capacity: Joules;
    readonly inferences: number;
    readonly empty?: Fraction;
    readonly full?: Fraction;
}): FollowedSchedule;

export declare function selectTrace(trace: Trace, admits: (example: {
    readonly split: TraceSplit;
    readonly row: number;
    readonly width?: number;
}) => boolean): Trace;

export declare function stepEnvelope(points: readonly StaticPoint[], accuracy: Fraction): number | undefined;

export declare function thresholdEvaluator(data: ExitData): (thresholds: readonly number[]) => ThresholdResult;

export declare function thresholdFront(data: ExitData, options?: FrontOptions): readonly ThresholdPoint[];

export declare function thresholdResult({ left, right }: ExitCounts, cost: readonly number[]): ThresholdResult;

export declare function traceSplit(trace: Trace, split: TraceSplit): Trace;

export declare function tuneClassThresholds(columns: ClassColumns, cost: readonly number[], goal: ExitGoal, start: readonly number[]): ClassThresholds;

export declare function tuneColumns(columns: ExitColumns, cost: readonly number[], goal: ExitGoal, options?: TuneOptions): TunedThresholds;

export declare function tuneThresholds(data: ExitData, goal: ExitGoal, options?: TuneOptions): TunedThresholds;

export declare function tuneWidths(widths: readonly ExitWidth[], goal: ExitGoal, options?: TuneOptions): {
    readonly best: TunedWidth;
    readonly all: readonly TunedWidth[];
};
