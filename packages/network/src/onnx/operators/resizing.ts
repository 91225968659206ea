import {
  dataOf,
  axisOf,
  integer,
  integers,
  type OperatorRule,
  shapeOf,
  single,
  text,
  typeOf,
  UnknownInput,
} from "../operator.js";

/** Resize (sizes or scales, by operator set) and Upsample. */
const resize: OperatorRule = (node) => {
  const shape = shapeOf(node, 0);
  const isNew = node.op === "Resize" && node.inputs.length > 2;
  const sizes = dataOf(node, 3);
  const scales = isNew ? dataOf(node, 2) : (node.attributes.get("scales")?.floats ?? dataOf(node, 1));
  const axes = integers(node, "axes")?.map((axis) => axisOf(axis, shape.length)) ?? shape.map((_, axis) => axis);
  const result = [...shape];
  for (const [index, axis] of axes.entries()) {
    const size = sizes?.[index];
    const scale = scales?.[index];
    if (size !== undefined) result[axis] = size;
    else if (scale !== undefined) result[axis] = Math.floor((shape[axis] as number) * scale);
    else throw new UnknownInput("sizes or scales");
  }
  const scaled = result.filter((extent, axis) => extent !== shape[axis]).length;
  const taps = { linear: 2, cubic: 4 }[text(node, "mode", "nearest")] ?? 1;
  return single("resize", { shape: result, type: typeOf(node, 0) }, { terms: taps ** scaled });
};

const depthToSpace: OperatorRule = (node) => {
  const [batch = 1, channels = 1, ...extents] = shapeOf(node, 0);
  const block = integer(node, "blocksize", 1);
  return single("data-movement", {
    shape: [batch, channels / block ** 2, ...extents.map((extent) => extent * block)],
    type: typeOf(node, 0),
  });
};

const spaceToDepth: OperatorRule = (node) => {
  const [batch = 1, channels = 1, ...extents] = shapeOf(node, 0);
  const block = integer(node, "blocksize", 1);
  return single("data-movement", {
    shape: [batch, channels * block ** 2, ...extents.map((extent) => extent / block)],
    type: typeOf(node, 0),
  });
};

const gridSample: OperatorRule = (node) => {
  const [batch = 1, channels = 1, ...extents] = shapeOf(node, 0);
  const taps = { nearest: 1, linear: 2, bilinear: 2, cubic: 4, bicubic: 4 }[text(node, "mode", "linear")] ?? 2;
  return single(
    "resize",
    { shape: [batch, channels, ...shapeOf(node, 1).slice(1, -1)], type: typeOf(node, 0) },
    { terms: taps ** extents.length },
  );
};

/** Operators that change extents by interpolation or by moving channels into space. */
export const resizingRules: Readonly<Record<string, OperatorRule>> = {
  Resize: resize,
  Upsample: resize,
  GridSample: gridSample,
  DepthToSpace: depthToSpace,
  SpaceToDepth: spaceToDepth,
};
