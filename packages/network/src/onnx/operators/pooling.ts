import type { LayerKind } from "@joulebook/core";
import { poolingLoops, product } from "../../counting/loops.js";
import { slideWindow } from "../../counting/window.js";
import { elementType } from "../element-types.js";
import { integer, integers, listed, type OperatorRule, shapeOf, single, typeOf } from "../operator.js";
import { windowOptions } from "./convolution.js";

function pool(kind: LayerKind, resultOf = 0): OperatorRule {
  return (node) => {
    const [batch = 1, channels = 1, ...extents] = shapeOf(node, 0);
    const kernel = integers(node, "kernel_shape");
    if (kernel === undefined) throw new RangeError("pooling without kernel_shape");
    const window = slideWindow(extents, kernel, windowOptions(node, extents.length));
    const shape = [batch, channels, ...window.output];
    return {
      kind,
      outputs: [
        { shape, type: typeOf(node, resultOf) },
        { shape, type: elementType.int64 },
      ],
      loops: [poolingLoops(window, batch, channels)],
      terms: product(kernel),
    };
  };
}

function global(kind: LayerKind, resultOf = 0): OperatorRule {
  return (node) => {
    const [batch = 1, channels = 1, ...extents] = shapeOf(node, 0);
    const shape = [batch, channels, ...extents.map(() => 1)];
    const loops = [poolingLoops(slideWindow(extents, extents), batch, channels)];
    return single(kind, { shape, type: typeOf(node, resultOf) }, { loops, terms: product(extents) });
  };
}

/** QLinearGlobalAveragePool may hold channels last. */
const quantisedGlobal: OperatorRule = (node) => {
  const shape = shapeOf(node, 0);
  if (integer(node, "channels_last", 0) === 0) return global("average-pooling", 4)(node);
  const [batch = 1, ...rest] = shape;
  const channels = rest.at(-1) ?? 1;
  const extents = rest.slice(0, -1);
  const loops = [poolingLoops(slideWindow(extents, extents), batch, channels)];
  const output = { shape: [batch, ...extents.map(() => 1), channels], type: typeOf(node, 4) };
  return single("average-pooling", output, { loops, terms: product(extents) });
};

/** Reductions over axes; older operator sets take them as an attribute. */
function reduce(type?: number): OperatorRule {
  return (node) => {
    const shape = shapeOf(node, 0);
    const axes = type === undefined ? listed(node, "axes", 1) : [integer(node, "axis", 0)];
    const isEmpty = axes === undefined || axes.length === 0;
    if (isEmpty && integer(node, "noop_with_empty_axes", 0) === 1)
      return single("view", { shape, type: typeOf(node, 0) }, { rearranges: 0 });
    const reduced = new Set(
      (isEmpty ? shape.map((_, axis) => axis) : axes).map((axis) => (axis < 0 ? axis + shape.length : axis)),
    );
    const keep = integer(node, "keepdims", 1) === 1;
    const output = shape.flatMap((extent, axis) => (reduced.has(axis) ? (keep ? [1] : []) : [extent]));
    return single("reduction", { shape: output, type: type ?? typeOf(node, 0) });
  };
}

/** Pools and reductions. */
export const poolingRules: Readonly<Record<string, OperatorRule>> = {
  MaxPool: pool("max-pooling"),
  AveragePool: pool("average-pooling"),
  LpPool: pool("average-pooling"),
  QLinearAveragePool: pool("average-pooling", 4),
  GlobalMaxPool: global("max-pooling"),
  GlobalAveragePool: global("average-pooling"),
  GlobalLpPool: global("average-pooling"),
  QLinearGlobalAveragePool: quantisedGlobal,
  ...Object.fromEntries(
    ["Sum", "Mean", "Max", "Min", "Prod", "L1", "L2", "LogSum", "LogSumExp", "SumSquare"].map((name) => [
      `Reduce${name}`,
      reduce(),
    ]),
  ),
  QLinearReduceMean: reduce(),
  ArgMax: reduce(elementType.int64),
  ArgMin: reduce(elementType.int64),
};
