// Public types of @joulebook/hardware. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { AcceleratorCore, AcceleratorDevice, AcceleratorMemory, Bytes, Cholesky, Device, DeviceBase, DeviceFit, DeviceSource, EnergyBasis, EstimateDocument, EstimatedStatic, FitResiduals, Fraction, Hertz, Interval, Joules, Layer, LayerKind, Loops, Macs, MeasuredDevice, Network, OpTableDevice, OpTableEntry, OperatingPoint, PowerMode, Problem, RooflineDevice, Seconds, Sourced, Volts, Watts } from "@joulebook/core";
import type { PlaceOf } from "@joulebook/documents";
import type { MemoryFits } from "@joulebook/network";

export interface AcceleratorCost extends NetworkCost {
    readonly latencyCycles: number;
    readonly layers: readonly AcceleratorLayer[];
    readonly convention: Convention;
    readonly objective: Objective;
}

export interface AcceleratorLayer extends LayerCost {
    readonly cycles: number;
    readonly utilisation?: {
        readonly ideal: number;
        readonly spatial: number;
        readonly whole: number;
    };
    readonly mapping?: {
        readonly spatial: readonly {
            readonly array: string;
            readonly loop: string;
            readonly factor: number;
        }[];
        readonly temporal: readonly {
            readonly loop: string;
            readonly size: number;
        }[];
        readonly source: FoundMapping["source"];
        readonly orders: number;
        readonly evaluated: number;
    };
    readonly timing?: {
        readonly onLoading: number;
        readonly computation: number;
        readonly offLoading: number;
    };
    readonly macEnergy?: number;
    readonly accesses?: readonly {
        readonly memory: string;
        readonly operand: Operand;
        readonly reads: number;
        readonly writes: number;
        readonly energy: number;
    }[];
}

export interface AcceleratorOptions {
    readonly mapping?: MappingFile;
    readonly objective?: Objective;
    readonly convention?: Convention;
    readonly bits?: number;
    readonly unrolling?: UnrollingSearch;
    readonly mostLoops?: number;
    readonly prune?: boolean;
    readonly places?: MemoryPlacesInFile;
}

export interface AccountedExits {
    readonly stages: readonly StageCost[];
    readonly leastStages?: readonly StageCost[];
    readonly allExits: WholeInference;
    readonly backbone: WholeInference;
}

export type Allocation = readonly number[];

export type AllocationGoal = "latency" | "energy" | "edp";

export interface AllocationOptions {
    readonly goal?: AllocationGoal;
    readonly search?: AllocationSearch;
    readonly seed?: number;
    readonly population?: number;
    readonly generations?: number;
    readonly crossover?: number;
    readonly mutations?: number;
    readonly start?: "plain" | "random";
    readonly exhaustive?: number;
    readonly visit?: (schedule: Schedule, allocation: Allocation) => void;
}

export type AllocationSearch = "long" | "stream";

export interface CharacterisationOptions {
    readonly id: string;
    readonly title?: string;
    readonly power?: number;
    readonly clock?: number;
    readonly voltage?: number;
    readonly flash?: number;
    readonly sram?: number;
    readonly software?: string;
}

export interface CharacterisedLayer {
    readonly kind: LayerKind;
    readonly counts: "macs" | "ops";
    readonly count: number;
    readonly outputs: number;
    readonly latency: Seconds;
    readonly resolution: Seconds;
    readonly power?: Watts;
}

export type Convention = "zigzag" | "sound";

export interface CoreUse {
    readonly core: number;
    readonly busy: number;
    readonly peakBits: number;
    readonly memory: readonly (readonly [
        time: number,
        bits: number
    ])[];
}

export type Dataflow = "weight-stationary" | "input-stationary" | "output-stationary";

export interface EnergySplit {
    readonly mac: number;
    readonly onChip: number;
    readonly offChip: number;
    readonly links: number;
    readonly static: number;
}

