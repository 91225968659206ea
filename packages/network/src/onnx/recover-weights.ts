import { integer, integers, type NodeView } from "./operator.js";

/** Shapes of weights by input, told from the layer's input x and its stated output y; undefined where they do not tell. */
type Recovery = (
  node: NodeView,
  x: readonly number[],
  y: readonly number[],
) => Readonly<Record<number, readonly number[]>>;

const recoveries: ReadonlyMap<string, Recovery> = new Map(
  Object.entries({
    Conv: (node, [, channels = 0], [, filters = 0]) => {
      const kernel = integers(node, "kernel_shape");
      const perGroup = channels / integer(node, "group", 1);
      return kernel === undefined ? {} : { 1: [filters, perGroup, ...kernel], 2: [filters] };
    },
    ConvTranspose: (node, [, channels = 0], [, filters = 0]) => {
      const kernel = integers(node, "kernel_shape");
      const perGroup = filters / integer(node, "group", 1);
      return kernel === undefined ? {} : { 1: [channels, perGroup, ...kernel], 2: [filters] };
    },
    Gemm: (node, x, y) => {
      const inner = (integer(node, "transA", 0) === 1 ? x[0] : x[1]) ?? 0;
      const units = y[1] ?? 0;
      return { 1: integer(node, "transB", 0) === 1 ? [units, inner] : [inner, units], 2: [units] };
    },
    MatMul: (_, x, y) => ({ 1: [x.at(-1) ?? 0, y.at(-1) ?? 0] }),
    BatchNormalization: (_, [, channels = 0]) => ({ 1: [channels], 2: [channels], 3: [channels], 4: [channels] }),
  } satisfies Record<string, Recovery>),
);

/**
 * Shapes of weights that a file leaves out, by input: files are passed on without their weights, and a convolution's
 * kernel, input and stated output tell what they were.
 */
export function recoveredShapes(
  node: NodeView,
  output: readonly number[] | undefined,
): Readonly<Record<number, readonly number[]>> {
  const input = node.inputs[0]?.shape;
  if (input === undefined || output === undefined) return {};
  return recoveries.get(node.op)?.(node, input, output) ?? {};
}
