import type { LayerKind } from "@joulebook/core";
import { convolutionKind, convolutionLoops } from "../../counting/loops.js";
import { type Padding, slideWindow, type WindowOptions } from "../../counting/window.js";
import { elementType } from "../element-types.js";
import { integer, integers, isComputed, type NodeView, type OperatorRule, shapeOf, text, typeOf } from "../operator.js";

/** Where a convolution of some form has its operands, and the type it writes. */
interface Form {
  readonly x: number;
  readonly w: number;
  readonly bias?: number;
  /** Input whose type the output has; else a type of its own. */
  readonly typeOf?: number;
  readonly type?: number;
}

/** Padding, stride and dilation as Conv and the pools name them. */
export function windowOptions(node: NodeView, axes: number): WindowOptions {
  const stride = integers(node, "strides");
  const dilation = integers(node, "dilations");
  return {
    padding: padding(node, axes),
    ceil: integer(node, "ceil_mode", 0) === 1,
    ...(stride === undefined ? {} : { stride }),
    ...(dilation === undefined ? {} : { dilation }),
  };
}

function padding(node: NodeView, axes: number): Padding {
  const auto = text(node, "auto_pad", "NOTSET");
  if (auto === "SAME_UPPER") return "same";
  if (auto === "SAME_LOWER") return "same-lower";
  if (auto === "VALID") return "valid";
  const pads = integers(node, "pads") ?? [];
  if (pads.length !== 0 && pads.length !== 2 * axes)
    throw new RangeError(`pads must be ${2 * axes} numbers, got ${pads.length}`);
  return pads.length === 0 ? "valid" : { before: pads.slice(0, axes), after: pads.slice(axes) };
}

function convolution(form: Form): OperatorRule {
  return (node) => {
    const [batch = 1, inChannels = 0, ...extents] = shapeOf(node, form.x);
    const [outChannels = 0, , ...kernel] = shapeOf(node, form.w);
    const window = slideWindow(extents, kernel, windowOptions(node, extents.length));
    const loops = convolutionLoops({
      window,
      batch,
      groups: groupsOf(node, inChannels, shapeOf(node, form.w)[1] ?? 0),
      inChannels,
      outChannels,
      computed: isComputed(node, form.w),
    });
    const fused = text(node, "activation", "");
    return {
      kind: convolutionKind(loops),
      outputs: [
        { shape: [batch, outChannels, ...window.output], type: form.type ?? typeOf(node, form.typeOf ?? form.x) },
      ],
      loops: [loops],
      parameters: form.bias === undefined ? [form.w] : [form.w, form.bias],
      ...(fused === "" ? {} : { fused: fused.toLowerCase() }),
    };
  };
}

function groupsOf(node: NodeView, inChannels: number, channelsPerGroup: number): number {
  const groups = integer(node, "group", 1);
  if (groups * channelsPerGroup !== inChannels)
    throw new RangeError(`${groups} groups of ${channelsPerGroup} channels do not make ${inChannels} channels`);
  return groups;
}

/** ConvTranspose: described by the convolution that it transposes, whose input is our output. */
const transposed: OperatorRule = (node) => {
  const [batch = 1, inChannels = 0, ...extents] = shapeOf(node, 0);
  const [weightChannels = 0, perGroup = 0, ...kernel] = shapeOf(node, 1);
  const groups = integer(node, "group", 1);
  if (weightChannels !== inChannels)
    throw new RangeError(`weights of ${weightChannels} channels on an input of ${inChannels}`);
  const ones = extents.map(() => 1);
  const stride = integers(node, "strides") ?? ones;
  const dilation = integers(node, "dilations") ?? ones;
  const extra = integers(node, "output_padding") ?? [];
  const wanted = integers(node, "output_shape");
  const sides = padding(node, extents.length);
  const output = extents.map((extent, axis) => {
    const step = stride[axis] ?? 1;
    if (wanted !== undefined) return wanted.slice(-extents.length)[axis] ?? 1;
    if (sides === "same" || sides === "same-lower") return extent * step;
    const reach = (dilation[axis] ?? 1) * ((kernel[axis] ?? 1) - 1) + 1;
    const cut = sides === "valid" ? 0 : (sides.before[axis] ?? 0) + (sides.after[axis] ?? 0);
    return step * (extent - 1) + (extra[axis] ?? 0) + reach - cut;
  });
  const window = {
    input: output,
    output: extents,
    kernel,
    stride,
    dilation,
    padding: typeof sides === "string" ? { before: extents.map(() => 0), after: extents.map(() => 0) } : sides,
  };
  const loops = convolutionLoops({
    window,
    batch,
    groups,
    inChannels: perGroup * groups,
    outChannels: inChannels,
    computed: isComputed(node, 1),
  });
  return {
    kind: "transposed-convolution" satisfies LayerKind,
    outputs: [{ shape: [batch, perGroup * groups, ...output], type: typeOf(node, 0) }],
    loops: [loops],
    parameters: [1, 2],
  };
};

/** Conv and its quantised, fused and deformable forms. */
export const convolutionRules: Readonly<Record<string, OperatorRule>> = {
  Conv: convolution({ x: 0, w: 1, bias: 2 }),
  // The sampling of displaced inputs is not counted, as padding is not.
  DeformConv: convolution({ x: 0, w: 1, bias: 3 }),
  FusedConv: convolution({ x: 0, w: 1, bias: 2 }),
  ConvInteger: convolution({ x: 0, w: 1, type: elementType.int32 }),
  QLinearConv: convolution({ x: 0, w: 3, bias: 8, typeOf: 7 }),
  ConvTranspose: transposed,
};
