// Public types of @joulebook/cascade. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Battery, Bytes, Fraction, Hertz, Interval, Joules, Macs, Seconds, Trace, TraceSplit, Volts, Watts } from "@joulebook/core";

export interface AssumedVariant {
    readonly path: string;
    readonly was: string;
    readonly is: string;
    readonly text: string;
}

export interface AtOtherRate {
    readonly factor: number;
    readonly outcome: CascadeOutcome;
    readonly missed: readonly (keyof Requirements)[];
}

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

export interface CascadeColumns {
    readonly power: Float64Array;
    readonly recall: Float64Array;
    readonly falseAlarms: Float64Array;
    readonly falseAlarmTime: Float64Array;
    readonly latency: Float64Array;
    readonly calledDuty: Float64Array;
    readonly combined: Float64Array;
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
    readonly falseAlarmTime: Seconds;
    readonly latency: Seconds | undefined;
    readonly cloudCalls: number;
    readonly cloudBytes: Bytes;
    readonly carbon?: number;
}

export interface CascadeRow {
    readonly stages: readonly StageSetting[];
    readonly outcome: CascadeOutcome;
    readonly memory: Bytes | undefined;
    readonly batteryLife: Seconds | undefined;
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

export interface ChipPoint {
    readonly voltage?: Volts;
    readonly clock?: Hertz;
    readonly staticPower: Watts;
}

export interface Choices {
    readonly samples: number;
    readonly seed: number;
    readonly rates: readonly Hertz[];
    readonly confirmations: readonly Confirmation[];
    readonly recalls: readonly Fraction[];
    readonly patiences: readonly number[];
    readonly points: readonly string[];
    readonly first: readonly string[];
    readonly second: readonly string[];
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

export interface Detector {
    readonly auc: Fraction;
    readonly choose: (wanted: Calibration, prior: Fraction) => OperatingChoice | undefined;
}

export interface DutyCrossovers {
    readonly abandon: {
        readonly sequential: Fraction;
        readonly exclusive: Fraction;
    };
    readonly invest: {
        readonly sequential: Fraction;
        readonly exclusive: Fraction;
    };
}

export interface EvaluatedCascade {
    readonly stages: readonly StageSetting[];
    readonly outcome: CascadeOutcome;
    readonly memory?: Bytes;
    readonly batteryLife?: Seconds;
}

export interface EventProcess {
    readonly rate: Hertz;
    readonly length: LengthLaw;
    readonly diurnal?: readonly number[];
}

export interface LargestMedium {
    readonly energy: Joules;
    readonly factor: number;
    readonly lifeWithout: number;
    readonly lifeAt: number;
}

export type LatencyQuantiles = Readonly<Record<"p50" | "p90" | "p99", Seconds>>;

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

export interface Optimum {
    readonly samples: number;
    readonly feasible: number;
    readonly best: EvaluatedCascade;
    readonly front: readonly EvaluatedCascade[];
    readonly requirements: readonly RequirementCost[];
    readonly eventRates: readonly AtOtherRate[];
}

export type OptionSetting = Omit<StageSetting, "calibration" | "patience">;

export interface PairEvaluator {
    readonly meanLength: Seconds;
    readonly firsts: readonly (CascadeStage | undefined)[];
    readonly seconds: readonly (CalledStage | undefined)[];
    readonly evaluate: (first: Int32Array, second: Int32Array, into: CascadeColumns) => void;
}

export interface RateOption {
    readonly power: Watts;
    readonly recall: Fraction;
    readonly falseAlarms: number;
    readonly latency: number | undefined;
    readonly resolution: number;
    readonly rate: Hertz;
}

export interface ReadScenarioOptions {
    readonly file?: string;
    readonly traces?: ReadonlyMap<string, Trace>;
}

export interface Required {
    readonly outcome: CascadeOutcome;
    readonly memory?: Bytes | undefined;
    readonly batteryLife?: Seconds | undefined;
}

export interface RequirementCost {
    readonly requirement: keyof Requirements;
    readonly powerWithout: Watts;
    readonly binds: boolean;
}

export interface Requirements {
    readonly recall?: Fraction;
    readonly falseAlarmsPerDay?: number;
    readonly falseAlarmTime?: Seconds;
    readonly latency?: Seconds;
    readonly power?: Watts;
    readonly memory?: Bytes;
    readonly batteryLife?: Seconds;
}

export type ResetRule = "rearm" | "clear";

export interface SavingsSplit {
    readonly saved: Watts;
    readonly lessEnergy: Watts;
    readonly fewerInferences: Watts;
}

export interface Scenario {
    readonly name: string;
    readonly description?: string;
    readonly chip: {
        readonly name: string;
        readonly points: Readonly<Record<string, ChipPoint>>;
        readonly point: string;
        readonly memory?: Bytes;
        readonly sensorPower: Watts;
        readonly transferEnergy: Joules;
        readonly battery?: Battery;
    };
    readonly networks: Readonly<Record<string, ScenarioNetwork>>;
    readonly events: EventProcess;
    readonly mode: SwitchingMode;
    readonly reset: ResetRule;
    readonly power: "taken-out" | "literal";
    readonly stages: readonly StageSetting[];
    readonly cloud?: CloudStage;
    readonly requirements: Requirements;
    readonly choices: Choices;
    readonly dropped?: string;
    readonly assumed: readonly string[];
}

export interface ScenarioNetwork {
    readonly points: Readonly<Record<string, {
        readonly energy: Joules;
        readonly maxRate: Hertz;
    }>>;
    readonly macs?: Macs;
    readonly memory?: Bytes;
    readonly detector: Detector;
    readonly difficulty: Fraction;
}

export interface ScoreModel {
    readonly hitAt: (falseHit: Fraction) => Fraction;
    readonly falseHitAt: (hit: Fraction) => Fraction;
    readonly auc: Fraction;
}

export interface Simulation extends CascadeOutcome {
    readonly duration: Seconds;
    readonly frames: number;
    readonly events: number;
    readonly latencies: LatencyQuantiles | undefined;
    readonly firstFrames: {
        readonly hit: number;
        readonly falseHit: number;
    };
    readonly intervals: Readonly<Record<"power" | "recall" | "falseAlarms" | "falseAlarmTime" | "latency" | "p50" | "p90" | "p99" | "calledDuty" | "cloudCalls", Interval | undefined>>;
}

export interface SimulationOptions {
    readonly duration: Seconds;
    readonly seed?: number;
    readonly level?: number;
}

export interface SmallNetworkWorth {
    readonly power: Watts;
    readonly staticShare: Fraction;
    readonly most: Fraction;
    readonly half: Fraction;
}

export interface StageOutcome {
    readonly name: string;
    readonly rate: Hertz;
    readonly duty: Fraction;
    readonly power: Watts;
    readonly frameRecall: Fraction;
    readonly framePrecision: Fraction;
}

export interface StageSetting {
    readonly network: string;
    readonly point: string;
    readonly rate: Hertz;
    readonly confirmation: Confirmation;
    readonly calibration: Calibration;
    readonly patience?: number;
}

export interface StrategyCrossovers {
    readonly abandon: number | undefined;
    readonly invest: number | undefined;
}

export interface StrategyPowers {
    readonly eventsPerHour: number;
    readonly mediumOnly: Watts;
    readonly sequential: Watts;
    readonly exclusive: Watts;
    readonly duty: Fraction;
    readonly first: Watts;
    readonly second: Watts;
}

export interface SweptThreshold extends RateOption {
    readonly frameRecall: Fraction;
    readonly falseHit: Fraction;
}

export type SwitchingMode = "sequential" | "exclusive";

export declare function assumedVariants(text: string, paths: readonly string[]): readonly AssumedVariant[];

export declare function binormalScores(auc: Fraction): ScoreModel;

export declare function calibrate(scores: ScoreModel, wanted: Calibration, prior: Fraction): OperatingChoice | undefined;

export declare function cascadeColumns(size: number): CascadeColumns;

export declare function cascadeOf(scenario: Scenario, stages?: readonly StageSetting[]): Cascade;

export declare function closedForm(cascade: Cascade): CascadeOutcome;

export declare function compareRates(base: Cascade, a: CascadeStage, b: CascadeStage): readonly [
    RateOption,
    RateOption
];

export declare function confirmationProblem({ hits, of }: Confirmation): string | undefined;

export declare function confirmationRate(rule: Confirmation, hit: number, reset: ResetRule): number;

export declare function dutyCrossovers(first: Pick<CascadeStage, "rate" | "energy">, second: Pick<CascadeStage, "rate" | "energy">): DutyCrossovers;

export declare function equalPowerRate(scenario: Scenario, { network, point }: Pick<StageSetting, "network" | "point">, other: OptionSetting): Hertz;

export declare function framePrecision({ hit, falseHit }: OperatingChoice, prior: Fraction): Fraction;

export declare function framesToConfirm(rule: Confirmation, hit: number): number;

export declare function hitOfEase(hit: Fraction, difficulty: Fraction, ease: number): Fraction;

export declare function largestMedium(cascade: Cascade, battery: Battery, { share }?: {
    readonly share?: Fraction;
}): LargestMedium;

export declare function latencyQuantiles(cascade: Cascade): LatencyQuantiles | undefined;

export declare function lifeOf({ chip }: Scenario, power: Watts): Seconds | undefined;

export declare function mediumOnly(cascade: Cascade): Cascade;

export declare function meetsRequirement(row: Required, name: keyof Requirements, wanted: Requirements): boolean;

export declare function mostWithin(list: readonly SweptThreshold[], falseAlarms: number): SweptThreshold | undefined;

export declare function optimise(scenario: Scenario, { samples, seed, }?: {
    readonly samples?: number;
    readonly seed?: number;
}): Optimum;

export declare function pairEvaluator(scenario: Scenario, firstSettings: readonly StageSetting[], secondSettings: readonly StageSetting[]): PairEvaluator;

export declare function readScenario(text: string, { file, traces }?: ReadScenarioOptions): Scenario;

export declare function requirementValue({ outcome, memory, batteryLife }: Required, name: keyof Requirements): number | undefined;

export declare function residentMemory({ networks }: Scenario, stages: readonly StageSetting[]): Bytes | undefined;

export declare function rocOfScores(events: Float64Array, others: Float64Array): readonly OperatingChoice[];

export declare function rocScores(points: readonly OperatingChoice[]): ScoreModel;

export declare function sampleCascades(scenario: Scenario, { samples, seed }: {
    readonly samples: number;
    readonly seed: number;
}): readonly CascadeRow[];

export declare function savingsSplit(cascade: Cascade): SavingsSplit;

export declare function scenarioEvaluator(scenario: Scenario): (stages: readonly StageSetting[]) => CascadeRow | undefined;

export declare function scenarioJsonSchema(): object;

export declare function scenarioTraces(text: string, file?: string): readonly string[];

export declare function sharesAbove(events: Float64Array, others: Float64Array, threshold: number): OperatingChoice;

export declare function simulate(cascade: Cascade, { duration, seed, level }: SimulationOptions): Simulation;

export declare function smallNetworkWorth(cascade: Cascade): SmallNetworkWorth;

export declare function strategyCrossovers(cascade: Cascade, mode: SwitchingMode, { highest }?: {
    readonly highest?: number;
}): StrategyCrossovers;

export declare function strategyPowers(cascade: Cascade, eventsPerHour: readonly number[]): readonly StrategyPowers[];

export declare function sweptThresholds(scenario: Scenario, setting: OptionSetting): readonly SweptThreshold[];

export declare function traceScores(trace: Trace, { exit, of }: OneClassDetector, split: TraceSplit): {
    readonly events: Float64Array;
    readonly others: Float64Array;
};

export declare function windowConfirms({ hits, of }: Confirmation, p: number): number;
