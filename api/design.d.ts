// Public types of @joulebook/design. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { AcceleratorDevice, Bytes, Device, Fraction, Interval, Joules, Macs, Network, Random, Seconds, TraceSplit, Watts } from "@joulebook/core";
import type { AllocationGoal, ManyCoreConvention, NodeCosts, StageCost } from "@joulebook/hardware";
import type { Design, Learner, Parameter, Prediction, Scores, SearchAlgorithm, SelectionRule, Space } from "@joulebook/search";

export type AlgorithmSettings = {
    readonly kind: "nsga2";
    readonly population?: number;
    readonly selection?: SelectionRule;
    readonly penalty?: number;
} | {
    readonly kind: "surrogate";
    readonly initial?: number;
    readonly batch?: number;
    readonly explore?: number;
} | {
    readonly kind: "random";
    readonly batch?: number;
} | {
    readonly kind: "exhaustive";
    readonly batch?: number;
};

export interface BackboneOnCores {
    readonly withExits: (full: Network) => StagesOnCores;
    readonly simulate: (network: Network, headCores: readonly (readonly number[])[]) => readonly StageCost[];
}

export interface CascadePoint {
    readonly name: string;
    readonly small: Joules;
    readonly medium: Joules;
    readonly smallLatency: Seconds;
    readonly mediumLatency: Seconds;
    readonly staticPower: Watts;
}

export interface CascadeSettings {
    readonly points: readonly CascadePoint[];
    readonly eventRate: number;
    readonly eventLength: Seconds;
    readonly smallSeparation: number;
    readonly mediumSeparation: number;
}

export interface Constraint {
    readonly name?: string;
    readonly quantity: string;
    readonly atMost?: number;
    readonly atLeast?: number;
}

export interface CoreOptions {
    readonly goal?: AllocationGoal;
    readonly convention?: ManyCoreConvention;
    readonly costs?: NodeCosts;
}

export interface DesignPredictor {
    accuracy(design: PlannedDesign): Prediction;
    exitShares(design: PlannedDesign): readonly number[];
}

export interface DeviceCondition {
    readonly point?: string;
    readonly allocation?: string;
    readonly costs: ExitCosts;
}

export interface DeviceConditionOptions {
    readonly device: Device;
    readonly points?: Readonly<Record<string, Device>>;
    readonly allocations?: readonly AllocationGoal[];
    readonly convention?: ManyCoreConvention;
}

export interface Evaluator {
    readonly kind: string;
    readonly parameters: readonly Parameter[];
    readonly quantities: readonly Quantity[];
    readonly objectives: readonly Objective[];
    readonly constraints: readonly Constraint[];
    readonly evaluate: (design: Design) => Readonly<Record<string, number>>;
    readonly report?: (design: Design) => readonly ReportedQuantity[];
    readonly notices: readonly string[];
}

export interface EvaluatorData {
    readonly runs: readonly RecordedRun[];
    readonly device?: Device;
    readonly devices?: Readonly<Record<string, Device>>;
    readonly files?: Readonly<Record<string, string>>;
}

export interface EvaluatorKind {
    readonly name: string;
    readonly summary: string;
    readonly settings: Readonly<Record<string, string>>;
    readonly runs: (settings: EvaluatorSettings) => readonly string[];
    readonly devices?: (settings: EvaluatorSettings) => readonly string[];
    readonly files?: readonly string[];
    readonly make: (settings: EvaluatorSettings, data: EvaluatorData) => Evaluator;
}

export interface EvaluatorSettings {
    readonly kind: string;
    readonly [setting: string]: unknown;
}

export interface ExitCostOptions {
    readonly bits?: number;
    readonly headBits?: number;
    readonly cores?: CoreOptions;
}

export interface ExitCosts {
    readonly blocks: readonly PartCost[];
    readonly heads: readonly Readonly<Record<HeadForm, PartCost>>[];
    readonly timeUnit?: "s" | "cycle";
    readonly energyRange?: Pick<Interval, "low" | "high" | "level" | "method">;
    readonly simulate?: (exits: readonly MountedExit[]) => readonly StageCost[];
    readonly notices: readonly string[];
}

export interface ExitCounts {
    readonly examples: number;
    readonly leaving: readonly number[];
    readonly correct: readonly number[];
    readonly accuracy: Fraction;
}

export interface ExitTable {
    readonly examples: number;
    readonly exits: readonly string[];
    readonly confidence: Float64Array;
    readonly correct: Uint8Array;
}

