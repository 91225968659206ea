// Public types of @joulebook/cascade. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Bytes, Fraction, Hertz, Interval, Joules, Seconds, Trace, TraceSplit, Watts } from "@joulebook/core";

export type Calibration = {
    readonly recall: Fraction;
} | {
    readonly falseHit: Fraction;
} | {
    readonly precision: Fraction;
};

export interface CalledStage extends CascadeStage {
    readonly patience: number;
}

export interface Cascade {
    readonly mode: SwitchingMode;
    readonly reset: ResetRule;
    readonly stages: readonly [
        CascadeStage
    ] | readonly [
        CascadeStage,
        CalledStage
    ];
    readonly cloud?: CloudStage;
    readonly staticPower: Watts;
    readonly sensorPower: Watts;
    readonly events: EventProcess;
}

export interface CascadeOutcome {
    readonly power: Watts;
    readonly staticPower: Watts;
    readonly sensorPower: Watts;
    readonly staticShare: Fraction;
    readonly stages: readonly StageOutcome[];
    readonly recall: Fraction;
    readonly precision: Fraction;
    readonly falseAlarms: number;
    readonly latency: Seconds | undefined;
    readonly cloudCalls: number;
    readonly cloudBytes: Bytes;
    readonly carbon?: number;
}

export interface CascadeStage {
    readonly name: string;
    readonly rate: Hertz;
    readonly confirmation: Confirmation;
    readonly hit: Fraction;
    readonly falseHit: Fraction;
    readonly difficulty: Fraction;
    readonly energy: Joules;
    readonly latency: Seconds;
    readonly memory?: Bytes;
}

export interface CloudStage {
    readonly name: string;
    readonly confirmation: Confirmation;
    readonly hit: Fraction;
    readonly falseHit: Fraction;
    readonly difficulty: Fraction;
    readonly latency: Seconds;
    readonly energy: Joules;
    readonly bytes: Bytes;
    readonly carbon?: number;
}

export interface Confirmation {
    readonly hits: number;
    readonly of: number;
}

export interface EventProcess {
    readonly rate: Hertz;
    readonly length: LengthLaw;
    readonly diurnal?: readonly number[];
}

export type LengthLaw = {
    readonly law: "exponential";
    readonly mean: Seconds;
} | {
    readonly law: "fixed";
    readonly mean: Seconds;
} | {
    readonly law: "mixture";
    readonly parts: readonly {
        readonly mean: Seconds;
        readonly share: Fraction;
    }[];
};

export interface OneClassDetector {
    readonly exit: number;
    readonly of: number;
}

export interface OperatingChoice {
    readonly hit: Fraction;
    readonly falseHit: Fraction;
}

export type ResetRule = "rearm" | "clear";

export interface ScoreModel {
    readonly hitAt: (falseHit: Fraction) => Fraction;
    readonly falseHitAt: (hit: Fraction) => Fraction;
    readonly auc: Fraction;
}

export interface Simulation extends CascadeOutcome {
    readonly duration: Seconds;
    readonly frames: number;
    readonly events: number;
    readonly latencies: Readonly<Record<"p50" | "p90" | "p99", Seconds>> | undefined;
    readonly firstFrames: {
        readonly hit: number;
        readonly falseHit: number;
    };
    readonly intervals: Readonly<Record<"power" | "recall" | "falseAlarms" | "calledDuty" | "cloudCalls", Interval | undefined> & {
        readonly latency: Interval | undefined;
    }>;
}

export interface SimulationOptions {
    readonly duration: Seconds;
    readonly seed?: number;
    readonly level?: number;
}

export interface StageOutcome {
    readonly name: string;
    readonly rate: Hertz;
    readonly duty: Fraction;
    readonly power: Watts;
    readonly frameRecall: Fraction;
    readonly framePrecision: Fraction;
}

export type SwitchingMode = "sequential" | "exclusive";

export declare function binormalScores(auc: Fraction): ScoreModel;

export declare function calibrate(scores: ScoreModel, wanted: Calibration, prior: Fraction): OperatingChoice | undefined;

export declare function closedForm(cascade: Cascade): CascadeOutcome;

export declare function confirmationRate(rule: Confirmation, hit: number, reset: ResetRule): number;

export declare function framePrecision({ hit, falseHit }: OperatingChoice, prior: Fraction): Fraction;

export declare function framesToConfirm(rule: Confirmation, hit: number): number;

export declare function hitOfEase(hit: Fraction, difficulty: Fraction, ease: number): Fraction;

export declare function rocOfScores(events: Float64Array, others: Float64Array): readonly OperatingChoice[];

export declare function rocScores(points: readonly OperatingChoice[]): ScoreModel;

export declare function sharesAbove(events: Float64Array, others: Float64Array, threshold: number): OperatingChoice;

export declare function simulate(cascade: Cascade, { duration, seed, level }: SimulationOptions): Simulation;

export declare function traceScores(trace: Trace, { exit, of }: OneClassDetector, split: TraceSplit): {
    readonly events: Float64Array;
    readonly others: Float64Array;
};

export declare function windowConfirms({ hits, of }: Confirmation, p: number): number;
