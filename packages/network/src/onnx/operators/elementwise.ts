import type { LayerKind } from "@joulebook/core";
import { normalisationTerms } from "../../counting/layer-rules.js";
import { elementType } from "../element-types.js";
import {
  broadcast,
  integer,
  type NodeView,
  type OperatorRule,
  type Outcome,
  shapeOf,
  single,
  typeOf,
} from "../operator.js";

/** Same shape as the first input; further inputs are slopes, limits, scales. */
function unary(kind: LayerKind, rest: Partial<Outcome> = {}): OperatorRule {
  return (node) => single(kind, { shape: shapeOf(node, 0), type: typeOf(node, 0) }, rest);
}

/** Broadcast over all inputs. Constants among them are parameters, unless they are single numbers. */
function joined(kind: LayerKind, type?: number): OperatorRule {
  return (node) => {
    const present = node.inputs.flatMap((value, index) => (value === undefined ? [] : [index]));
    const shape = broadcast(present.map((index) => shapeOf(node, index)));
    const terms = Math.max(2, present.length);
    return single(
      kind,
      { shape, type: type ?? typeOf(node, present[0] ?? 0) },
      { terms, parameters: arrays(node, present) },
    );
  };
}

function arrays(node: NodeView, inputs: readonly number[]): readonly number[] {
  return inputs.filter((index) => shapeOf(node, index).some((extent) => extent > 1));
}

const where: OperatorRule = (node) => {
  const shape = broadcast([shapeOf(node, 0), shapeOf(node, 1), shapeOf(node, 2)]);
  return single("elementwise", { shape, type: typeOf(node, 1) }, { parameters: arrays(node, [1, 2]) });
};

const cast: OperatorRule = (node) =>
  single(
    "elementwise",
    { shape: shapeOf(node, 0), type: integer(node, "to", typeOf(node, 0)) },
    { rearranges: 0, terms: 1 },
  );

const castLike: OperatorRule = (node) =>
  single("elementwise", { shape: shapeOf(node, 0), type: typeOf(node, 1) }, { rearranges: 0, terms: 1 });

/** Statistics are kept; only scale and shift are parameters. */
const batchNormalisation: OperatorRule = (node) => {
  const output = { shape: shapeOf(node, 0), type: typeOf(node, 0) };
  const channels = { shape: [output.shape[1] ?? 1], type: typeOf(node, 3) };
  const outputs = [output, ...Array.from({ length: 4 }, () => channels)];
  return { kind: "normalisation", outputs, terms: normalisationTerms.known, parameters: [1, 2] };
};

/** Statistics are computed from the input. */
function normalisation(parameters: readonly number[]): OperatorRule {
  return (node) => {
    const shape = shapeOf(node, 0);
    const type = typeOf(node, 0);
    const axis = integer(node, "axis", -1);
    const kept = shape.map((extent, index) => (index < (axis < 0 ? axis + shape.length : axis) ? extent : 1));
    const outputs = [{ shape, type }, ...Array.from({ length: 3 }, () => ({ shape: kept, type }))];
    return { kind: "normalisation", outputs, terms: normalisationTerms.computed, parameters };
  };
}

/** Adds a skip connection, then normalises; the sum is the last output. */
function skipNormalisation(parameters: readonly number[]): OperatorRule {
  return (node) => {
    const { outputs, ...rest } = normalisation(parameters)(node);
    const [first] = outputs;
    return {
      ...rest,
      outputs: first === undefined ? outputs : [...outputs.slice(0, 3), first],
      terms: normalisationTerms.computed + 1,
    };
  };
}

const quantise: OperatorRule = (node) => {
  const type = integer(node, "output_dtype", node.inputs[2]?.type ?? 0) || elementType.uint8;
  return single("quantisation", { shape: shapeOf(node, 0), type }, { rearranges: 0 });
};

const dequantise: OperatorRule = (node) =>
  single(
    "quantisation",
    { shape: shapeOf(node, 0), type: integer(node, "output_dtype", 0) || typeOf(node, 1) },
    { rearranges: 0 },
  );

const dynamicQuantise: OperatorRule = (node) => ({
  kind: "quantisation",
  outputs: [
    { shape: shapeOf(node, 0), type: elementType.uint8 },
    { shape: [], type: elementType.float },
    { shape: [], type: elementType.uint8 },
  ],
});

/** QLinearAdd, QLinearMul: A, its scale and zero point, B, the same, then those of the result. */
function quantisedJoin(kind: LayerKind): OperatorRule {
  return (node) =>
    single(
      kind,
      { shape: broadcast([shapeOf(node, 0), shapeOf(node, 3)]), type: typeOf(node, 0) },
      { terms: 2, parameters: arrays(node, [0, 3]) },
    );
}

function named(names: string, rule: OperatorRule): Record<string, OperatorRule> {
  return Object.fromEntries(names.split(" ").map((name) => [name, rule]));
}

/** Everything that works element by element, normalisations and changes of number format. */
export const elementwiseRules: Readonly<Record<string, OperatorRule>> = {
  ...named(
    "Relu LeakyRelu Elu Selu Celu ThresholdedRelu Sigmoid HardSigmoid HardSwish Tanh Softplus Softsign Gelu Mish Swish Clip Shrink QuickGelu FastGelu BiasGelu QLinearSigmoid QLinearLeakyRelu",
    unary("activation"),
  ),
  PRelu: unary("activation", { parameters: [1] }),
  ...named("FastGelu BiasGelu", unary("activation", { parameters: [1] })),
  ...named("Softmax LogSoftmax Hardmax QLinearSoftmax", unary("softmax")),
  ...named(
    "Abs Neg Exp Log Sqrt Reciprocal Floor Ceil Round Sign Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Erf Not BitwiseNot CumSum",
    unary("elementwise", { terms: 1 }),
  ),
  ...named("IsNaN IsInf", (node) =>
    single("elementwise", { shape: shapeOf(node, 0), type: elementType.bool }, { terms: 1 }),
  ),
  ...named("Add Sum", joined("addition")),
  Mul: joined("multiplication"),
  ...named("Sub Div Pow Mod Min Max Mean And Or Xor BitShift BitwiseAnd BitwiseOr BitwiseXor", joined("elementwise")),
  ...named("Equal Greater Less GreaterOrEqual LessOrEqual", joined("elementwise", elementType.bool)),
  Where: where,
  Cast: cast,
  CastLike: castLike,
  BatchNormalization: batchNormalisation,
  ...named("InstanceNormalization GroupNormalization LayerNormalization", normalisation([1, 2])),
  ...named("RMSNormalization SimplifiedLayerNormalization", normalisation([1])),
  ...named("LpNormalization MeanVarianceNormalization", normalisation([])),
  SkipLayerNormalization: skipNormalisation([2, 3, 4]),
  SkipSimplifiedLayerNormalization: skipNormalisation([2, 3]),
  // A square and a sum per neighbour, then a power and a division.
  LRN: (node) =>
    single(
      "normalisation",
      { shape: shapeOf(node, 0), type: typeOf(node, 0) },
      { terms: integer(node, "size", 1) + 2 },
    ),
  QuantizeLinear: quantise,
  DequantizeLinear: dequantise,
  DynamicQuantizeLinear: dynamicQuantise,
  QLinearAdd: quantisedJoin("addition"),
  QLinearMul: quantisedJoin("multiplication"),
};