export interface FrontMember {
    readonly design: Design;
    readonly quantities: Readonly<Record<string, number>>;
    readonly reported: readonly ReportedQuantity[];
}

export type HeadForm = "single" | "double";

export interface MobileBackbone {
    readonly stem: number;
    readonly blocks: readonly MobileBlock[];
    readonly side?: number;
    readonly classes?: number;
}

export interface MobileBlock {
    readonly expand: number;
    readonly channels: number;
    readonly stride: number;
    readonly kernel: number;
}

export interface MobileExitOptions {
    readonly exits: readonly MountedExit[];
    readonly bits?: number;
    readonly headBits?: number;
    readonly name?: string;
}

export interface MountedExit {
    readonly block: number;
    readonly head: HeadForm;
}

export interface Objective {
    readonly quantity: string;
    readonly direction: "minimise" | "maximise";
}

export interface OneShotOptions {
    readonly precisions: readonly OneShotPrecision[];
    readonly place: (block: number, form: HeadForm) => number | undefined;
    readonly blocks: number;
    readonly leastThreshold?: number;
    readonly thresholds?: "shared" | "per exit";
    readonly memory?: {
        readonly flash?: Bytes;
        readonly sram?: Bytes;
    };
}

export interface OneShotPrecision {
    readonly bits: string;
    readonly validation: ExitTable;
    readonly test?: ExitTable;
    readonly costs: ExitCosts;
    readonly conditions?: readonly DeviceCondition[];
}

export interface PartCost {
    readonly energy: Joules;
    readonly latency: Seconds;
    readonly macs: Macs;
    readonly weights: Bytes;
    readonly activations: Bytes;
}

export type PlannedDesign = Pick<TrainedDesign, "exits" | "headLayers" | "threshold">;

export interface PlannedStudy {
    readonly study: SearchStudy;
    readonly evaluator: Evaluator;
    readonly space: Space;
    readonly objectives: readonly Objective[];
    readonly constraints: readonly Constraint[];
    readonly algorithm: SearchAlgorithm;
}

export interface PredictedExitsOptions {
    readonly learner?: Learner;
    readonly convention?: ManyCoreConvention;
}

export interface PredictorScore {
    readonly learner: string;
    readonly quantity: "accuracy" | "exit shares";
    readonly designs: number;
    readonly tau?: number;
    readonly tauInterval?: Interval;
    readonly error: number;
    readonly errorInterval: Interval;
    readonly gain: number;
    readonly gainInterval: Interval;
    readonly useful: boolean;
}

export interface Quantity {
    readonly name: string;
    readonly unit: string;
    readonly meaning: string;
}

export interface RecordedRun {
    readonly name: string;
    readonly exits: readonly string[];
    readonly network: unknown;
    readonly accuracy?: Readonly<Record<string, readonly number[]>>;
    readonly traces: string;
}

export interface ReplayedExit {
    readonly exit: number;
    readonly threshold: number;
}

export interface ReportedQuantity {
    readonly quantity: string;
    readonly value: number;
    readonly interval?: Interval;
}

export interface SearchStudy {
    readonly name: string;
    readonly description?: string;
    readonly evaluator: EvaluatorSettings;
    readonly space?: readonly Parameter[];
    readonly objectives?: readonly Objective[];
    readonly constraints?: readonly Constraint[];
    readonly algorithm: AlgorithmSettings;
    readonly evaluations: number;
    readonly seed: number;
    readonly timeout: Seconds;
    readonly choose?: string;
    readonly reference?: readonly number[];
}

export interface StageParts {
    readonly blocks: readonly PartCost[];
    readonly heads: readonly PartCost[];
    readonly timeUnit: "s" | "cycle";
    readonly notices: readonly string[];
}

export interface StagesOnCores {
    readonly blocks: readonly StageCost[];
    readonly heads: readonly StageCost[];
    readonly headCores: readonly (readonly number[])[];
}

export interface StudyProgress {
    readonly evaluations: number;
    readonly front: number;
    readonly hypervolume: number;
}

export interface StudyRecord {
    readonly index: number;
    readonly design: Design;
    readonly quantities?: Readonly<Record<string, number>>;
    readonly failure?: {
        readonly reason: "error" | "timeout" | "not-a-number";
        readonly message: string;
    };
}

export interface StudyResult {
    readonly evaluations: number;
    readonly failed: number;
    readonly feasible: number;
    readonly reference: readonly number[];
    readonly hypervolume: number;
    readonly progress: readonly StudyProgress[];
    readonly front: readonly FrontMember[];
    readonly chosen?: number;
}

