import { product } from "../../counting/loops.js";
import { elementType } from "../element-types.js";
import { withData } from "../known-data.js";
import {
  axisOf,
  dataOf,
  integer,
  listed,
  type NodeView,
  type OperatorRule,
  shapeOf,
  single,
  typeOf,
} from "../operator.js";

/** A view of the first input under another shape: elements keep their order. */
function view(shapeFor: (node: NodeView) => readonly number[]): OperatorRule {
  return (node) => {
    const shape = shapeFor(node);
    if (product(shape) !== product(shapeOf(node, 0)))
      throw new RangeError(`[${shapeOf(node, 0).join(", ")}] does not hold as many elements as [${shape.join(", ")}]`);
    return single("view", withData(shape, typeOf(node, 0), dataOf(node, 0)), { rearranges: 0 });
  };
}

function reshaped(node: NodeView): readonly number[] {
  const target = listed(node, "shape", 1) ?? [];
  const input = shapeOf(node, 0);
  const copied =
    integer(node, "allowzero", 0) === 1
      ? target
      : target.map((extent, axis) => (extent === 0 ? (input[axis] ?? 0) : extent));
  const rest = copied.reduce((result, extent) => (extent === -1 ? result : result * extent), 1);
  return copied.map((extent) => (extent === -1 ? (rest === 0 ? 0 : product(input) / rest) : extent));
}

function flattened(node: NodeView): readonly number[] {
  const shape = shapeOf(node, 0);
  const axis = integer(node, "axis", 1);
  const cut = axis < 0 ? axis + shape.length : axis;
  return [product(shape.slice(0, cut)), product(shape.slice(cut))];
}

function squeezed(node: NodeView): readonly number[] {
  const shape = shapeOf(node, 0);
  const axes = listed(node, "axes", 1)?.map((axis) => axisOf(axis, shape.length));
  return shape.filter((extent, axis) => (axes === undefined ? extent !== 1 : !axes.includes(axis)));
}

function unsqueezed(node: NodeView): readonly number[] {
  const shape = shapeOf(node, 0);
  const listedAxes = listed(node, "axes", 1) ?? [];
  const rank = shape.length + listedAxes.length;
  const axes = new Set(listedAxes.map((axis) => axisOf(axis, rank)));
  const rest = [...shape];
  return Array.from({ length: rank }, (_, axis) => (axes.has(axis) ? 1 : (rest.shift() ?? 1)));
}

const shapeRule: OperatorRule = (node) => {
  const shape = shapeOf(node, 0);
  const data = shape.slice(integer(node, "start", 0), node.attributes.get("end")?.i);
  return single("view", { shape: [data.length], type: elementType.int64, data });
};

const size: OperatorRule = (node) =>
  single("view", { shape: [], type: elementType.int64, data: [product(shapeOf(node, 0))] });

const identity: OperatorRule = (node) => ({
  kind: "view",
  outputs: [
    withData(shapeOf(node, 0), typeOf(node, 0), dataOf(node, 0)),
    { shape: shapeOf(node, 0), type: elementType.bool },
  ],
  rearranges: 0,
});

/** Operators that give a tensor another shape or look at its shape; elements stay where they are. */
export const viewRules: Readonly<Record<string, OperatorRule>> = {
  Reshape: view(reshaped),
  Flatten: view(flattened),
  Squeeze: view(squeezed),
  Unsqueeze: view(unsqueezed),
  Identity: identity,
  Dropout: identity,
  Shape: shapeRule,
  Size: size,
};