export interface Estimate extends NetworkCost {
    readonly network: string;
    readonly device: string;
    readonly static: EstimatedStatic;
    readonly operatingPoint: EstimateDocument["operatingPoint"];
    readonly byKind: Readonly<Partial<Record<LayerKind, KindCost>>>;
    readonly memory: {
        readonly weightBytes: number;
        readonly peakActivationBytes: number;
        readonly arenaBytes: number;
    };
    readonly fits: MemoryFits;
}

export interface EstimateNotice {
    readonly code: "uncosted-layers" | "extrapolated" | "unverified" | "assumed" | "no-interval" | "bits" | "note";
    readonly message: string;
}

export interface EstimateOptions {
    readonly roofline?: RooflineOptions;
    readonly accelerator?: AcceleratorOptions;
    readonly systolic?: {
        readonly dataflow: Dataflow;
        readonly bits?: number;
    };
    readonly manyCore?: ManyCoreOptions;
}

export interface ExitAccount {
    readonly shares: readonly Fraction[];
    readonly factor?: number;
    readonly averages: ExitEnergyDelay;
    readonly least?: ExitEnergyDelay;
    readonly optimism?: number;
    readonly allExits: StaticBaseline;
    readonly backbone: StaticBaseline;
}

export interface ExitEnergyDelay {
    readonly cumulativeEnergy: readonly Joules[];
    readonly cumulativeLatency: readonly number[];
    readonly cumulativeEnergyDelay: readonly number[];
    readonly meanEnergy: Joules;
    readonly meanLatency: number;
    readonly meanOfProducts: number;
    readonly productOfMeans: number;
}

export interface ExitsOnCores {
    readonly problem: ManyCoreProblem;
    readonly found: Pick<FoundAllocation, "method" | "evaluated" | "allocation" | "front">;
    readonly schedule: Schedule;
    readonly stages: readonly ScheduledStage[];
    readonly averages: ExitEnergyDelay;
    readonly leastStages: readonly StageCost[];
    readonly leastAverages: ExitEnergyDelay;
    readonly optimism: number;
    readonly allExits: number;
}

export type Features = Readonly<Record<string, number>>;

export interface FitAnswer {
    readonly value: number;
    readonly deviation?: number;
}

export interface FitRow extends NetworkFeatures {
    readonly network: string;
    readonly value: number;
}

export type Fitter = (rows: readonly FitRow[]) => Predictor;

export interface FoundAllocation {
    readonly method: "exhaustive" | "nsga-ii" | "stream" | "only";
    readonly evaluated: number;
    readonly allocation: Allocation;
    readonly schedule: Schedule;
    readonly front: readonly {
        readonly allocation: Allocation;
        readonly energy: number;
        readonly latency: number;
    }[];
}

export interface FoundMapping {
    readonly cost: MappingCost;
    readonly spatial: SpatialMapping;
    readonly order: readonly {
        readonly loop: string;
        readonly size: number;
    }[];
    readonly orders: number;
    readonly evaluated: number;
    readonly source: "given" | "searched";
}

export interface HeldOut {
    readonly ratios: readonly number[];
    readonly residuals: FitResiduals;
}

export interface Hierarchy {
    readonly memories: readonly AcceleratorMemory[];
    readonly levels: Readonly<Record<Operand, readonly OperandLevel[]>>;
    readonly stored: readonly (readonly Operand[])[];
    readonly levelAt: readonly Readonly<Record<Operand, number>>[];
    readonly dimensions: readonly {
        readonly name: string;
        readonly size: number;
    }[];
    readonly units: number;
    readonly unitEnergy: number;
    readonly ports: number;
    readonly wholeLoads?: boolean;
}

export interface InferenceAtPoint {
    readonly point: OperatingPoint;
    readonly dynamicEnergy: Joules;
    readonly staticEnergy: Joules;
    readonly ownSupplyEnergy?: Joules;
    readonly energy: Joules;
    readonly latency: Seconds;
    readonly staticShare: Fraction;
}

