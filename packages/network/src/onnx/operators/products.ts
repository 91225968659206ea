import type { Loops } from "@joulebook/core";
import { matrixLoops, product } from "../../counting/loops.js";
import { elementType } from "../element-types.js";
import {
  broadcast,
  integer,
  isComputed,
  type NodeView,
  type Outcome,
  type OperatorRule,
  shapeOf,
  single,
  text,
  typeOf,
} from "../operator.js";

/** Where a matrix product of some form has its operands, and the type it writes. */
interface Form {
  readonly a: number;
  readonly b: number;
  readonly bias?: number;
  readonly typeOf?: number;
  readonly type?: number;
}

/** MatMul by NumPy's rules: vectors gain an axis, leading axes are broadcast. */
function matMul(form: Form): OperatorRule {
  return (node) => {
    const left = transposedIf(node, "transA", shapeOf(node, form.a));
    const right = transposedIf(node, "transB", shapeOf(node, form.b));
    if (left.length === 0 || right.length === 0) throw new RangeError("a matrix product of a single number");
    const rows = left.length === 1 ? 1 : (left.at(-2) as number);
    const inner = left.at(-1) as number;
    const columns = right.length === 1 ? 1 : (right.at(-1) as number);
    const rightRows = right.length === 1 ? (right[0] as number) : (right.at(-2) as number);
    if (inner !== rightRows)
      throw new RangeError(`[${left.join(", ")}] and [${right.join(", ")}] do not share the inner extent`);
    const outer = broadcast([left.slice(0, -2), right.slice(0, -2)]);
    const groups = product(right.slice(0, -2));
    const shape = [...outer, ...(left.length === 1 ? [] : [rows]), ...(right.length === 1 ? [] : [columns])];
    return weighed(node, form, shape, {
      rows,
      inner,
      columns,
      groups: groups || 1,
      batch: product(outer) / (groups || 1),
    });
  };
}

interface Extents {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly groups: number;
  readonly batch: number;
}

/** A product with a constant operand is a dense layer; a constant left operand changes places with the right one. */
function weighed(node: NodeView, form: Form, shape: readonly number[], extents: Extents): Outcome {
  const { rows, columns, batch, groups, inner } = extents;
  const leftComputed = isComputed(node, form.a);
  const rightComputed = isComputed(node, form.b);
  const computed = leftComputed && rightComputed;
  const loops: Loops =
    rightComputed && !leftComputed
      ? matrixLoops({ inner, rows: columns, columns: rows, groups: 1, batch: batch * groups })
      : matrixLoops({ ...extents, computed });
  return {
    kind: computed ? "matrix-product" : "dense",
    outputs: [{ shape, type: form.type ?? typeOf(node, form.typeOf ?? form.a) }],
    loops: [loops],
    parameters: [form.a, form.b, ...(form.bias === undefined ? [] : [form.bias])],
  };
}

function transposedIf(node: NodeView, attribute: string, shape: readonly number[]): readonly number[] {
  if (integer(node, attribute, 0) === 0 || shape.length < 2) return shape;
  return [...shape.slice(0, -2), shape.at(-1) as number, shape.at(-2) as number];
}

/** Weights packed in blocks of a few bits, as ONNX Runtime's MatMulNBits takes them: K and N are attributes. */
const blockMatMul: OperatorRule = (node) => {
  const left = shapeOf(node, 0);
  const inner = integer(node, "K", 0);
  const columns = integer(node, "N", 0);
  if (inner < 1 || columns < 1 || left.at(-1) !== inner)
    throw new RangeError(`K = ${inner} and N = ${columns} on [${left.join(", ")}]`);
  const loops = matrixLoops({ rows: product(left.slice(0, -1)), inner, columns });
  return {
    kind: "dense",
    outputs: [{ shape: [...left.slice(0, -1), columns], type: typeOf(node, 0) }],
    loops: [loops],
    parameters: [1, 5],
    packed: { input: 1, shape: [columns, inner], bits: integer(node, "bits", 4) },
  };
};

