// Public types of @joulebook/network. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Bytes, LayerKind, Loops, Macs, MerkelNetwork, Network } from "@joulebook/core";

export interface ArenaOptions {
    readonly strategy?: ArenaStrategy;
    readonly alignment?: Bytes;
    readonly seed?: number;
}

export interface ArenaPlan {
    readonly offsets: readonly Bytes[];
    readonly peak: Bytes;
    readonly lowerBound: Bytes;
}

export type ArenaStrategy = "greedy" | "linear" | "best";

export interface AttentionOptions extends LayerOptions {
    readonly heads: number;
    readonly keyWidth: number;
    readonly valueWidth?: number;
    readonly projections?: boolean;
    readonly bias?: boolean;
    readonly weightBits?: number;
}

export interface BestOrder {
    readonly order: readonly number[];
    readonly peak: Bytes;
    readonly lowerBound: Bytes;
    readonly exact: boolean;
}

export interface BestOrderOptions extends SharingOptions {
    readonly states?: number;
    readonly width?: number;
}

export interface Buffer extends BufferLifetime {
    readonly tensors: readonly number[];
}

export interface BufferLifetime {
    readonly size: Bytes;
    readonly firstUse: number;
    readonly lastUse: number;
}

export interface BuilderOptions {
    readonly bits?: number;
    readonly weightBits?: number;
    readonly biasBits?: number;
}

export interface ByteSource {
    readonly size: number;
    read(offset: number, length: number): Uint8Array | Promise<Uint8Array>;
}

export interface CmsisCifar10Options extends ZooOptions {
    readonly filters?: readonly [
        number,
        number,
        number
    ];
    readonly biases?: boolean;
}

export interface ConvolutionOptions extends WeightOptions, WindowedOptions {
    readonly filters: number;
    readonly groups?: number;
}

export interface ConvolutionShape {
    readonly window: Window;
    readonly batch?: number;
    readonly groups?: number;
    readonly inChannels: number;
    readonly outChannels: number;
    readonly computed?: boolean;
}

export interface DepthwiseOptions extends WeightOptions, WindowedOptions {
    readonly multiplier?: number;
}

export interface DsCnnLayer {
    readonly filters: number;
    readonly kernel: readonly [
        number,
        number
    ];
    readonly stride: readonly [
        number,
        number
    ];
}

export interface DsCnnOptions extends ZooOptions {
    readonly layers: readonly DsCnnLayer[];
    readonly input?: readonly [
        number,
        number
    ];
    readonly classes?: number;
    readonly softmax?: boolean;
}

export interface EarlyExitOptions extends ZooOptions {
    readonly exits?: readonly ExitMount[];
    readonly headLayers?: HeadLayers | readonly HeadLayers[];
    readonly headBits?: number;
}

export interface EfficientnetLiteOptions extends ZooOptions {
    readonly version: EfficientnetLiteVersion;
    readonly resolution?: number;
    readonly classes?: number;
}

export type ExitMount = (typeof exitMounts)[number];

export interface Footprint {
    readonly weightBytes: Bytes;
    readonly activationBytes: Bytes;
    readonly total: Bytes;
}

export type HeadLayers = 1 | 2;

export type KeywordFamily = "dnn" | "cnn" | "ds-cnn" | "basic-lstm" | "lstm" | "gru" | "crnn";

export type KeywordSize = "s" | "m" | "l";

export interface LayerExtent {
    readonly macs: Macs;
    readonly outputs: number;
    readonly inputs: number;
    readonly terms: number;
}

export interface LayerOptions {
    readonly name?: string;
    readonly bits?: number;
    readonly stage?: number;
    readonly head?: boolean;
}

export interface LayerRule {
    readonly macs: boolean;
    readonly ops: (extent: LayerExtent) => number;
}

export interface MatrixShape {
    readonly inner: number;
    readonly columns: number;
    readonly rows?: number;
    readonly batch?: number;
    readonly groups?: number;
    readonly times?: number;
    readonly computed?: boolean;
}

export interface MemoryFit {
    readonly needed: Bytes;
    readonly available?: Bytes;
    readonly fits?: boolean;
    readonly shortfall?: Bytes;
}

export interface MemoryFits {
    readonly flash: MemoryFit;
    readonly sram: MemoryFit;
}

export interface MemoryOptions extends SharingOptions {
    readonly order?: readonly number[];
}

