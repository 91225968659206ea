import type { Layer, Loops } from "@joulebook/core";

/** Operands of a product: output, weights, input. For a matrix product of two computed tensors the second is W. */
export const operands = ["O", "W", "I"] as const;
export type Operand = (typeof operands)[number];

/** Names of loop dimensions: batch, output channels, groups, output x and y, input channels, kernel x and y; rows and heads of matrix products. */
export const dimensionNames = ["B", "K", "G", "OX", "OY", "C", "FX", "FY", "D", "H"] as const;
export type Dimension = (typeof dimensionNames)[number];

/** Bits of the operands; partial sums have their own width until they are final. */
export interface OperandBits {
  readonly W: number;
  readonly I: number;
  readonly partial: number;
  readonly final: number;
}

/** The usual 8-bit inference: 16-bit partial sums. */
export const eightBit: OperandBits = { W: 8, I: 8, partial: 16, final: 8 };

/** A step of the input window along one axis. */
export interface Slide {
  readonly stride: number;
  readonly dilation: number;
  /** Extent of the input without padding: padding is never fetched. */
  readonly input: number;
}

/** A layer as nested loops, with sizes from 1; dimensions in the order of the operator. */
export interface LoopNest {
  readonly operator: "Conv" | "Gemm";
  readonly dimensions: readonly Dimension[];
  /** In the order of `dimensions`. */
  readonly sizes: readonly number[];
  readonly x: Slide;
  readonly y: Slide;
  readonly bits: OperandBits;
  /** Both operands are computed: W varies with batch and head. */
  readonly computed: boolean;
  /** Every C reads the same input: loops that a tool counts, but that bring nothing new. */
  readonly inputWithoutC?: boolean;
}

const convolution: readonly Dimension[] = ["B", "K", "G", "OX", "OY", "C", "FX", "FY"];
const product: readonly Dimension[] = ["C", "D", "K", "B", "H"];
const still: Slide = { stride: 1, dilation: 1, input: 1 };

/**
 * The loops of a product; K and C of a convolution are per group.
 *
 * Source: docs/equations.md#accelerator-loops
 *
 * @param options crossed: kernels, strides and dilations that are not square lie the other way round over x and y, as the
 *   reference reads them
 */
export function loopNest(
  loops: Loops,
  bits: OperandBits = eightBit,
  { crossed = false }: { readonly crossed?: boolean } = {},
): LoopNest {
  const { batch, groups, inChannels, outChannels, rows, output, kernel, computed = false } = loops;
  if (output.length === 0) {
    const sizes = [inChannels, rows, outChannels, batch, groups];
    return { operator: "Gemm", dimensions: product, sizes, x: still, y: still, bits, computed };
  }
  const turned = crossed && output.length === 2;
  const [down, across] = turned ? [1, 0] : [output.length - 2, output.length - 1];
  const [y, x] = [slide(loops, down, output.length - 2), slide(loops, across, output.length - 1)];
  const [oy, ox] = [output.at(-2) ?? 1, output.at(-1) ?? 1];
  const [fy, fx] = [kernel[down] ?? 1, kernel[across] ?? 1];
  const sizes = [batch, outChannels, groups, ox, oy, inChannels, fx, fy];
  return { operator: "Conv", dimensions: convolution, sizes, x, y, bits, computed };
}

function slide({ stride, dilation, input }: Loops, axis: number, extent: number): Slide {
  if (axis < 0) return still;
  return { stride: stride[axis] ?? 1, dilation: dilation[axis] ?? 1, input: input[extent] ?? 1 };
}

/** A matrix product whose leading axes are loops of their own, B and H, as the reference has those of three and four axes. */
export function withLeadingAxes(nest: LoopNest, outputShape: readonly number[]): LoopNest {
  const [c, d, k, batch = 1, heads = 1] = nest.sizes as readonly [number, number, number, number?, number?];
  if (nest.operator !== "Gemm" || outputShape.length > 4) return nest;
  const [b = 1, h = 1] = outputShape.slice(0, -2);
  return b * h === batch * heads ? { ...nest, sizes: [c, d, k, b, h] } : nest;
}

/** Operators that mapping files know by the name that ONNX has for them, and the only ones of an ONNX file that the reference counts. */
export const onnxProducts: readonly string[] = ["Conv", "QLinearConv", "Gemm", "MatMul"];

/** Names by which a mapping file may mean a layer: its own, its operator, or `default`. Operators of other formats go by Conv and Gemm. */
export function operatorNames(layer: Pick<Layer, "name" | "op">, nest: LoopNest): readonly string[] {
  const operator = onnxProducts.includes(layer.op) ? [] : [nest.operator];
  return [layer.name, layer.op, ...operator, "default"];
}

/** Multiply-accumulates of a nest. */
export function nestMacs({ sizes }: LoopNest): number {
  return sizes.reduce((product, size) => product * size, 1);
}

/** How an operand depends on a dimension: by its own index, not at all, or by the window that slides over it. */
export type Relevance = "relevant" | "irrelevant" | "partial";

/** Dependence of an operand on a dimension of a nest. */
export function relevance(
  nest: Pick<LoopNest, "computed" | "inputWithoutC">,
  operand: Operand,
  dimension: Dimension,
): Relevance {
  if (operand === "I") {
    if (dimension === "K" || (dimension === "C" && nest.inputWithoutC === true)) return "irrelevant";
    return dimension === "OX" || dimension === "OY" || dimension === "FX" || dimension === "FY"
      ? "partial"
      : "relevant";
  }
  if (operand === "O") return dimension === "C" || dimension === "FX" || dimension === "FY" ? "irrelevant" : "relevant";
  if (dimension === "B" || dimension === "H") return nest.computed ? "relevant" : "irrelevant";
  return dimension === "OX" || dimension === "OY" || dimension === "D" ? "irrelevant" : "relevant";
}

/**
 * Distinct input positions along one axis that `outputs` output positions and `taps` kernel positions read.
 *
 * a b - max(0, b - s/g)(a - d/g) with g = gcd(s, d), divisions rounded down, never more than the input has.
 * Source: docs/equations.md#accelerator-loops
 *
 * @example inputExtent({ stride: 2, dilation: 1, input: 224 }, 112, 7) // => 224
 */
export function inputExtent({ stride, dilation, input }: Slide, outputs: number, taps: number): number {
  const [a, b] = [Math.trunc(outputs), Math.trunc(taps)];
  const divisor = gcd(stride, dilation);
  const overlap = Math.max(0, b - Math.floor(stride / divisor)) * (a - Math.floor(dilation / divisor));
  return Math.min(a * b - overlap, input);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
