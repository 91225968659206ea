import type { Fraction, Macs } from "./units.js";

/** What a layer does; cost tables and rules are keyed by it. A reader that knows no better says "other". */
export type LayerKind =
  | "convolution"
  | "pointwise-convolution"
  | "depthwise-convolution"
  | "grouped-convolution"
  | "transposed-convolution"
  | "dense"
  | "matrix-product"
  | "attention"
  | "lstm"
  | "gru"
  | "rnn"
  | "svdf"
  | "max-pooling"
  | "average-pooling"
  | "normalisation"
  | "activation"
  | "softmax"
  | "addition"
  | "multiplication"
  | "elementwise"
  | "reduction"
  | "resize"
  | "embedding"
  | "quantisation"
  | "data-movement"
  | "view"
  | "control"
  | "other";

/** A value that layers read and write. */
export interface Tensor {
  readonly name: string;
  /** Extents as the source orders them, outermost first; unknown ones are bound before. */
  readonly shape: readonly number[];
  readonly bits: number;
  /** Known before the network runs: weights, biases, folded constants. */
  readonly constant?: boolean;
  /** Share of zeros, where it is known and worth something. */
  readonly sparsity?: Fraction;
}

/**
 * A product or a pooling window as nested loops, the form in which accelerators map it, free of the source's layout.
 *
 * MACs of a product = times x batch x groups x rows x Π output x outChannels x inChannels x Π kernel; pooling has one
 * channel in and out per group and no MACs.
 */
export interface Loops {
  readonly batch: number;
  readonly groups: number;
  /** Channels per group. */
  readonly inChannels: number;
  readonly outChannels: number;
  /** Rows of a matrix product besides the batch; 1 for convolutions. */
  readonly rows: number;
  /** Extents outermost first, [y, x] in two dimensions; empty for dense layers and matrix products. */
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: { readonly before: readonly number[]; readonly after: readonly number[] };
  /** Both operands are computed: there are no weights. */
  readonly computed?: boolean;
  /** How often the product runs, e.g. once per time step; default 1. */
  readonly times?: number;
}

/** Widths in bits that a source states for a product. */
export interface StatedBits {
  readonly weights?: number;
  /** Inputs and results. */
  readonly activations?: number;
  /** Sums that are not finished. */
  readonly sums?: number;
}

/** One operation, with its counts. Tensors are named by their index in `Network.tensors`. */
export interface Layer {
  readonly name: string;
  readonly kind: LayerKind;
  /** Operator as the source names it, e.g. "Conv", "DEPTHWISE_CONV_2D". */
  readonly op: string;
  /** Activations read; the first is the one the layer is about. */
  readonly inputs: readonly number[];
  /** Constants read. */
  readonly weights: readonly number[];
  readonly outputs: readonly number[];
  readonly macs: Macs;
  /** Weights and biases that this layer is the first to read. */
  readonly params: number;
  /** MACs per element of the first output; 0 where there are no MACs. */
  readonly macsPerOutput: number;
  /** Operations by the network's convention. */
  readonly ops: number;
  readonly outputShape: readonly number[];
  /** The products it is made of, where it is made of products; several for recurrent cells and attention. */
  readonly loops?: readonly Loops[];
  /** Widths that the source states, whatever the types of the tensors: ONNX attributes weight_size, act_size, output_size. */
  readonly statedBits?: StatedBits;
  /** Activation that the source fuses into the operator, e.g. "relu6". */
  readonly fused?: string;
  /** Segment of an early-exit network, from 0: up to and including exit `stage`. */
  readonly stage?: number;
  /** Whether it belongs to the head of its stage's exit rather than to the backbone. */
  readonly head?: boolean;
}

/** A network: layers in execution order over tensors, without the values of its weights. */
export interface Network {
  readonly name: string;
  readonly source?: {
    readonly format: "onnx" | "tflite" | "zoo" | "description";
    readonly producer?: string;
    /** Operator set or schema version. */
    readonly version?: string;
  };
  readonly tensors: readonly Tensor[];
  /** In execution order: every tensor is written before it is read. */
  readonly layers: readonly Layer[];
  readonly inputs: readonly number[];
  /** In order of their exits, where there are several. */
  readonly outputs: readonly number[];
  /** What an "op" is in `Layer.ops`, e.g. "2 per MAC, 1 per comparison or elementwise result". */
  readonly opsConvention: string;
  /** Operators that nobody counted; never a silent 0. */
  readonly unsupported: readonly { readonly op: string; readonly count: number }[];
  readonly notes: readonly string[];
}