export interface MemoryStep {
    readonly layer: number;
    readonly live: Bytes;
}

export interface MemoryUse {
    readonly peak: Bytes;
    readonly buffers: readonly Buffer[];
    readonly steps: readonly MemoryStep[];
}

export interface MerkelCnnOptions extends MerkelNetwork, ZooOptions {
    readonly exits?: boolean;
}

export interface MobilenetV1Options extends ZooOptions {
    readonly width?: number;
    readonly resolution?: number;
    readonly classes?: number;
}

export interface MobilenetV2Options extends ZooOptions {
    readonly width?: number;
    readonly resolution?: number;
    readonly classes?: number;
}

export interface MobilenetV3Options extends ZooOptions {
    readonly size: "large" | "small";
    readonly minimalistic?: boolean;
    readonly width?: number;
    readonly resolution?: number;
    readonly classes?: number;
}

export interface NetworkBuilder {
    input(shape: readonly number[], options?: {
        readonly name?: string;
        readonly bits?: number;
    }): Value;
    convolution(x: Value, options: ConvolutionOptions): Value;
    depthwise(x: Value, options: DepthwiseOptions): Value;
    transposed(x: Value, options: ConvolutionOptions): Value;
    dense(x: Value, options: WeightOptions & {
        readonly units: number;
    }): Value;
    matrixProduct(a: Value, b: Value, options?: LayerOptions): Value;
    maxPooling(x: Value, options: PoolingOptions): Value;
    averagePooling(x: Value, options: PoolingOptions): Value;
    globalAveragePooling(x: Value, options?: LayerOptions & {
        readonly keepExtents?: boolean;
    }): Value;
    add(a: Value, b: Value, options?: LayerOptions & {
        readonly activation?: string;
    }): Value;
    multiply(a: Value, b: Value, options?: LayerOptions & {
        readonly activation?: string;
    }): Value;
    activation(x: Value, kind: string, options?: LayerOptions): Value;
    softmax(x: Value, options?: LayerOptions): Value;
    normalisation(x: Value, options?: LayerOptions & {
        readonly over?: "batch" | "layer";
    }): Value;
    concat(values: readonly Value[], options?: LayerOptions & {
        readonly axis?: number;
    }): Value;
    reshape(x: Value, shape: readonly number[], options?: LayerOptions): Value;
    flatten(x: Value, options?: LayerOptions): Value;
    lstm(x: Value, options: RecurrentOptions): Value;
    gru(x: Value, options: RecurrentOptions): Value;
    rnn(x: Value, options: RecurrentOptions): Value;
    attention(x: Value, options: AttentionOptions & {
        readonly memory?: Value;
    }): Value;
    other(op: string, inputs: readonly Value[], options: LayerOptions & {
        readonly kind: LayerKind;
        readonly shape: readonly number[];
        readonly terms?: number;
    }): Value;
    finish(outputs: readonly Value[], notes?: readonly string[]): Network;
}

export type Padding = "same" | "same-lower" | "valid" | {
    readonly before: readonly number[];
    readonly after: readonly number[];
};

export interface PoolingOptions extends LayerOptions, WindowedOptions {
    readonly ceil?: boolean;
}

export interface ReadOptions {
    readonly name?: string;
    readonly dims?: Readonly<Record<string, number>>;
    readonly file?: string;
}

export interface RecurrentOptions extends LayerOptions {
    readonly units: number;
    readonly weightBits?: number;
    readonly biases?: 0 | 1 | 2;
    readonly peepholes?: boolean;
    readonly projection?: number;
    readonly bidirectional?: boolean;
    readonly sequences?: boolean;
}

export interface RecurrentShape {
    readonly gates: number;
    readonly steps: number;
    readonly inputs: number;
    readonly units: number;
    readonly projection?: number;
    readonly batch?: number;
    readonly directions?: number;
}

export interface ResnetOptions extends ZooOptions {
    readonly resolution?: number;
    readonly classes?: number;
}

export interface SharingOptions {
    readonly inPlace?: boolean;
    readonly fuse?: boolean;
}

export type TinyBenchmark = "kws" | "ic" | "vww" | "ad";

export interface Value {
    readonly tensor: number;
    readonly shape: readonly number[];
}

export interface WeightOptions extends LayerOptions {
    readonly weightBits?: number;
    readonly bias?: boolean;
    readonly scale?: boolean;
    readonly activation?: string;
}

