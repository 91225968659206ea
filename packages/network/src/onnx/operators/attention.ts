import type { Loops } from "@joulebook/core";
import { matrixLoops } from "../../counting/loops.js";
import { integer, integers, type NodeView, type OperatorRule, type Outcome, shapeOf, typeOf } from "../operator.js";

interface Heads {
  readonly batch: number;
  readonly heads: number;
  readonly steps: number;
  readonly memory: number;
  readonly keyWidth: number;
  readonly valueWidth: number;
}

/** Scores Q·Kᵀ and the mix of the values: both operands are computed, each head has its own. */
function scoresAndMix({ batch, heads, steps, memory, keyWidth, valueWidth }: Heads): readonly Loops[] {
  const each = { groups: batch * heads, rows: steps, computed: true };
  return [
    matrixLoops({ ...each, inner: keyWidth, columns: memory }),
    matrixLoops({ ...each, inner: memory, columns: valueWidth }),
  ];
}

/** The standard's Attention: [batch, heads, steps, width], or [batch, steps, heads × width] with the heads as attributes. */
const standard: OperatorRule = (node) => {
  const [query, key, value] = [shapeOf(node, 0), shapeOf(node, 1), shapeOf(node, 2)];
  const past = node.inputs[4]?.shape?.at(-2) ?? 0;
  const type = typeOf(node, 0);
  const isFlat = query.length === 3;
  const heads = isFlat ? integer(node, "q_num_heads", 0) : (query[1] ?? 0);
  const keyHeads = isFlat ? integer(node, "kv_num_heads", heads) : (key[1] ?? 0);
  if (heads < 1 || keyHeads < 1) throw new RangeError(`attention of ${heads} query and ${keyHeads} key heads`);
  const keyWidth = isFlat ? (query.at(-1) ?? 0) / heads : (query.at(-1) ?? 0);
  const valueWidth = isFlat ? (value.at(-1) ?? 0) / keyHeads : (value.at(-1) ?? 0);
  const [batch = 1] = query;
  const steps = query.at(-2) ?? 1;
  const memory = (key.at(-2) ?? 1) + past;
  return {
    kind: "attention",
    outputs: [
      { shape: isFlat ? [batch, steps, heads * valueWidth] : [batch, heads, steps, valueWidth], type },
      { shape: [batch, keyHeads, memory, keyWidth], type },
      { shape: [batch, keyHeads, memory, valueWidth], type },
      { shape: [batch, heads, steps, memory], type },
    ],
    loops: scoresAndMix({ batch, heads, steps, memory, keyWidth, valueWidth }),
  };
};

/** ONNX Runtime's Attention: the projections of queries, keys and values are part of it. */
const withProjections: OperatorRule = (node) => {
  const [batch = 1, steps = 1, width = 1] = shapeOf(node, 0);
  const columns = shapeOf(node, 1).at(-1) ?? 0;
  const [queryWidth = columns / 3, , valueWidth = columns / 3] = integers(node, "qkv_hidden_sizes") ?? [];
  const heads = headsOf(node, queryWidth);
  const past = node.inputs[4]?.shape?.[3] ?? 0;
  const memory = steps + past;
  return {
    kind: "attention",
    outputs: [
      { shape: [batch, steps, valueWidth], type: typeOf(node, 0) },
      { shape: [2, batch, heads, memory, queryWidth / heads], type: typeOf(node, 0) },
    ],
    loops: [
      matrixLoops({ batch, rows: steps, inner: width, columns }),
      ...scoresAndMix({ batch, heads, steps, memory, keyWidth: queryWidth / heads, valueWidth: valueWidth / heads }),
    ],
    parameters: [1, 2],
  };
};

/** ONNX Runtime's MultiHeadAttention and GroupQueryAttention: projected before, packed or apart. */
function apart(keyHeadsName: string): OperatorRule {
  return (node): Outcome => {
    const query = shapeOf(node, 0);
    const [batch = 1, steps = 1] = query;
    const heads = integer(node, "num_heads", 0);
    const keyHeads = integer(node, keyHeadsName, heads);
    if (heads < 1 || keyHeads < 1) throw new RangeError(`attention of ${heads} query and ${keyHeads} key heads`);
    const key = node.inputs[1] === undefined ? undefined : shapeOf(node, 1);
    const value = node.inputs[2] === undefined ? undefined : shapeOf(node, 2);
    const type = typeOf(node, 0);
    const width = query.length === 5 ? (query[4] ?? 0) : keyWidthOf(query, key, heads, keyHeads);
    const memory = key === undefined ? steps : key.length === 3 ? (key[1] ?? steps) : (key.at(-2) ?? steps);
    const past = node.inputs.length > 6 ? (node.inputs[6]?.shape?.at(-2) ?? 0) : (node.inputs[3]?.shape?.[2] ?? 0);
    const total = memory + (key === undefined || key.length === 3 ? past : 0);
    const valueWidth =
      value === undefined ? width : value.length === 3 ? (value[2] ?? 0) / keyHeads : (value.at(-1) ?? 0);
    const cache = { shape: [batch, keyHeads, total, width], type };
    return {
      kind: "attention",
      outputs: [{ shape: [batch, steps, heads * valueWidth], type }, cache, cache],
      loops: scoresAndMix({ batch, heads, steps, memory: total, keyWidth: width, valueWidth }),
      parameters: [3],
    };
  };
}

function keyWidthOf(
  query: readonly number[],
  key: readonly number[] | undefined,
  heads: number,
  keyHeads: number,
): number {
  const width = query.at(-1) ?? 0;
  // Without keys the query holds queries, keys and values of all heads.
  return key === undefined ? width / (heads + 2 * keyHeads) : width / heads;
}

function headsOf(node: NodeView, width: number): number {
  const heads = integer(node, "num_heads", 0);
  if (heads < 1 || width % heads !== 0) throw new RangeError(`attention of ${heads} heads over ${width} channels`);
  return heads;
}

export const attentionRules: Readonly<Record<string, OperatorRule>> = {
  Attention: (node) => (node.attributes.has("num_heads") ? withProjections(node) : standard(node)),
  MultiHeadAttention: apart("num_heads"),
  GroupQueryAttention: apart("kv_num_heads"),
};
