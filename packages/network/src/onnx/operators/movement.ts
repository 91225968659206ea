import { elementType } from "../element-types.js";
import { known, wanted, withData } from "../known-data.js";
import {
  axisOf,
  broadcast,
  integer,
  integers,
  listed,
  type OperatorRule,
  shapeOf,
  single,
  typeOf,
} from "../operator.js";
import { arrayOf, elementAt, mostElements } from "../small-array.js";

const transpose: OperatorRule = (node) => {
  const shape = shapeOf(node, 0);
  const order = integers(node, "perm") ?? shape.map((_, axis) => shape.length - 1 - axis);
  if (order.length !== shape.length || new Set(order).size !== shape.length)
    throw new RangeError(`perm [${order.join(", ")}] of a tensor of ${shape.length} axes`);
  const result = order.map((axis) => shape[axisOf(axis, shape.length)] as number);
  const input = known(node, 0);
  const back = shape.map((_, axis) => order.indexOf(axis));
  const data =
    input &&
    arrayOf(result, (at) =>
      elementAt(
        input,
        back.map((axis) => at[axis] as number),
      ),
    );
  return single("data-movement", withData(result, typeOf(node, 0), data), { rearranges: 0 });
};

const concat: OperatorRule = (node) => {
  const present = node.inputs.flatMap((value, index) => (value === undefined ? [] : [index]));
  const shapes = present.map((index) => shapeOf(node, index));
  const [first = []] = shapes;
  const axis = axisOf(integer(node, "axis", 1), first.length);
  for (const shape of shapes) {
    if (shape.length !== first.length || shape.some((extent, index) => index !== axis && extent !== first[index]))
      throw new RangeError(`[${first.join(", ")}] and [${shape.join(", ")}] cannot be joined on axis ${axis}`);
  }
  const shape = first.map((extent, index) =>
    index === axis ? shapes.reduce((sum, s) => sum + (s[axis] as number), 0) : extent,
  );
  const inputs = present.map((index) => known(node, index));
  const data = inputs.every((input) => input !== undefined)
    ? arrayOf(shape, (at) => {
        let offset = at[axis] as number;
        const part = inputs.find((input) => {
          const extent = input.shape[axis] as number;
          if (offset < extent) return true;
          offset -= extent;
          return false;
        });
        return part === undefined
          ? 0
          : elementAt(
              part,
              at.map((value, index) => (index === axis ? offset : value)),
            );
      })
    : undefined;
  return single("data-movement", withData(shape, typeOf(node, present[0] ?? 0), data), { parameters: present });
};

const split: OperatorRule = (node) => {
  const shape = shapeOf(node, 0);
  const axis = axisOf(integer(node, "axis", 0), shape.length);
  const extent = shape[axis] as number;
  const count = integer(node, "num_outputs", node.outputs);
  if (!(count >= 1 && count <= mostElements)) throw new RangeError(`a split into ${count} parts`);
  const even = Math.ceil(extent / count);
  const parts =
    listed(node, "split", 1) ??
    Array.from({ length: count }, (_, index) => Math.max(0, Math.min(even, extent - index * even)));
  const input = known(node, 0);
  let start = 0;
  const outputs = parts.map((part) => {
    const from = start;
    start += part;
    const own = shape.map((value, index) => (index === axis ? part : value));
    const data =
      input &&
      arrayOf(own, (at) =>
        elementAt(
          input,
          at.map((value, index) => (index === axis ? value + from : value)),
        ),
      );
    return withData(own, typeOf(node, 0), data);
  });
  if (start !== extent) throw new RangeError(`parts of ${start} in all for an axis of ${extent}`);
  return { kind: "data-movement", outputs };
};

const slice: OperatorRule = (node) => {
  const shape = shapeOf(node, 0);
  const starts = listed(node, "starts", 1) ?? [];
  const ends = listed(node, "ends", 2) ?? [];
  const axes = (listed(node, "axes", 3) ?? starts.map((_, index) => index)).map((axis) => axisOf(axis, shape.length));
  const steps = node.inputs[4] === undefined ? starts.map(() => 1) : wanted(node, 4);
  const from = shape.map(() => 0);
  const by = shape.map(() => 1);
  const result = [...shape];
  for (const [index, axis] of axes.entries()) {
    const extent = shape[axis] as number;
    const step = steps[index] ?? 1;
    if (!Number.isInteger(step) || step === 0) throw new RangeError(`a slice by steps of ${step}`);
    const clamp = (value: number, low: number, high: number): number =>
      Math.min(high, Math.max(low, value < 0 ? value + extent : value));
    const start = clamp(starts[index] ?? 0, 0, step > 0 ? extent : extent - 1);
    const end = clamp(ends[index] ?? extent, step > 0 ? 0 : -1, extent);
    result[axis] = Math.max(0, Math.ceil((end - start) / step));
    from[axis] = start;
    by[axis] = step;
  }
  const input = known(node, 0);
  const data =
    input &&
    arrayOf(result, (at) =>
      elementAt(
        input,
        at.map((value, axis) => (from[axis] as number) + value * (by[axis] as number)),
      ),
    );
  return single("data-movement", withData(result, typeOf(node, 0), data));
};

