import { integer, type NodeView } from "./operator.js";
import { arrayOf, elementAt, type SmallArray } from "./small-array.js";

const binary: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Pow: (a, b) => a ** b,
  Mod: (a, b) => a - b * Math.floor(a / b),
  Min: Math.min,
  Max: Math.max,
  Equal: (a, b) => Number(a === b),
  Greater: (a, b) => Number(a > b),
  GreaterOrEqual: (a, b) => Number(a >= b),
  Less: (a, b) => Number(a < b),
  LessOrEqual: (a, b) => Number(a <= b),
  And: (a, b) => Number(a !== 0 && b !== 0),
  Or: (a, b) => Number(a !== 0 || b !== 0),
};

const unary: Readonly<Record<string, (value: number) => number>> = {
  Abs: Math.abs,
  Neg: (value) => -value,
  Floor: Math.floor,
  Ceil: Math.ceil,
  Sqrt: Math.sqrt,
  Exp: Math.exp,
  Log: Math.log,
  Reciprocal: (value) => 1 / value,
  Not: (value) => Number(value === 0),
  // Halves go to the even neighbour.
  Round: (value) => (Math.abs(value % 1) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value)),
};

const reductions: Readonly<Record<string, (values: readonly number[]) => number>> = {
  ReduceProd: (values) => values.reduce((result, value) => result * value, 1),
  ReduceSum: (values) => values.reduce((result, value) => result + value, 0),
  ReduceMax: (values) => values.reduce((result, value) => Math.max(result, value), Number.NEGATIVE_INFINITY),
  ReduceMin: (values) => values.reduce((result, value) => Math.min(result, value), Number.POSITIVE_INFINITY),
};

/** Integer types by TensorProto.DataType. */
const integerTypes: ReadonlySet<number> = new Set([2, 3, 4, 5, 6, 7, 12, 13]);

/** Elements of the first output of arithmetic on a few known numbers, as exporters use it to compute shapes; else undefined. */
export function foldArithmetic(node: NodeView, shape: readonly number[], type: number): readonly number[] | undefined {
  const inputs: SmallArray[] = [];
  for (const value of node.inputs) {
    if (value?.data === undefined || value.shape === undefined) return undefined;
    inputs.push({ shape: value.shape, data: value.data });
  }
  const [first, second, third] = inputs;
  if (first === undefined) return undefined;
  const isInteger = integerTypes.has(type);
  const { op } = node;
  if (op === "Cast")
    return arrayOf(shape, (at) => (isInteger ? Math.trunc(elementAt(first, at)) : elementAt(first, at)));
  if (op === "Where" && second !== undefined && third !== undefined)
    return arrayOf(shape, (at) => elementAt(elementAt(first, at) === 0 ? third : second, at));
  if (op === "Div" && second !== undefined)
    return arrayOf(shape, (at) => {
      const quotient = elementAt(first, at) / elementAt(second, at);
      return isInteger ? Math.trunc(quotient) : quotient;
    });
  const join = Object.hasOwn(binary, op) ? binary[op] : undefined;
  if (join !== undefined) return arrayOf(shape, (at) => inputs.map((input) => elementAt(input, at)).reduce(join));
  const change = Object.hasOwn(unary, op) ? unary[op] : undefined;
  if (change !== undefined) return arrayOf(shape, (at) => change(elementAt(first, at)));
  const reduce = Object.hasOwn(reductions, op) ? reductions[op] : undefined;
  const isWhole = first.shape.length <= 1 && (shape.length === 0 || integer(node, "keepdims", 1) === 1);
  return reduce !== undefined && isWhole ? [reduce(first.data)] : undefined;
}