export interface KindCost {
    readonly layers: number;
    readonly macs: Macs;
    readonly energy?: Joules;
    readonly latency?: Seconds;
}

export type LaneCount = "channels" | "columns";

export interface LayerCost {
    readonly name: string;
    readonly kind: LayerKind;
    readonly macs: Macs;
    readonly energy?: Joules;
    readonly latency?: Seconds;
    readonly energyInterval?: Interval;
    readonly latencyInterval?: Interval;
    readonly extrapolated?: boolean;
}

export interface LayerStages {
    readonly count: number;
    readonly of: (layer: number) => {
        readonly stage: number;
        readonly head: boolean;
    };
}

export interface LinkGraph {
    readonly resources: readonly LinkResource[];
    readonly route: (from: number, to: number) => Route | undefined;
}

export interface LinkResource {
    readonly name: string;
    readonly widthBits: number;
    readonly energyPerBit: number;
}

export interface LoopNest {
    readonly operator: "Conv" | "Gemm";
    readonly dimensions: readonly Dimension[];
    readonly sizes: readonly number[];
    readonly x: Slide;
    readonly y: Slide;
    readonly bits: OperandBits;
    readonly computed: boolean;
    readonly inputWithoutC?: boolean;
}

export type ManyCoreConvention = "stream" | "sound";

export interface ManyCoreCost extends NetworkCost {
    readonly latencyCycles: number;
    readonly layers: readonly ManyCoreLayer[];
    readonly convention: ManyCoreConvention;
    readonly objective: NonNullable<AllocationOptions["goal"]>;
    readonly energySplit: EnergySplit;
    readonly cores: readonly {
        readonly id: string;
        readonly role: "compute" | "pooling" | "simd";
        readonly busyCycles: number;
        readonly peakMemoryBits: number;
        readonly memory: readonly (readonly [
            number,
            number
        ])[];
    }[];
    readonly allocation: Pick<FoundAllocation, "method" | "evaluated"> & {
        readonly seed: number;
    };
    readonly stages?: readonly ScheduledStage[];
    readonly leastStages?: readonly StageCost[];
    readonly schedule: Schedule;
    readonly work: Workload;
}

export interface ManyCoreLayer extends LayerCost {
    readonly cycles: number;
    readonly core?: string;
    readonly startCycle?: number;
    readonly endCycle?: number;
}

export interface ManyCoreOptions extends AllocationOptions, SharedOptions, Partial<OperatorCounts> {
    readonly convention?: ManyCoreConvention;
    readonly mapping?: MappingFile;
    readonly bits?: WorkBits;
    readonly allocation?: Allocation;
    readonly costs?: NodeCosts;
}

export interface ManyCoreProblem {
    readonly work: Workload;
    readonly units: readonly number[];
    readonly allowed: readonly (readonly number[])[];
    readonly schedule: Scheduler;
    readonly costs: NodeCosts;
}

export interface MappingCost {
    readonly energy: number;
    readonly macEnergy: number;
    readonly levels: readonly LevelAccesses[];
    readonly latency: number;
    readonly onLoading: number;
    readonly computation: number;
    readonly offLoading: number;
    readonly iterations: number;
    readonly ideal: number;
}

export interface MappingEntry {
    readonly name: string;
    readonly spatial?: WantedUnrolling;
    readonly hints?: Readonly<Record<string, readonly string[]>>;
    readonly operandNames?: Readonly<Partial<Record<Operand, string>>>;
    readonly order?: readonly {
        readonly loop: string;
        readonly size: number;
    }[];
    readonly cores?: readonly number[];
    readonly place: Pick<Problem, "file" | "line" | "column">;
}

export interface MappingFile {
    readonly entries: readonly MappingEntry[];
    readonly warnings: readonly Problem[];
}

export interface MeasuredAtPoint {
    readonly energy: Joules;
    readonly latency: Seconds;
}

