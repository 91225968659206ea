import { recurrentLoops } from "../../counting/loops.js";
import { integer, type NodeView, type OperatorRule, shapeOf, text, typeOf } from "../operator.js";

/** X [steps, batch, inputs], W [directions, gates × units, inputs], R, B, lengths, states, peepholes. */
function recurrent(kind: "lstm" | "gru" | "rnn", gates: number): OperatorRule {
  return (node) => {
    const isBatchFirst = integer(node, "layout", 0) === 1;
    const [first = 1, second = 1, inputs = 1] = shapeOf(node, 0);
    const [steps, batch] = isBatchFirst ? [second, first] : [first, second];
    const units = integer(node, "hidden_size", unitsOf(node));
    const directions = text(node, "direction", "forward").toLowerCase() === "bidirectional" ? 2 : 1;
    const type = typeOf(node, 0);
    const sequence = isBatchFirst ? [batch, steps, directions, units] : [steps, directions, batch, units];
    const state = isBatchFirst ? [batch, directions, units] : [directions, batch, units];
    return {
      kind,
      outputs: [{ shape: sequence, type }, ...Array.from({ length: 2 }, () => ({ shape: state, type }))],
      loops: recurrentLoops({ gates, steps, inputs, units, batch, directions }),
      parameters: [1, 2, 3, 7],
    };
  };
}

/** Older exports leave the attribute out: R is [directions, gates × units, units]. */
function unitsOf(node: NodeView): number {
  return shapeOf(node, 2)[2] ?? 0;
}

export const recurrentRules: Readonly<Record<string, OperatorRule>> = {
  LSTM: recurrent("lstm", 4),
  GRU: recurrent("gru", 3),
  RNN: recurrent("rnn", 1),
};
