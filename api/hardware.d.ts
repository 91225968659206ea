// Public types of @joulebook/hardware. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Bytes, Device, DeviceFit, DeviceSource, EnergyBasis, FitResiduals, Fraction, Interval, Joules, Layer, LayerKind, Macs, MeasuredDevice, Network, OpTableDevice, OpTableEntry, RooflineDevice, Seconds, Sourced, Watts } from "@joulebook/core";
import type { MemoryFits } from "@joulebook/network";

export interface CharacterisationOptions {
    readonly id: string;
    readonly title?: string;
    readonly power?: number;
    readonly clock?: number;
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

export interface Estimate extends NetworkCost {
    readonly network: string;
    readonly device: string;
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

export interface HeldOut {
    readonly ratios: readonly number[];
    readonly residuals: FitResiduals;
}

export interface KindCost {
    readonly layers: number;
    readonly macs: Macs;
    readonly energy?: Joules;
    readonly latency?: Seconds;
}

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

export interface NetworkCost {
    readonly energy: Joules;
    readonly latency: Seconds;
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

export interface PhysicalFit {
    readonly precisions: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

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

export interface Throughput {
    readonly value: number;
    readonly interval?: Interval;
    readonly extrapolated: boolean;
    readonly unverified: boolean;
    readonly assumed: boolean;
}

export declare function builtInDevice(id: string): Device;

export declare function builtInDeviceIds(): readonly string[];

export declare function characterisedTable(layers: readonly (CharacterisedLayer & Sourced)[]): readonly OpTableEntry[];

export declare function checkDevice(value: unknown, file: string): Device;

export declare function estimate(network: Network, device: Device, options?: EstimateOptions): Estimate;

export declare const fitForms: readonly [
    "gaussian-process",
    "non-negative-least-squares",
    "power-law"
];

export declare function fitPredictor(fit: DeviceFit, siblings: readonly DeviceFit[]): (network: NetworkFeatures) => FitAnswer;

export declare function layerFeatures(layer: Layer, network: Network): Features;

export declare function leaveOneNetworkOut(rows: readonly FitRow[], fitter: Fitter): HeldOut;

export declare function macsPerProduct(layer: Layer, network: Network): number;

export declare function measuredCost(network: Network, device: MeasuredDevice): MeasuredCost;

export declare function measuredDevice(rows: readonly MeasuredRow[], options: MeasuredDeviceOptions): MeasuredDevice;

export declare function networkCost(network: Network, device: Device, { roofline }?: EstimateOptions): NetworkCost;

export declare function networkFeatures(network: Network): NetworkFeatures;

export declare function opTableCost(network: Network, device: OpTableDevice): NetworkCost;

export declare function outputElements(layer: Layer, { tensors }: Network): number;

export declare const physicalFeatures: readonly string[];

export declare function physicalFit(rows: readonly FitRow[]): PhysicalFit;

export declare function physicalFitter(rows: readonly FitRow[]): Predictor;

export declare function powerLaw(rows: readonly FitRow[], of: string): PowerLaw;

export declare function powerLawFitter(of: string): (rows: readonly FitRow[]) => Predictor;

export declare function processFit(rows: readonly FitRow[]): ProcessFit;

export declare function processFitter(rows: readonly FitRow[]): Predictor;

export declare function readCharacterisation(text: string, file: string, options: CharacterisationOptions): OpTableDevice;

export declare function readDevice(text: string, file: string): Device;

export declare function rooflineCost(network: Network, device: RooflineDevice, options?: RooflineOptions): RooflineCost;

export declare function throughputAt(points: readonly Point[], macsPerOutput: number): Throughput;

// Not exported, but part of the types above:

interface Cholesky {
    readonly size: number;
    readonly lower: Float64Array;
    readonly logDeterminant: number;
}

interface GaussianProcess {
    readonly parameters: ProcessParameters;
    readonly inputs: readonly ProcessInput[];
    readonly targets: readonly number[];
    readonly means: readonly number[];
    readonly deviations: readonly number[];
    readonly factor: Cholesky;
    readonly weights: Float64Array;
}

type Point = OpTableEntry["points"][number];

interface ProcessInput {
    readonly numbers: readonly number[];
    readonly names: readonly string[];
}

interface ProcessParameters {
    readonly signal: number;
    readonly lengths: readonly number[];
    readonly noise: number;
}
