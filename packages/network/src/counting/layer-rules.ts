import type { LayerKind, Macs } from "@joulebook/core";

/** What the operations of a layer are counted from. */
export interface LayerExtent {
  readonly macs: Macs;
  /** Elements of all outputs together. */
  readonly outputs: number;
  /** Elements of the input that the layer is about. */
  readonly inputs: number;
  /** Values that meet in one output element: a pooling window, the operands of a sum, the taps of a resize. */
  readonly terms: number;
}

export interface LayerRule {
  /** Whether layers of this kind do multiply-accumulates. */
  readonly macs: boolean;
  readonly ops: (extent: LayerExtent) => number;
}

const products: LayerRule = { macs: true, ops: ({ macs }) => 2 * macs };
const nothing: LayerRule = { macs: false, ops: () => 0 };

function each(opsPerOutput: number): LayerRule {
  return { macs: false, ops: ({ outputs }) => opsPerOutput * outputs };
}

/** One per operand after the first. */
const joining: LayerRule = { macs: false, ops: ({ outputs, terms }) => outputs * Math.max(1, terms - 1) };
/** One per value that meets in an output. */
const gathering: LayerRule = { macs: false, ops: ({ outputs, terms }) => outputs * terms };

/**
 * How the operations of every kind of layer are counted; readers and the zoo share this table.
 * Source: docs/equations.md#operations
 */
export const layerRules: Readonly<Record<LayerKind, LayerRule>> = {
  convolution: products,
  "pointwise-convolution": products,
  "depthwise-convolution": products,
  "grouped-convolution": products,
  "transposed-convolution": products,
  dense: products,
  "matrix-product": products,
  attention: products,
  lstm: products,
  gru: products,
  rnn: products,
  svdf: products,
  "max-pooling": gathering,
  "average-pooling": gathering,
  normalisation: gathering,
  activation: each(1),
  softmax: each(3),
  addition: joining,
  multiplication: joining,
  elementwise: joining,
  reduction: { macs: false, ops: ({ inputs }) => inputs },
  resize: gathering,
  embedding: nothing,
  quantisation: each(1),
  "data-movement": nothing,
  view: nothing,
  control: nothing,
  other: nothing,
};

/** The convention of `Layer.ops`, as networks name it. */
export const opsConvention: string =
  "2 per MAC (biases and fused activations are not counted); 1 per value in a pooling window, per addition, multiplication, comparison or elementwise result and per value reduced; 2 per value of a batch normalisation, 5 of one with its own statistics; 3 per softmax value; moving data is none";

/** Operations per value of a normalisation: x·a + b where the statistics are known, more where they are computed. */
export const normalisationTerms = { known: 2, computed: 5 } as const;