const gather: OperatorRule = (node) => {
  const shape = shapeOf(node, 0);
  const indices = shapeOf(node, 1);
  const axis = axisOf(integer(node, "axis", 0), shape.length);
  const extent = shape[axis] as number;
  const result = [...shape.slice(0, axis), ...indices, ...shape.slice(axis + 1)];
  const input = known(node, 0);
  const chosen = known(node, 1);
  const data =
    input &&
    chosen &&
    arrayOf(result, (at) => {
      const index = elementAt(chosen, at.slice(axis, axis + indices.length));
      const row = index < 0 ? index + extent : index;
      return elementAt({ ...input, shape }, [
        ...at.slice(0, axis),
        extent === 1 ? 0 : row,
        ...at.slice(axis + indices.length),
      ]);
    });
  const isTable = node.inputs[0]?.constant === true && node.inputs[1]?.constant !== true;
  const kind = isTable ? "embedding" : "data-movement";
  const inRange = data?.every((value) => value !== undefined) === true ? data : undefined;
  return single(kind, withData(result, typeOf(node, 0), inRange), { parameters: [0] });
};

const gatherNd: OperatorRule = (node) => {
  const shape = shapeOf(node, 0);
  const indices = shapeOf(node, 1);
  const batch = integer(node, "batch_dims", 0);
  const depth = indices.at(-1) ?? 1;
  const result = [...indices.slice(0, -1), ...shape.slice(batch + depth)];
  return single("data-movement", { shape: result, type: typeOf(node, 0) }, { parameters: [0] });
};

const expand: OperatorRule = (node) => {
  const shape = broadcast([shapeOf(node, 0), wanted(node, 1)]);
  const input = known(node, 0);
  return single(
    "data-movement",
    withData(shape, typeOf(node, 0), input && arrayOf(shape, (at) => elementAt(input, at))),
  );
};

const tile: OperatorRule = (node) => {
  const input = shapeOf(node, 0);
  const repeats = wanted(node, 1);
  const shape = input.map((extent, axis) => extent * (repeats[axis] ?? 1));
  return single("data-movement", { shape, type: typeOf(node, 0) });
};

const pad: OperatorRule = (node) => {
  const shape = shapeOf(node, 0);
  const pads = listed(node, "pads", 1) ?? integers(node, "paddings") ?? [];
  const axes = (node.inputs[3] === undefined ? shape.map((_, axis) => axis) : wanted(node, 3)).map((axis) =>
    axisOf(axis, shape.length),
  );
  const result = [...shape];
  for (const [index, axis] of axes.entries())
    result[axis] = (shape[axis] as number) + (pads[index] ?? 0) + (pads[index + axes.length] ?? 0);
  return single("data-movement", { shape: result, type: typeOf(node, 0) });
};

const constantOfShape: OperatorRule = (node) => {
  const shape = wanted(node, 0);
  const value = node.attributes.get("value")?.tensor;
  const [fill = 0] = value?.data ?? [];
  return single(
    "data-movement",
    withData(
      shape,
      value?.type ?? elementType.float,
      arrayOf(shape, () => fill),
    ),
  );
};

const range: OperatorRule = (node) => {
  const [[start = 0], [limit = 0], [delta = 1]] = [wanted(node, 0), wanted(node, 1), wanted(node, 2)];
  const count = Math.max(0, Math.ceil((limit - start) / delta));
  if (!Number.isSafeInteger(count)) throw new RangeError(`a range from ${start} to ${limit} by ${delta}`);
  return single(
    "data-movement",
    withData(
      [count],
      typeOf(node, 0),
      arrayOf([count], ([index = 0]) => start + index * delta),
    ),
  );
};

const oneHot: OperatorRule = (node) => {
  const indices = [...shapeOf(node, 0)];
  const axis = integer(node, "axis", -1);
  indices.splice(axis < 0 ? axis + indices.length + 1 : axis, 0, wanted(node, 1)[0] ?? 0);
  return single("data-movement", { shape: indices, type: typeOf(node, 2) });
};

const topK: OperatorRule = (node) => {
  const shape = shapeOf(node, 0);
  const axis = axisOf(integer(node, "axis", -1), shape.length);
  const count = node.inputs[1] === undefined ? integer(node, "k", 1) : (wanted(node, 1)[0] ?? 1);
  const result = shape.map((extent, index) => (index === axis ? count : extent));
  // One comparison per value at the least.
  return {
    kind: "reduction",
    outputs: [
      { shape: result, type: typeOf(node, 0) },
      { shape: result, type: elementType.int64 },
    ],
  };
};

function like(input: number): OperatorRule {
  return (node) =>
    single("data-movement", { shape: shapeOf(node, input), type: typeOf(node, input) }, { parameters: [0] });
}

/** Operators that move data. */
export const movementRules: Readonly<Record<string, OperatorRule>> = {
  Transpose: transpose,
  Concat: concat,
  QLinearConcat: (node) => {
    const values = node.inputs.filter((_, index) => index >= 2 && (index - 2) % 3 === 0);
    const { outputs, kind } = concat({ ...node, inputs: values });
    return { kind, outputs };
  },
  Split: split,
  Slice: slice,
  Gather: gather,
  GatherElements: (node) =>
    single("data-movement", { shape: shapeOf(node, 1), type: typeOf(node, 0) }, { parameters: [0] }),
  GatherND: gatherNd,
  Scatter: like(0),
  ScatterElements: like(0),
  ScatterND: like(0),
  TensorScatter: like(0),
  Trilu: like(0),
  ReverseSequence: like(0),
  RotaryEmbedding: (node) => single("elementwise", { shape: shapeOf(node, 0), type: typeOf(node, 0) }, { terms: 4 }),
  Expand: expand,
  Tile: tile,
  Pad: pad,
  ConstantOfShape: constantOfShape,
  Range: range,
  OneHot: oneHot,
  TopK: topK,
  EyeLike: like(0),
};