export interface MeasuredCost extends NetworkCost {
    readonly overhead: {
        readonly energy: number;
        readonly latency: number;
    };
}

export interface MeasuredDeviceOptions {
    readonly id: string;
    readonly title?: string;
    readonly source: DeviceSource;
    readonly energyBasis: EnergyBasis;
    readonly idleIncluded?: boolean;
    readonly backend?: string;
    readonly software?: string;
    readonly notes?: readonly string[];
    readonly clock?: number;
    readonly voltage?: number;
}

export interface MeasuredRow {
    readonly network: Network;
    readonly name?: string;
    readonly energy?: number;
    readonly latency?: number;
}

export interface MemoryTraffic {
    readonly memory: string;
    readonly read: Bytes;
    readonly written: Bytes;
    readonly energy: Joules;
}

export interface Move {
    readonly kind: "weights" | "input" | "activation" | "result" | "eviction" | "refetch";
    readonly node: number | undefined;
    readonly from: number;
    readonly to: number;
    readonly bits: number;
    readonly start: number;
    readonly end: number;
    readonly energy: EnergySplit;
}

export interface NetworkCost {
    readonly energy: Joules;
    readonly latency?: Seconds;
    readonly latencyCycles?: number;
    readonly energyInterval?: Interval;
    readonly latencyInterval?: Interval;
    readonly layers: readonly LayerCost[];
    readonly overhead?: {
        readonly energy: Joules;
        readonly latency: Seconds;
    };
    readonly traffic?: readonly MemoryTraffic[];
    readonly before?: NetworkCost;
    readonly notices: readonly EstimateNotice[];
}

export interface NetworkFeatures {
    readonly features: Features;
    readonly family: string;
    readonly precision: string;
    readonly kinds: readonly LayerKind[];
}

export interface NodeCost {
    readonly cycles: number;
    readonly macEnergy: number;
    readonly onChipEnergy: number;
    readonly offChipEnergy: number;
    readonly offChipBits: Readonly<Record<Operand, number>>;
    readonly offChipCycles: number;
    readonly utilisation: number;
    readonly byMemory: Readonly<Record<string, number>>;
}

export interface NodeCostOptions extends Partial<OperatorCounts> {
    readonly convention: ManyCoreConvention;
}

export interface NodeCosts {
    readonly device: AcceleratorDevice;
    readonly convention: ManyCoreConvention;
    readonly of: (node: WorkNode, core: number, residency: Residency, tile?: TileExtent) => NodeCost | undefined;
    readonly known: () => number;
}

export type Objective = "latency" | "energy" | "edp";

export interface OperandBits {
    readonly W: number;
    readonly I: number;
    readonly partial: number;
    readonly final: number;
}

export interface OperatorCounts {
    readonly pooling: PoolingCount;
    readonly lanes: LaneCount;
}

export interface Pace<P = OperatingPoint> {
    readonly point: P;
    readonly latency: Seconds;
    readonly slack: Seconds;
    readonly energy: Joules;
}

export interface PaceChoice<P = OperatingPoint> {
    readonly paces: readonly Pace<P>[];
    readonly best: Pace<P> | undefined;
    readonly raceToIdle: Pace<P> | undefined;
    readonly slowAndLow: Pace<P> | undefined;
    readonly clockNeeded?: Hertz;
}

export interface PaceOptions {
    readonly deadline: Seconds;
    readonly sleepPower?: Watts | undefined;
    readonly wakeEnergy?: Joules | undefined;
}