/** Einsum of one or two operands; "..." stands for leading axes. */
const einsum: OperatorRule = (node) => {
  const equation = text(node, "equation", "").replaceAll(/\s/g, "");
  if (equation.length > 200) throw new RangeError("an equation of more than 200 characters");
  const operands = node.inputs.map((_, index) => shapeOf(node, index));
  const [inputs = "", explicit] = equation.split("->");
  const terms = inputs.split(",");
  if (terms.length !== operands.length || operands.length === 0)
    throw new RangeError(`equation "${equation}" has ${terms.length} terms for ${operands.length} inputs`);
  const extents = new Map<string, number>();
  const labels = terms.map((term, index) => labelled(term, operands[index] ?? [], extents));
  const output = explicit === undefined ? implicitLabels(labels) : expand(explicit, labels.flat());
  const shape = output.map((label) => extents.get(label) ?? 1);
  const [left = [], right] = labels;
  if (operands.length === 1) return single("data-movement", { shape, type: typeOf(node, 0) });
  if (right === undefined || operands.length > 2) {
    return { ...single("other", { shape, type: typeOf(node, 0) }), uncounted: true };
  }
  const size = (of: readonly string[]): number => product([...new Set(of)].map((label) => extents.get(label) ?? 1));
  const shared = left.filter((label) => right.includes(label));
  const form = { a: 0, b: 1 };
  return weighed(node, form, shape, {
    groups: size(shared.filter((label) => output.includes(label))),
    inner: size(shared.filter((label) => !output.includes(label))),
    rows: size(left.filter((label) => !right.includes(label) && output.includes(label))),
    columns: size(right.filter((label) => !left.includes(label) && output.includes(label))),
    batch: 1,
  });
};

/** One label per axis; the axes of "..." are labelled from the last: ".0", ".1". */
function labelled(term: string, shape: readonly number[], extents: Map<string, number>): readonly string[] {
  const [before = "", after] = term.split("...");
  const missing = shape.length - before.length - (after?.length ?? 0);
  if (missing < 0 || (after === undefined && missing !== 0))
    throw new RangeError(`term "${term}" does not name the ${shape.length} axes of its input`);
  const hidden = Array.from({ length: missing }, (_, index) => `.${missing - 1 - index}`);
  const labels = [...before, ...hidden, ...(after ?? "")];
  for (const [axis, label] of labels.entries()) {
    const extent = shape[axis] ?? 1;
    const known = extents.get(label) ?? 1;
    if (known !== 1 && extent !== 1 && known !== extent)
      throw new RangeError(`axis "${label}" is ${known} and ${extent}`);
    extents.set(label, Math.max(known, extent));
  }
  return labels;
}

function implicitLabels(labels: readonly (readonly string[])[]): readonly string[] {
  const all = labels.flat();
  const once = [...new Set(all)].filter((label) => all.filter((other) => other === label).length === 1);
  return [...hiddenOf(all), ...once.filter((label) => !label.startsWith(".")).toSorted()];
}

function expand(term: string, all: readonly string[]): readonly string[] {
  const [before = "", after] = term.split("...");
  return after === undefined ? [...before] : [...before, ...hiddenOf(all), ...after];
}

function hiddenOf(all: readonly string[]): readonly string[] {
  return [...new Set(all.filter((label) => label.startsWith(".")))].toSorted(
    (a, b) => Number(b.slice(1)) - Number(a.slice(1)),
  );
}

const gemm: OperatorRule = (node) => {
  const { length: leftRank } = shapeOf(node, 0);
  const { length: rightRank } = shapeOf(node, 1);
  if (leftRank !== 2 || rightRank !== 2) throw new RangeError(`Gemm of tensors of ${leftRank} and ${rightRank} axes`);
  return matMul({ a: 0, b: 1, bias: 2 })(node);
};

/** Matrix products and dense layers in all their forms. */
export const productRules: Readonly<Record<string, OperatorRule>> = {
  MatMul: matMul({ a: 0, b: 1 }),
  FusedMatMul: matMul({ a: 0, b: 1 }),
  MatMulInteger: matMul({ a: 0, b: 1, type: elementType.int32 }),
  QLinearMatMul: matMul({ a: 0, b: 3, typeOf: 7 }),
  Gemm: gemm,
  FusedGemm: gemm,
  QGemm: matMul({ a: 0, b: 3, bias: 6, typeOf: 8 }),
  MatMulIntegerToFloat: matMul({ a: 0, b: 1, bias: 6, type: elementType.float }),
  DynamicQuantizeMatMul: matMul({ a: 0, b: 1, bias: 4 }),
  MatMulNBits: blockMatMul,
  Einsum: einsum,
};
