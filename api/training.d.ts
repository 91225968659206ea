// Public types of @joulebook/training. Written by `npm run api`; a change belongs into CHANGELOG.md.

export interface CommittedRun {
    readonly name: string;
    readonly result: TrainingResult;
    readonly traceFile: string;
    readonly trainTraceFile?: string;
}

export interface Dataset {
    readonly name: DatasetName;
    readonly label: string;
    readonly shape: Shape;
    readonly classes: number;
    readonly scale: number;
    readonly decoder: string;
    readonly train: ImageSet;
    readonly test: ImageSet;
}

export type DatasetName = (typeof datasetNames)[number];

export interface EpochLog {
    readonly epoch: number;
    readonly loss: number;
    readonly validation: readonly number[];
}

export interface Experiment {
    readonly name: string;
    readonly description?: string;
    readonly data: ExperimentData;
    readonly network: MerkelFamily | MobileFamily | NetworkSpec;
    readonly training: TrainingSettings;
    readonly start?: StartingPoint;
    readonly quantisation?: QuantisationSettings;
    readonly pruning?: PruningSettings;
    readonly traces: TraceSettings;
}

export interface ExperimentData {
    readonly set: DatasetName;
    readonly train: number;
    readonly validation: number;
}

export interface ImageSet {
    readonly count: number;
    readonly pixels: Uint8Array;
    readonly labels: Uint8Array;
}

export type MerkelFamily = {
    readonly family: "merkel";
} & MerkelOptions;

export interface MerkelOptions {
    readonly layers: number;
    readonly filters: number;
    readonly exits: "all" | "last";
    readonly dropout?: number;
    readonly input?: Shape;
    readonly classes?: number;
}

export interface NetworkSpec {
    readonly input: Shape;
    readonly classes: number;
    readonly nodes: readonly NodeSpec[];
    readonly exits: readonly string[];
}

export type NodeSpec = ConvolutionSpec | DepthwiseSpec | BatchNormSpec | AddSpec | PoolSpec | AdaptivePoolSpec | DenseSpec;

export interface Shape {
    readonly height: number;
    readonly width: number;
    readonly channels: number;
}

export interface StartingPoint {
    readonly from: string;
    readonly freeze: "loaded" | "nothing";
}

export interface TraceSettings {
    readonly train: number;
    readonly decimals?: number;
}

export interface TrainManyOptions extends Omit<TrainOptions, "experiment" | "dataset"> {
    readonly experiments: readonly Experiment[];
    readonly processes?: number;
}

export interface TrainOptions {
    readonly experiment: Experiment;
    readonly workFolder: string;
    readonly resultFolder: string;
    readonly dataFolder?: string;
    readonly dataset?: Dataset;
    readonly checkpointEvery?: number;
    readonly stopAfter?: number;
    readonly onProgress?: (progress: TrainingProgress) => void;
    readonly signal?: AbortSignal;
}

export type TrainingOutcome = {
    readonly name: string;
    readonly ok: true;
    readonly result: TrainingResult;
} | {
    readonly name: string;
    readonly ok: false;
    readonly error: Error;
};

export interface TrainingProgress {
    readonly experiment: string;
    readonly phase: "training" | "validation" | "traces";
    readonly epoch: number;
    readonly epochs: number;
    readonly step: number;
    readonly steps: number;
    readonly loss: number;
    readonly accuracy?: readonly number[];
    readonly imagesPerSecond: number;
    readonly secondsLeft: number;
}

export interface TrainingResult {
    readonly schema: "joulebook/training-result@1";
    readonly experiment: Experiment;
    readonly data: {
        readonly label: string;
        readonly decoder: string;
    };
    readonly exits: readonly string[];
    readonly accuracy: {
        readonly train?: readonly number[];
        readonly val: readonly number[];
        readonly test: readonly number[];
    };
    readonly log: readonly EpochLog[];
    readonly bestEpoch: number;
    readonly stopped: "patience" | "epochs" | "time";
}

export interface TrainingSettings {
    readonly seed: number;
    readonly epochs: number;
    readonly batch: number;
    readonly rate: number;
    readonly l2: number;
    readonly patience: number;
    readonly exitWeights?: readonly number[];
    readonly schedule?: RateSchedule;
    readonly augmentation?: Augmentation;
    readonly distillation?: Distillation;
}

