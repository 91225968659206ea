import type { LayerKind, Loops, Macs } from "@joulebook/core";
import type { Window } from "./window.js";

/**
 * MACs of one product: times × batch × groups × rows × Π output × outChannels × inChannels × Π kernel.
 * Source: docs/equations.md#products
 *
 * @throws RangeError if the count cannot be held exactly
 * @example loopsMacs(matrixLoops({ inner: 64, columns: 12 })) // => 768
 */
export function loopsMacs(loops: Loops): Macs {
  const { times = 1, batch, groups, rows, inChannels, outChannels, output, kernel } = loops;
  const macs = product(output) * product(kernel) * times * batch * groups * rows * inChannels * outChannels;
  if (!Number.isSafeInteger(macs)) throw new RangeError(`a layer of ${macs} MACs cannot be counted exactly`);
  return macs;
}

/** Product of extents; 1 for none. */
export function product(extents: readonly number[]): number {
  let result = 1;
  // By index: searches count a million layers a second, most of the time in here.
  for (let axis = 0; axis < extents.length; axis++) result *= extents[axis] as number;
  return result;
}

export interface ConvolutionShape {
  readonly window: Window;
  /** Default 1. */
  readonly batch?: number;
  /** Default 1. */
  readonly groups?: number;
  /** In all groups together. */
  readonly inChannels: number;
  /** In all groups together. */
  readonly outChannels: number;
  /** The filters are computed: there are no weights. */
  readonly computed?: boolean;
}

/**
 * Loops of a convolution. A transposed convolution is described by the convolution that it transposes: its window runs
 * over the transposed layer's output, and channels in and out change places; the MACs are the same.
 *
 * @throws RangeError if the groups do not divide both channel counts
 */
export function convolutionLoops(shape: ConvolutionShape): Loops {
  const { window, batch = 1, groups = 1, inChannels, outChannels, computed } = shape;
  if (!(groups >= 1) || inChannels % groups !== 0 || outChannels % groups !== 0) {
    throw new RangeError(`convolution: ${groups} groups must divide ${inChannels} and ${outChannels} channels`);
  }
  const { input, output, kernel, stride, dilation, padding } = window;
  const loops: Loops = {
    batch,
    groups,
    inChannels: inChannels / groups,
    outChannels: outChannels / groups,
    rows: 1,
    input,
    output,
    kernel,
    stride,
    dilation,
    padding,
  };
  return computed === true ? { ...loops, computed } : loops;
}

/** What a convolution is called for cost: by its groups and its kernel. */
export function convolutionKind({ groups, inChannels, kernel }: Loops): LayerKind {
  if (groups > 1) return inChannels === 1 ? "depthwise-convolution" : "grouped-convolution";
  return kernel.every((extent) => extent === 1) ? "pointwise-convolution" : "convolution";
}

/** Loops of pooling: one channel in and out per group. */
export function poolingLoops(window: Window, batch: number, channels: number): Loops {
  return { batch, groups: channels, inChannels: 1, outChannels: 1, rows: 1, ...window };
}

export interface MatrixShape {
  /** Columns of the left operand. */
  readonly inner: number;
  /** Columns of the right operand. */
  readonly columns: number;
  /** Rows of the left operand; default 1. */
  readonly rows?: number;
  /** Left operands that share one right operand; default 1. */
  readonly batch?: number;
  /** Products with a right operand of their own each; default 1. */
  readonly groups?: number;
  /** How often it runs, e.g. once per time step; default 1. */
  readonly times?: number;
  /** Neither operand is a weight. */
  readonly computed?: boolean;
}

/** Loops of a matrix product or dense layer. */
export function matrixLoops(shape: MatrixShape): Loops {
  const { inner, columns, rows = 1, batch = 1, groups = 1, times = 1, computed = false } = shape;
  return {
    batch,
    groups,
    inChannels: inner,
    outChannels: columns,
    rows,
    input: [],
    output: [],
    kernel: [],
    stride: [],
    dilation: [],
    padding: { before: [], after: [] },
    ...(computed ? { computed } : {}),
    ...(times === 1 ? {} : { times }),
  };
}

/** Products of a recurrent layer per direction: gates from the input, gates from the state, and the projection. */
export interface RecurrentShape {
  /** 4 for an LSTM, 3 for a GRU, 1 for a plain recurrent layer. */
  readonly gates: number;
  readonly steps: number;
  readonly inputs: number;
  readonly units: number;
  /** Width of a projected state. */
  readonly projection?: number;
  /** Default 1. */
  readonly batch?: number;
  /** Default 1. */
  readonly directions?: number;
}

/**
 * Loops of an LSTM, GRU or plain recurrent layer: gates (n_x + n_h) n_h per step.
 * Source: docs/equations.md#recurrent-layers
 *
 * @example recurrentLoops({ gates: 4, steps: 25, inputs: 20, units: 144 }).map(loopsMacs) // => [288000, 2073600]
 */
export function recurrentLoops(shape: RecurrentShape): readonly Loops[] {
  const { gates, steps, inputs, units, projection, batch = 1, directions = 1 } = shape;
  const common = { batch, groups: directions, times: steps };
  return [
    matrixLoops({ ...common, inner: inputs, columns: gates * units }),
    matrixLoops({ ...common, inner: projection ?? units, columns: gates * units }),
    ...(projection === undefined ? [] : [matrixLoops({ ...common, inner: units, columns: projection })]),
  ];
}
