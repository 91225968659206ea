import type { LayerKind } from "@joulebook/core";
import { normalisationTerms } from "../counting/layer-rules.js";
import { type Cost, type CostRule, inputShape, type OperatorView } from "./operator.js";

function table(names: string, rule: CostRule): Record<string, CostRule> {
  return Object.fromEntries(names.split(" ").map((name) => [name, rule]));
}

function plain(kind: LayerKind, rest: Omit<Cost, "kind"> = {}): CostRule {
  return () => ({ kind, ...rest });
}

/** Operands of several elements are parameters where they are constant. */
function joined(kind: LayerKind, fusedAt?: number): CostRule {
  return (operator) => ({
    kind,
    terms: Math.max(2, operator.inputs.length),
    parameters: arrays(operator),
    ...(fusedAt === undefined ? {} : { fusedAt }),
  });
}

function arrays(operator: OperatorView): readonly number[] {
  return operator.inputs.flatMap((_, index) =>
    inputShape(operator, index).some((extent) => extent > 1) ? [index] : [],
  );
}

const resize = (taps: number): CostRule => plain("resize", { terms: taps });

/** Operators that no product and no window is part of. */
export const simpleRules: Readonly<Record<string, CostRule>> = {
  ...table(
    "RELU RELU6 RELU_N1_TO_1 RELU_0_TO_1 LEAKY_RELU ELU LOGISTIC TANH HARD_SWISH GELU STABLEHLO_LOGISTIC STABLEHLO_TANH",
    plain("activation"),
  ),
  PRELU: plain("activation", { parameters: [1] }),
  ...table("SOFTMAX LOG_SOFTMAX", plain("softmax")),
  ...table("ADD ADD_N", joined("addition", 0)),
  STABLEHLO_ADD: joined("addition"),
  MUL: joined("multiplication", 0),
  STABLEHLO_MULTIPLY: joined("multiplication"),
  ...table("SUB DIV", joined("elementwise", 0)),
  ...table(
    "MAXIMUM MINIMUM POW FLOOR_DIV FLOOR_MOD SQUARED_DIFFERENCE LESS LESS_EQUAL GREATER GREATER_EQUAL EQUAL NOT_EQUAL LOGICAL_AND LOGICAL_OR SELECT SELECT_V2 ATAN2 BITWISE_XOR RIGHT_SHIFT STABLEHLO_SUBTRACT STABLEHLO_DIVIDE STABLEHLO_MAXIMUM STABLEHLO_MINIMUM STABLEHLO_AND STABLEHLO_OR STABLEHLO_POWER STABLEHLO_REMAINDER STABLEHLO_SELECT STABLEHLO_COMPARE STABLEHLO_CLAMP",
    joined("elementwise"),
  ),
  ...table(
    "ABS NEG EXP LOG SQRT RSQRT SQUARE SIN COS FLOOR CEIL ROUND SIGN LOGICAL_NOT CAST CUMSUM STABLEHLO_ABS STABLEHLO_COSINE STABLEHLO_EXPONENTIAL STABLEHLO_FLOOR STABLEHLO_LOG STABLEHLO_NEGATE STABLEHLO_RSQRT STABLEHLO_CONVERT",
    plain("elementwise", { terms: 1 }),
  ),
  ...table("QUANTIZE DEQUANTIZE FAKE_QUANT", plain("quantisation")),
  ...table(
    "MEAN SUM REDUCE_PROD REDUCE_MAX REDUCE_MIN REDUCE_ANY REDUCE_ALL ARG_MAX ARG_MIN TOPK_V2",
    plain("reduction"),
  ),
  L2_NORMALIZATION: plain("normalisation", { terms: normalisationTerms.computed, fusedAt: 0 }),
  // Two operations around the sum over 2 radius + 1 neighbours.
  LOCAL_RESPONSE_NORMALIZATION: ({ options }) => ({ kind: "normalisation", terms: 2 * (options?.int32(0) ?? 0) + 3 }),
  RESIZE_BILINEAR: resize(4),
  RESIZE_NEAREST_NEIGHBOR: resize(1),
  ...table("RESHAPE SQUEEZE EXPAND_DIMS SHAPE RANK BITCAST STABLEHLO_RESHAPE", plain("view")),
  ...table("GATHER EMBEDDING_LOOKUP", (operator) => ({
    kind: operator.inputs.some((input) => input?.isConstant === true) ? "embedding" : "data-movement",
    parameters: [0, 1],
  })),
  ...table("CONCATENATION", plain("data-movement", { fusedAt: 1 })),
  ...table(
    "PAD PADV2 MIRROR_PAD TRANSPOSE SLICE STRIDED_SLICE SPLIT SPLIT_V PACK UNPACK TILE GATHER_ND SCATTER_ND SPACE_TO_DEPTH DEPTH_TO_SPACE SPACE_TO_BATCH_ND BATCH_TO_SPACE_ND REVERSE_V2 REVERSE_SEQUENCE FILL ZEROS_LIKE RANGE ONE_HOT BROADCAST_TO BROADCAST_ARGS WHERE SPARSE_TO_DENSE MATRIX_DIAG MATRIX_SET_DIAG DENSIFY DYNAMIC_UPDATE_SLICE DILATE STABLEHLO_CONCATENATE STABLEHLO_BROADCAST_IN_DIM STABLEHLO_SLICE STABLEHLO_DYNAMIC_SLICE STABLEHLO_DYNAMIC_UPDATE_SLICE STABLEHLO_PAD STABLEHLO_IOTA STABLEHLO_TRANSPOSE STABLEHLO_GATHER",
    plain("data-movement"),
  ),
  ...table("VAR_HANDLE READ_VARIABLE ASSIGN_VARIABLE CALL_ONCE", plain("control")),
};
