/** Height, width and channels of one image or feature map. */
export interface Shape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export type Activation = "relu" | "relu6";
export type Padding = "valid" | "same";

interface Named {
  readonly name: string;
  /** Name of the node that feeds this one; the node before it when absent ("input" is the image). */
  readonly input?: string;
}

/** A k x k convolution over all channels (kernel 1: pointwise). */
export interface ConvolutionSpec extends Named {
  readonly kind: "convolution";
  readonly filters: number;
  readonly kernel: number;
  readonly stride?: number;
  readonly padding?: Padding;
  /** False when a batch normalisation follows, which has its own shift. */
  readonly bias?: boolean;
  readonly activation?: Activation;
}

/** A k x k convolution of every channel by itself. */
export interface DepthwiseSpec extends Named {
  readonly kind: "depthwise";
  readonly kernel: number;
  readonly stride?: number;
  readonly padding?: Padding;
  readonly bias?: boolean;
  readonly activation?: Activation;
}

/** Normalises every channel over the batch; keeps running statistics for evaluation. */
export interface BatchNormSpec extends Named {
  readonly kind: "batch-norm";
  readonly momentum?: number;
  readonly epsilon?: number;
  readonly activation?: Activation;
}

/** Sum of two nodes of the same shape. */
export interface AddSpec extends Named {
  readonly kind: "add";
  readonly with: string;
  readonly activation?: Activation;
}

export interface PoolSpec extends Named {
  readonly kind: "max-pool" | "average-pool";
  readonly size: number;
  readonly stride?: number;
}

/** Averages over a size x size grid of nearly equal windows (size 1: global average). */
export interface AdaptivePoolSpec extends Named {
  readonly kind: "adaptive-average-pool" | "adaptive-max-pool";
  readonly size: number;
}

/** A dense layer on everything that feeds it; `dropout` is the share of its inputs that is dropped in training. */
export interface DenseSpec extends Named {
  readonly kind: "dense";
  readonly units: number;
  readonly dropout?: number;
  readonly activation?: Activation;
}

export type NodeSpec =
  | ConvolutionSpec
  | DepthwiseSpec
  | BatchNormSpec
  | AddSpec
  | PoolSpec
  | AdaptivePoolSpec
  | DenseSpec;

/** A network as a list of nodes in running order; every exit is a dense node with one unit per class. */
export interface NetworkSpec {
  readonly input: Shape;
  readonly classes: number;
  readonly nodes: readonly NodeSpec[];
  readonly exits: readonly string[];
}