export interface Window {
    readonly input: readonly number[];
    readonly output: readonly number[];
    readonly kernel: readonly number[];
    readonly stride: readonly number[];
    readonly dilation: readonly number[];
    readonly padding: {
        readonly before: readonly number[];
        readonly after: readonly number[];
    };
}

export interface WindowOptions {
    readonly stride?: readonly number[];
    readonly dilation?: readonly number[];
    readonly padding?: Padding;
    readonly ceil?: boolean;
}

export interface WindowedOptions {
    readonly kernel: number | readonly number[];
    readonly stride?: number | readonly number[];
    readonly dilation?: number | readonly number[];
    readonly padding?: Padding | number;
}

export type ZooEntry = Pick<ZooRecipe, "name" | "family" | "source">;

export interface ZooOptions extends BuilderOptions {
    readonly name?: string;
    readonly foldNormalisation?: boolean;
}

export declare function bestOrder(network: Network, options?: BestOrderOptions): BestOrder;

export declare function cmsisCifar10(options?: CmsisCifar10Options): Network;

export declare function convolutionKind({ groups, inChannels, kernel }: Loops): LayerKind;

export declare function convolutionLoops(shape: ConvolutionShape): Loops;

export declare function dsCnn(options: DsCnnOptions): Network;

export declare function earlyExitNetwork(options?: EarlyExitOptions): Network;

export declare function efficientnetLite(options: EfficientnetLiteOptions): Network;

export declare const exitMounts: readonly [
    "A",
    "B",
    "C",
    "D",
    "E",
    "F",
    "G",
    "H",
    "I",
    "J",
    "K"
];

export declare function findZooNetwork(name: string, options?: ZooOptions): Network | undefined;

export declare function footprint(network: Network, options?: MemoryOptions): Footprint;

export declare function keywordFootprint(network: Network): Footprint;

export declare function keywordNetwork(family: KeywordFamily, size: KeywordSize, options?: ZooOptions): Network;

export declare const layerRules: Readonly<Record<LayerKind, LayerRule>>;

export declare function loopsMacs(loops: Loops): Macs;

export declare function matrixLoops(shape: MatrixShape): Loops;

export declare function memoryFits({ weightBytes, arenaBytes }: {
    readonly weightBytes: Bytes;
    readonly arenaBytes: Bytes;
}, { flash, sram }: {
    readonly flash?: Bytes;
    readonly sram?: Bytes;
}): MemoryFits;

export declare function memoryUse(network: Network, options?: MemoryOptions): MemoryUse;

export declare function merkelCnn(options: MerkelCnnOptions): Network;

export declare function mobilenetV1(options?: MobilenetV1Options): Network;

export declare function mobilenetV2(options?: MobilenetV2Options): Network;

export declare function mobilenetV3(options: MobilenetV3Options): Network;

export declare function networkBuilder(name: string, options?: BuilderOptions): NetworkBuilder;

export declare const opsConvention: string;

export declare function planArena(buffers: readonly BufferLifetime[], options?: ArenaOptions): ArenaPlan;

export declare function readNetwork(source: ByteSource, options?: ReadOptions): Promise<Network>;

export declare function recurrentLoops(shape: RecurrentShape): readonly Loops[];

export declare function resnet18(options?: ResnetOptions): Network;

export declare function resnet50(options?: ResnetOptions): Network;

export declare function resnet8(options?: ResnetOptions): Network;

export declare function slideWindow(input: readonly number[], kernel: readonly number[], options?: WindowOptions): Window;

export declare function tensorBytes({ shape, bits }: {
    readonly shape: readonly number[];
    readonly bits: number;
}): Bytes;

export declare const tinyNetworks: Readonly<Record<TinyBenchmark, (options?: ZooOptions) => Network>>;

export declare function weightBytes({ layers, tensors }: Network): Bytes;

export declare function zooEntries(): readonly ZooEntry[];

export declare function zooNames(): readonly string[];

export declare function zooNetwork(name: string, options?: ZooOptions): Network;

// Not exported, but part of the types above:

type EfficientnetLiteVersion = 0 | 1 | 2 | 3 | 4;

interface ZooRecipe {
    readonly name: string;
    readonly family: string;
    readonly source: string;
    readonly build: (options: ZooOptions) => Network;
    readonly bits: BuilderOptions;
}
