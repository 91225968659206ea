import { matrixLoops, product, recurrentLoops } from "../counting/loops.js";
import {
  type Cost,
  type CostRule,
  inputShape,
  isComputed,
  type OperatorView,
  outputShape,
  shapeOfRank,
} from "./operator.js";

/** Input [..., inputs], weights [units, inputs]. */
const fullyConnected: CostRule = (operator): Cost => {
  const [units = 1, inputs = 1] = shapeOfRank(operator, 1, 2);
  const elements = product(inputShape(operator, 0));
  if (inputs === 0 || elements % inputs !== 0)
    throw new RangeError(`${elements} inputs for weights of [${units}, ${inputs}]`);
  const computed = isComputed(operator, 1);
  const loops = matrixLoops({ batch: elements / inputs, inner: inputs, columns: units, computed });
  return { kind: computed ? "matrix-product" : "dense", loops: [loops], parameters: [1, 2], fusedAt: 0 };
};

/** Options: whether the left and the right operand are transposed. */
const batchMatrixProduct: CostRule = (operator): Cost => {
  const left = inputShape(operator, 0);
  const right = inputShape(operator, 1);
  if (left.length < 2 || right.length < 2) throw new RangeError("a matrix product of vectors");
  const flippedLeft = operator.options?.boolean(0) === true;
  const [rows = 1, inner = 1] = flippedLeft ? left.slice(-2).toReversed() : left.slice(-2);
  const columns = outputShape(operator).at(-1) ?? 1;
  const outer = product(outputShape(operator).slice(0, -2));
  const groups = product(right.slice(0, -2)) || 1;
  const computed = isComputed(operator, 0) && isComputed(operator, 1);
  const loops = matrixLoops({ groups, batch: outer / groups, rows, inner, columns, computed });
  return { kind: computed ? "matrix-product" : "dense", loops: [loops], parameters: [0, 1] };
};

/** Steps and batch of a sequence [steps, batch, n] or [batch, steps, n]. */
function sequence(operator: OperatorView, isTimeMajor: boolean): { steps: number; batch: number; inputs: number } {
  const [first = 1, second = 1, inputs = 1] = shapeOfRank(operator, 0, 3);
  return isTimeMajor ? { steps: first, batch: second, inputs } : { steps: second, batch: first, inputs };
}

function oneStep(operator: OperatorView): { steps: number; batch: number; inputs: number } {
  const [batch = 1, inputs = 1] = shapeOfRank(operator, 0, 2);
  return { steps: 1, batch, inputs };
}

function positions(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

/** Weights of the gates at 1 to 4 and 5 to 8, peepholes at 9, biases at 12, projection at 16, normalisation at 20. */
function lstm(operator: OperatorView, over: { steps: number; batch: number; inputs: number }): Cost {
  const [units = 1] = shapeOfRank(operator, 2, 2);
  const [projection] = operator.inputs[16] === undefined ? [undefined] : inputShape(operator, 16);
  // Without weights of an input gate it is coupled to the forget gate.
  const gates = operator.inputs[1] === undefined ? 3 : 4;
  const loops = recurrentLoops({ gates, ...over, units, ...(projection === undefined ? {} : { projection }) });
  return { kind: "lstm", loops, parameters: [...positions(1, 17), ...positions(20, 4)] };
}

const sequenceLstm: CostRule = (operator) => lstm(operator, sequence(operator, operator.options?.boolean(3) === true));

/** The basic form has one matrix [4 × units, inputs + units]. */
const cellLstm: CostRule = (operator) => {
  if (operator.options?.byte(3) !== 1) return lstm(operator, oneStep(operator));
  const [columns = 1, inner = 1] = shapeOfRank(operator, 2, 2);
  const { batch } = oneStep(operator);
  return { kind: "lstm", loops: [matrixLoops({ batch, inner, columns })], parameters: [2, 3] };
};

/** Forward weights at 1 to 17, backward ones at 18 to 34. */
const bidirectionalLstm: CostRule = (operator) => {
  const { options } = operator;
  const isTimeMajor = options?.has(4) === true ? options.boolean(4) : true;
  const forward = lstm(operator, sequence(operator, isTimeMajor));
  const loops = (forward.loops ?? []).map((part) => ({ ...part, groups: 2 }));
  return { kind: "lstm", loops, parameters: positions(1, 34) };
};

/** Weights [units, inputs] and [units, units], bias, state. */
function plainRecurrent(operator: OperatorView, over: { steps: number; batch: number; inputs: number }): Cost {
  const [units = 1] = shapeOfRank(operator, 1, 2);
  return { kind: "rnn", loops: recurrentLoops({ gates: 1, ...over, units }), parameters: [1, 2, 3] };
}

const bidirectionalRecurrent: CostRule = (operator) => {
  const { loops = [] } = plainRecurrent(operator, sequence(operator, operator.options?.boolean(0) === true));
  return { kind: "rnn", loops: loops.map((part) => ({ ...part, groups: 2 })), parameters: [1, 2, 3, 5, 6, 7] };
};

/** Input [batch, n]; weights over features [filters, n] and over time [filters, memory]. */
const svdf: CostRule = (operator): Cost => {
  const [batch = 1] = shapeOfRank(operator, 0, 2);
  const [filters = 1, inputs = 1] = shapeOfRank(operator, 1, 2);
  const [, memory = 1] = shapeOfRank(operator, 2, 2);
  return {
    kind: "svdf",
    loops: [
      matrixLoops({ batch, inner: inputs, columns: filters }),
      matrixLoops({ batch, groups: filters, inner: memory, columns: 1 }),
    ],
    parameters: [1, 2, 3],
    fusedAt: 1,
  };
};

/** Dense layers, matrix products, recurrent layers. */
export const productRules: Readonly<Record<string, CostRule>> = {
  FULLY_CONNECTED: fullyConnected,
  BATCH_MATMUL: batchMatrixProduct,
  LSTM: cellLstm,
  UNIDIRECTIONAL_SEQUENCE_LSTM: sequenceLstm,
  BIDIRECTIONAL_SEQUENCE_LSTM: bidirectionalLstm,
  RNN: (operator) => plainRecurrent(operator, oneStep(operator)),
  UNIDIRECTIONAL_SEQUENCE_RNN: (operator) =>
    plainRecurrent(operator, sequence(operator, operator.options?.boolean(0) === true)),
  BIDIRECTIONAL_SEQUENCE_RNN: bidirectionalRecurrent,
  SVDF: svdf,
};