export interface StudyRun {
    readonly records: readonly StudyRecord[];
    readonly firstBatch: number;
}

export interface TrainedDesign {
    readonly id: string;
    readonly study: string;
    readonly exits: readonly number[];
    readonly headLayers: readonly (1 | 2)[];
    readonly threshold: number;
    readonly accuracy: number;
    readonly exitShares: readonly number[];
    readonly exitAccuracy: readonly number[];
}

export interface TrainedMerkelNetwork {
    readonly layers: number;
    readonly filters: number;
    readonly validation: Fraction;
    readonly test: Fraction;
    readonly testImages: number;
}

export declare function atLeast(k: number, n: number, p: number): number;

export declare function cascadeEvaluator(settings: CascadeSettings): Evaluator;

export declare const designLearners: Readonly<Record<"ridge" | "forest" | "mean-only", Learner>>;

export declare function designPredictor(designs: readonly TrainedDesign[], learner: Learner, stream: Random): DesignPredictor;

export declare function deviceConditions({ device, points, allocations, convention }: DeviceConditionOptions, costsOn: (device: Device, cores: CoreOptions) => ExitCosts): readonly DeviceCondition[];

export declare const evaluatorKinds: readonly EvaluatorKind[];

export declare function exitCosts(backbone: MobileBackbone, device: Device, { bits, headBits, cores }?: ExitCostOptions): ExitCosts;

export declare function exitTables(text: string, { exits, file }: {
    readonly exits: readonly string[];
    readonly file?: string;
}): ReadonlyMap<TraceSplit, ExitTable>;

export declare function isSystemOfCores(device: Device): device is AcceleratorDevice;

export declare function keywordEvaluator(device: Device): Evaluator;

export declare function keywordSpotter(design: Design): Network;

export declare function makeEvaluator(settings: EvaluatorSettings, data: EvaluatorData): Evaluator;

export declare function mobileExitNetwork(backbone: MobileBackbone, options: MobileExitOptions): Network;

export declare function oneShotEvaluator(options: OneShotOptions): Evaluator;

export declare function parseStudy(text: string, file: string): SearchStudy;

export declare function partsByStage(network: Network, device: Device, onCores?: StagesOnCores): StageParts;

export declare function planStudy(study: SearchStudy, evaluator: Evaluator, file?: string): PlannedStudy;

export declare function plannedDesign(design: Design): PlannedDesign;

export declare function predictedExitsEvaluator(designs: readonly TrainedDesign[], device: Device, { learner, convention }?: PredictedExitsOptions): Evaluator;

export declare function replayExits(table: ExitTable, exits: readonly ReplayedExit[]): ExitCounts;

export declare function replayedExits(design: Design, blocks: number, place: OneShotOptions["place"]): ReplayedExit[];

export declare function scorePredictors(designs: readonly TrainedDesign[], { folds, seed }?: {
    readonly folds?: number;
    readonly seed?: number;
}): PredictorScore[];

export declare function scoresOf(quantities: Readonly<Record<string, number>>, objectives: readonly Objective[], constraints: readonly Constraint[]): Required<Scores>;

export declare function searchInMemory({ algorithm, evaluator, objectives, constraints, study }: PlannedStudy): StudyRun;

export declare function stagesOf(design: Design, { blocks: parts, heads, simulate }: ExitCosts, blocks: number): {
    readonly stages: readonly (StageCost & {
        readonly macs: number;
    })[];
    readonly blocksAlone: StageCost;
    readonly backbone: StageCost;
    readonly weights: Bytes;
    readonly activations: Bytes;
};

export declare function stagesOfTrained({ exits, headLayers }: PlannedDesign, parts: readonly PartCost[], heads: Readonly<Record<1 | 2, readonly PartCost[]>>): {
    readonly energy: number;
    readonly latency: number;
}[];

export declare function stagesOnCores(plain: Network, device: AcceleratorDevice, { goal, convention, costs }?: CoreOptions): BackboneOnCores;

export declare function studyJsonSchema(): Readonly<Record<string, unknown>>;

export declare function studyResult(plan: PlannedStudy, records: readonly StudyRecord[], firstBatch: number): StudyResult;

export declare function trainedDesigns(text: string, file?: string): TrainedDesign[];

export declare function trainedNetworksEvaluator(networks: readonly TrainedMerkelNetwork[], device: Device): Evaluator;

export declare function withSomeExits(network: Network, mounts: readonly number[]): Network;