export interface PhysicalFit {
    readonly precisions: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

export type PoolingCount = "windows" | "channels-squared";

export interface PowerLaw {
    readonly of: string;
    readonly precisions: ReadonlyMap<string, {
        readonly scale: number;
        readonly exponent: number;
    }>;
}

export type Predictor = (network: NetworkFeatures) => number;

export interface ProcessFit {
    readonly physical: PhysicalFit;
    readonly process: GaussianProcess;
}

export interface ReadAccelerator {
    readonly device: AcceleratorDevice;
    readonly warnings: readonly Problem[];
    readonly places?: MemoryPlacesInFile;
}

export type ResolveFile = (name: string) => Promise<{
    readonly text: string;
    readonly file: string;
} | undefined>;

export interface RooflineCost extends NetworkCost {
    readonly layers: readonly RooflineLayer[];
    readonly macEnergy: Joules;
    readonly staticEnergy: Joules;
    readonly traffic: readonly MemoryTraffic[];
    readonly before?: RooflineCost;
}

export interface RooflineLayer extends LayerCost {
    readonly bound: string;
}

export interface RooflineOptions {
    readonly fold?: boolean;
    readonly fuse?: boolean;
    readonly sparsity?: {
        readonly weights?: Fraction;
        readonly activations?: Fraction;
    };
}

export interface Route {
    readonly resources: readonly number[];
    readonly widthBits: number;
    readonly energyPerBit: number;
}

export interface Schedule {
    readonly latency: number;
    readonly energy: EnergySplit;
    readonly nodes: readonly ScheduledNode[];
    readonly moves: readonly Move[];
    readonly cores: readonly CoreUse[];
    readonly offChipBits: number;
    readonly links: readonly {
        readonly name: string;
        readonly busy: number;
    }[];
}

export interface ScheduledNode {
    readonly node: number;
    readonly rows?: readonly [
        number,
        number
    ];
    readonly columns?: readonly [
        number,
        number
    ];
    readonly core: number;
    readonly start: number;
    readonly end: number;
    readonly energy: EnergySplit;
    readonly byMemory: Readonly<Record<string, number>>;
}

export interface ScheduledStage extends StageCost {
    readonly start: number;
    readonly end: number;
    readonly blocks: number;
    readonly head: number;
}

export type Scheduler = (allocation: Allocation) => Schedule;

export interface SearchOptions {
    readonly objective?: Objective;
    readonly convention?: Convention;
    readonly given?: Pick<MappingEntry, "spatial" | "hints" | "order" | "place"> | undefined;
    readonly unrolling?: UnrollingSearch | undefined;
    readonly mostLoops?: number | undefined;
    readonly places?: MemoryPlacesInFile | undefined;
    readonly prune?: boolean;
}

export interface SharedOptions {
    readonly tiles?: TileGrid;
    readonly stacks?: TileStacks;
    readonly spread?: boolean;
}

export interface SharedScheduler {
    readonly schedule: Scheduler;
    readonly units: readonly number[];
}

export interface StageCost {
    readonly energy: Joules;
    readonly latency: number;
}

export interface StaticBaseline extends WholeInference {
    readonly energyDelay: number;
    readonly reduction: number;
}

export interface SystolicArray {
    readonly rows: number;
    readonly columns: number;
    readonly dataflow: Dataflow;
}

export interface SystolicCost extends NetworkCost {
    readonly latencyCycles: number;
    readonly layers: readonly SystolicLayer[];
}

export interface SystolicCycles {
    readonly folds: number;
    readonly cycles: number;
    readonly utilisation: Fraction;
}

export interface SystolicLayer extends LayerCost {
    readonly cycles: number;
    readonly macEnergy?: number;
    readonly utilisation?: {
        readonly ideal: number;
        readonly spatial: number;
        readonly whole: number;
    };
}

export interface SystolicProduct {
    readonly positions: number;
    readonly terms: number;
    readonly channels: number;
    readonly groups?: number;
}

export interface Throughput {
    readonly value: number;
    readonly interval?: Interval;
    readonly extrapolated: boolean;
    readonly unverified: boolean;
    readonly assumed: boolean;
}

export interface TileAxis {
    readonly output: number;
    readonly input: number;
    readonly of: number;
}

export interface TileExtent {
    readonly rows: TileAxis;
    readonly columns: TileAxis;
}

export interface TileGrid {
    readonly rows: number;
    readonly columns: number;
}

export type TileStacks = "weights" | "whole";

export type UnrollingSearch = "single" | "mixed";

export interface WholeInference {
    readonly energy: Joules;
    readonly latency: number;
}

export interface WorkBits {
    readonly backbone: number;
    readonly heads: number;
}

export interface WorkNode {
    readonly name: string;
    readonly layer: number;
    readonly kind: NodeKind;
    readonly operators: readonly string[];
    readonly parts: readonly {
        readonly loops: Loops;
        readonly times: number;
    }[];
    readonly bits: OperandBits;
    readonly inputs: readonly number[];
    readonly output: number;
    readonly weightBits: number;
    readonly columns: number;
    readonly macs: number;
    readonly stage: number;
    readonly head: boolean;
}

export interface WorkTensor {
    readonly name: string;
    readonly bits: number;
    readonly rows: number;
    readonly columns: number;
    readonly producer?: number;
    readonly consumers: readonly number[];
    readonly result: boolean;
}

export interface Workload {
    readonly name: string;
    readonly nodes: readonly WorkNode[];
    readonly tensors: readonly WorkTensor[];
    readonly stages: number;
    readonly folded: readonly string[];
}

export interface WorkloadOptions {
    readonly bits?: WorkBits;
}

export declare function acceleratorCost(network: Network, device: AcceleratorDevice, options?: AcceleratorOptions): AcceleratorCost;

export declare function allowedCores({ nodes }: Workload, device: AcceleratorDevice, mapping?: MappingFile): readonly (readonly number[])[];

export declare function atPoint(inference: InferenceAtPoint, point: OperatingPoint): InferenceAtPoint;

export declare function backboneAlone(network: Network): Network;

export declare function basePoint(device: PointedDevice): OperatingPoint;

export declare function builtInDevice(id: string): Device;

export declare function builtInDeviceIds(): readonly string[];

export declare function characterisedTable(layers: readonly (CharacterisedLayer & Sourced)[]): readonly OpTableEntry[];

export declare function checkDevice(value: unknown, file: string, placeOf?: PlaceOf): Device;

export declare const dataflows: readonly Dataflow[];

export declare const eightBit: OperandBits;

export declare function estimate(network: Network, device: Device, options?: EstimateOptions): Estimate;

export declare function exitAccount({ stages, leastStages, allExits, backbone }: AccountedExits, shares: readonly Fraction[]): ExitAccount;

export declare function exitEnergyDelay(stages: readonly StageCost[], shares: readonly Fraction[]): ExitEnergyDelay;

export declare function exitShares(shares: readonly Fraction[]): {
    readonly shares: readonly Fraction[];
    readonly factor?: number;
};

export declare function exitsOnCores(network: Network, device: AcceleratorDevice, shares: readonly Fraction[], options?: ManyCoreOptions): ExitsOnCores;

export declare const fitForms: readonly [
    "gaussian-process",
    "non-negative-least-squares",
    "power-law"
];

export declare function fitPredictor(fit: DeviceFit, siblings: readonly DeviceFit[]): (network: NetworkFeatures) => FitAnswer;

export declare function frequencyLimit(points: readonly Pick<OperatingPoint, "voltage" | "clock">[], voltage: Volts): Hertz;

export declare function hierarchy(core: AcceleratorCore, names?: Readonly<Record<Operand, string>>): Hierarchy;

export declare function inMode({ energy, latency }: MeasuredAtPoint, { energyRatio, timeRatio }: PowerMode): MeasuredAtPoint;

export declare function isSystem(text: string): boolean;

export declare function layerFeatures(layer: Layer, network: Network): Features;

export declare function layerStages(network: Network): LayerStages;

export declare function leastStages(work: Workload): {
    readonly visit: (schedule: Schedule) => void;
    readonly stages: () => readonly StageCost[];
};

export declare function leaveOneNetworkOut(rows: readonly FitRow[], fitter: Fitter): HeldOut;

export declare function linkGraph({ cores, links }: Pick<AcceleratorDevice, "cores" | "links">): LinkGraph;

export declare function loopNest(loops: Loops, bits?: OperandBits, { crossed }?: {
    readonly crossed?: boolean;
}): LoopNest;

export declare function macEnergyScale(weightBits: number, inputBits: number, arrayBits?: number): number;

export declare function macsPerProduct(layer: Layer, network: Network): number;

export declare function manyCoreCost(network: Network, device: AcceleratorDevice, options?: ManyCoreOptions): ManyCoreCost;

export declare function manyCoreProblem(network: Network, device: AcceleratorDevice, options?: ManyCoreOptions): ManyCoreProblem;

export declare function measuredCost(network: Network, device: MeasuredDevice): MeasuredCost;

export declare function measuredDevice(rows: readonly MeasuredRow[], options: MeasuredDeviceOptions): MeasuredDevice;

export declare function namedPoint<P extends {
    readonly name: string;
}>(points: readonly P[], name: string): P;

export declare function networkCost(network: Network, device: Device, { roofline, accelerator, systolic, manyCore }?: EstimateOptions): NetworkCost;

export declare function networkFeatures(network: Network): NetworkFeatures;

export declare function nodeCosts(device: AcceleratorDevice, options: NodeCostOptions): NodeCosts;

export declare const objectives: readonly Objective[];

export declare function opTableCost(network: Network, device: OpTableDevice): NetworkCost;

export declare function outputElements(layer: Layer, { tensors }: Network): number;

export declare function ownMode(modes: readonly PowerMode[]): PowerMode | undefined;

export declare function ownPoint(device: Omit<PointedDevice, "id">): OperatingPoint | undefined;

export declare function paceInModes(inference: MeasuredAtPoint, modes: readonly PowerMode[], options: PaceOptions): PaceChoice<PowerMode>;

export declare function paceToDeadline(inference: InferenceAtPoint, points: readonly OperatingPoint[], options: PaceOptions): PaceChoice;

export declare const physicalFeatures: readonly string[];

export declare function physicalFit(rows: readonly FitRow[]): PhysicalFit;

export declare function physicalFitter(rows: readonly FitRow[]): Predictor;

export declare function pointAtVoltage(points: readonly OperatingPoint[], voltage: Volts): OperatingPoint;

export declare function powerLaw(rows: readonly FitRow[], of: string): PowerLaw;

export declare function powerLawFitter(of: string): (rows: readonly FitRow[]) => Predictor;

export declare function processFit(rows: readonly FitRow[]): ProcessFit;

export declare function processFitter(rows: readonly FitRow[]): Predictor;

export declare function readAccelerator(text: string, file: string): ReadAccelerator;

export declare function readCharacterisation(text: string, file: string, options: CharacterisationOptions): OpTableDevice;

export declare function readDevice(text: string, file: string): Device;

export declare function readMapping(text: string, file: string): MappingFile;

export declare function readSystem(text: string, file: string, resolve: ResolveFile): Promise<ReadAccelerator>;

export declare function requireExits({ count }: Pick<LayerStages, "count">, name: string): void;

export declare function rooflineCost(network: Network, device: RooflineDevice, options?: RooflineOptions): RooflineCost;

export declare function searchAllocation(allowed: readonly (readonly number[])[], schedule: Scheduler, options?: AllocationOptions): FoundAllocation;

export declare function searchMapping(nest: LoopNest, core: Hierarchy, options?: SearchOptions): FoundMapping;

export declare function sharedScheduler(work: Workload, costs: NodeCosts, allowed: readonly (readonly number[])[], { tiles, stacks, spread }?: SharedOptions): SharedScheduler;

export declare function splitEnergy({ energy, latency }: MeasuredAtPoint, point: OperatingPoint): InferenceAtPoint;

export declare function stageCosts(schedule: Schedule, work: Workload): readonly ScheduledStage[];

export declare function statedPoint(device: Omit<PointedDevice, "id"> & Pick<DeviceBase, "powerModes">): EstimateDocument["operatingPoint"];

export declare function staticEnergy(device: Device, cost: Counted): EstimatedStatic;

export declare function staticPowerOf(point: OperatingPoint): Watts;

export declare function streamScheduler(work: Workload, costs: NodeCosts, allowed: readonly (readonly number[])[]): Scheduler;

export declare function systolicCost(network: Network, device: AcceleratorDevice, { dataflow, bits }: {
    readonly dataflow: Dataflow;
    readonly bits?: number;
}): SystolicCost;

export declare function systolicCycles({ positions, terms, channels, groups }: SystolicProduct, { rows, columns, dataflow }: SystolicArray): SystolicCycles;

export declare function systolicProduct({ batch, rows, output, inChannels, kernel, outChannels, groups, }: Loops): SystolicProduct;

export declare function throughputAt(points: readonly Point[], macsPerOutput: number): Throughput;

export declare function totalEnergy({ mac, onChip, offChip, links, static: leak }: EnergySplit): number;

export declare const unrollingSearches: readonly UnrollingSearch[];

export declare function wantedPoint(points: readonly OperatingPoint[], { name, voltage }: {
    readonly name?: string | undefined;
    readonly voltage?: Volts | undefined;
}): OperatingPoint | undefined;

export declare function workload(network: Network, options?: WorkloadOptions): Workload;

// Not exported, but part of the types above:

type Counted = Pick<NetworkCost, "latency" | "overhead"> & {
    readonly convention?: string;
};

type Dimension = (typeof dimensionNames)[number];

interface GaussianProcess {
    readonly parameters: ProcessParameters;
    readonly inputs: readonly ProcessInput[];
    readonly targets: readonly number[];
    readonly means: readonly number[];
    readonly deviations: readonly number[];
    readonly factor: Cholesky;
    readonly weights: Float64Array;
}

interface LevelAccesses {
    readonly memory: string;
    readonly operand: Operand;
    readonly reads: number;
    readonly writes: number;
    readonly energy: number;
    readonly loops: readonly string[];
}

type LinkDirection = "from-high" | "to-low" | "from-low" | "to-high";

type MemoryPlacesInFile = Readonly<Record<string, Pick<Problem, "file" | "line" | "column">>>;

type NodeKind = "product" | "pooling" | "elementwise";

type Operand = (typeof operands)[number];

interface OperandLevel {
    readonly memory: number;
    readonly served: ReadonlySet<string>;
    readonly links: Readonly<Partial<Record<LinkDirection, PortUse>>>;
}

type Point = OpTableEntry["points"][number];

type PointedDevice = Pick<DeviceBase, "id" | "clock" | "voltage" | "operatingPoints">;

interface PortUse {
    readonly port: number;
    readonly width: number;
    readonly least: number;
    readonly shared: boolean;
}

interface ProcessInput {
    readonly numbers: readonly number[];
    readonly names: readonly string[];
}

interface ProcessParameters {
    readonly signal: number;
    readonly lengths: readonly number[];
    readonly noise: number;
}

type Residency = Readonly<Record<Operand, "core" | "off-chip">>;

interface Slide {
    readonly stride: number;
    readonly dilation: number;
    readonly input: number;
}

type SpatialMapping = readonly Unrolling[];

interface Unrolling {
    readonly array: string;
    readonly loop: Dimension;
    readonly factor: number;
}

type WantedUnrolling = Readonly<Record<string, readonly {
    readonly loop: string;
    readonly factor: number;
}[]>>;

declare const dimensionNames: readonly [
    "B",
    "K",
    "G",
    "OX",
    "OY",
    "C",
    "FX",
    "FY",
    "D",
    "H"
];

declare const operands: readonly [
    "O",
    "W",
    "I"
];