export interface TrainingSpeed {
    readonly imagesPerCpuSecond: number;
    readonly macsPerCpuSecond: number;
    readonly peakMacsPerCpuSecond: number;
}

export declare function committedRun(name: string): Promise<CommittedRun>;

export declare function committedRunNames(): Promise<readonly string[]>;

export declare const datasetNames: readonly [
    "cifar10",
    "cifar10-jpeg",
    "digits"
];

export declare function loadDataset(name: DatasetName, folder?: string): Promise<Dataset>;

export declare function merkelNetwork(options: MerkelOptions): NetworkSpec;

export declare function networkOf({ network }: Pick<Experiment, "network">): NetworkSpec;

export declare function parseExperiment(text: string, file: string): Experiment;

export declare function progressText(progress: TrainingProgress): string;

export declare function readExperiment(file: string): Promise<Experiment>;

export declare function shippedExperimentFile(name: string): Promise<string>;

export declare function shippedExperimentNames(): Promise<readonly string[]>;

export declare function traceText(traceFile: string): Promise<string>;

export declare function trainExperiment(options: TrainOptions): Promise<TrainingResult>;

export declare function trainExperiments(options: TrainManyOptions): Promise<readonly TrainingOutcome[]>;

export declare function trainingSpeed(network: NetworkSpec, { batch, steps }?: {
    readonly batch?: number;
    readonly steps?: number;
}): TrainingSpeed;

// Not exported, but part of the types above:

type Activation = "relu" | "relu6";

interface AdaptivePoolSpec extends Named {
    readonly kind: "adaptive-average-pool" | "adaptive-max-pool";
    readonly size: number;
}

interface AddSpec extends Named {
    readonly kind: "add";
    readonly with: string;
    readonly activation?: Activation;
}

interface Augmentation {
    readonly flip: boolean;
    readonly shift: number;
}

interface BatchNormSpec extends Named {
    readonly kind: "batch-norm";
    readonly momentum?: number;
    readonly epsilon?: number;
    readonly activation?: Activation;
}

interface BitPair {
    readonly backbone: number;
    readonly head: number;
}

interface ConvolutionSpec extends Named {
    readonly kind: "convolution";
    readonly filters: number;
    readonly kernel: number;
    readonly stride?: number;
    readonly padding?: Padding;
    readonly bias?: boolean;
    readonly activation?: Activation;
}

interface DenseSpec extends Named {
    readonly kind: "dense";
    readonly units: number;
    readonly dropout?: number;
    readonly activation?: Activation;
}

interface DepthwiseSpec extends Named {
    readonly kind: "depthwise";
    readonly kernel: number;
    readonly stride?: number;
    readonly padding?: Padding;
    readonly bias?: boolean;
    readonly activation?: Activation;
}

interface Distillation {
    readonly weight: number;
    readonly temperature: number;
}

type HeadForm = "single" | "double";

interface MobileBlock {
    readonly expand: number;
    readonly channels: number;
    readonly stride: number;
    readonly kernel: number;
}

type MobileFamily = {
    readonly family: "mobile";
} & MobileOptions;

interface MobileOptions {
    readonly stem: number;
    readonly blocks: readonly MobileBlock[];
    readonly mounts: readonly number[];
    readonly heads: readonly HeadForm[];
    readonly input?: Shape;
    readonly classes?: number;
}

interface Named {
    readonly name: string;
    readonly input?: string;
}

type Padding = "valid" | "same";

interface PoolSpec extends Named {
    readonly kind: "max-pool" | "average-pool";
    readonly size: number;
    readonly stride?: number;
}

type PruningCriterion = "magnitude" | "saliency";

interface PruningSettings {
    readonly by: PruningCriterion;
    readonly sparsity: number;
    readonly steps: number;
    readonly calibration: number;
}

interface QuantisationSettings extends BitPair {
    readonly calibration: number;
}

interface RateSchedule {
    readonly kind: "constant" | "cosine";
    readonly warmup: number;
}
