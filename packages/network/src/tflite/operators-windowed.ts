import type { LayerKind } from "@joulebook/core";
import { convolutionKind, convolutionLoops, poolingLoops, product } from "../counting/loops.js";
import { type Padding, slideWindow, type Window } from "../counting/window.js";
import type { FlatTable } from "./flat-table.js";
import {
  type Cost,
  type CostRule,
  inputShape,
  isComputed,
  type OperatorView,
  outputShape,
  shapeOfRank,
} from "./operator.js";

function padding(options: FlatTable | undefined): Padding {
  return options?.byte(0) === 1 ? "valid" : "same";
}

function atLeastOne(options: FlatTable | undefined, slot: number): number {
  return options?.int32(slot, 1) ?? 1;
}

/** @throws RangeError if the file's output shape is not what the window gives */
function checkOutput(operator: OperatorView, extents: readonly number[]): void {
  const stated = outputShape(operator).slice(1, -1);
  if (stated.some((extent, axis) => extent !== extents[axis]))
    throw new RangeError(`the output is [${stated.join(" x ")}], but the window gives [${extents.join(" x ")}]`);
}

/** Input [batch, y, x, channels], filters [out, y, x, in]; options: padding, stride x and y, activation, dilation x and y. */
const convolution: CostRule = (operator): Cost => {
  const [batch = 1, y = 1, x = 1, channels = 1] = shapeOfRank(operator, 0, 4);
  const [filters = 1, kernelY = 1, kernelX = 1, perGroup = 1] = shapeOfRank(operator, 1, 4);
  const { options } = operator;
  const window = slideWindow([y, x], [kernelY, kernelX], {
    padding: padding(options),
    stride: [atLeastOne(options, 2), atLeastOne(options, 1)],
    dilation: [atLeastOne(options, 5), atLeastOne(options, 4)],
  });
  checkOutput(operator, window.output);
  const groups = channels / perGroup;
  const computed = isComputed(operator, 1);
  const loops = convolutionLoops({ window, batch, groups, inChannels: channels, outChannels: filters, computed });
  return { kind: convolutionKind(loops), loops: [loops], parameters: [1, 2], fusedAt: 3 };
};

/** Filters [1, y, x, in × multiplier]; options: padding, stride x and y, multiplier, activation, dilation x and y. */
const depthwise: CostRule = (operator): Cost => {
  const [batch = 1, y = 1, x = 1, channels = 1] = shapeOfRank(operator, 0, 4);
  const [, kernelY = 1, kernelX = 1, filters = 1] = shapeOfRank(operator, 1, 4);
  const { options } = operator;
  const window = slideWindow([y, x], [kernelY, kernelX], {
    padding: padding(options),
    stride: [atLeastOne(options, 2), atLeastOne(options, 1)],
    dilation: [atLeastOne(options, 6), atLeastOne(options, 5)],
  });
  checkOutput(operator, window.output);
  const computed = isComputed(operator, 1);
  const loops = convolutionLoops({
    window,
    batch,
    groups: channels,
    inChannels: channels,
    outChannels: filters,
    computed,
  });
  // By its operator: the kernel that runs is the depthwise one, even on a single channel.
  return { kind: "depthwise-convolution", loops: [loops], parameters: [1, 2], fusedAt: 4 };
};

/** The convolution that is transposed runs over our output and gives our input. */
function transposedCost(
  operator: OperatorView,
  kernel: readonly number[],
  stride: readonly number[],
  fusedAt?: number,
): Cost {
  const [batch = 1, ...rest] = inputShape(operator, 2);
  const output = outputShape(operator);
  const extents = rest.slice(0, -1);
  const channels = rest.at(-1) ?? 1;
  const filters = output.at(-1) ?? 1;
  if (extents.length !== kernel.length || output.length !== kernel.length + 2)
    throw new RangeError(`input [${rest.join(", ")}] and output [${output.join(", ")}] of a transposed convolution`);
  const grown: Window = slideWindow(output.slice(1, -1), kernel, { padding: "same", stride });
  const window: Window = { ...grown, output: extents };
  const loops = convolutionLoops({
    window,
    batch,
    inChannels: filters,
    outChannels: channels,
    computed: isComputed(operator, 1),
  });
  return {
    kind: "transposed-convolution",
    loops: [loops],
    parameters: [1, 3],
    ...(fusedAt === undefined ? {} : { fusedAt }),
  };
}

/** Inputs: output shape, filters [out, y, x, in], input, bias. */
const transposed: CostRule = (operator) => {
  const [, kernelY = 1, kernelX = 1] = shapeOfRank(operator, 1, 4);
  const { options } = operator;
  return transposedCost(operator, [kernelY, kernelX], [atLeastOne(options, 2), atLeastOne(options, 1)], 3);
};

/** Filters [z, y, x, in, out]; options: padding, stride z, x and y, activation, dilation z, x and y. */
const convolution3d: CostRule = (operator): Cost => {
  const [batch = 1, z = 1, y = 1, x = 1, channels = 1] = shapeOfRank(operator, 0, 5);
  const [kernelZ = 1, kernelY = 1, kernelX = 1, perGroup = 1, filters = 1] = shapeOfRank(operator, 1, 5);
  const { options } = operator;
  const window = slideWindow([z, y, x], [kernelZ, kernelY, kernelX], {
    padding: padding(options),
    stride: [atLeastOne(options, 1), atLeastOne(options, 3), atLeastOne(options, 2)],
    dilation: [atLeastOne(options, 5), atLeastOne(options, 7), atLeastOne(options, 6)],
  });
  checkOutput(operator, window.output);
  const groups = channels / perGroup;
  const loops = convolutionLoops({ window, batch, groups, inChannels: channels, outChannels: filters });
  return { kind: convolutionKind(loops), loops: [loops], parameters: [1, 2], fusedAt: 4 };
};

const transposed3d: CostRule = (operator) => {
  const [z = 1, y = 1, x = 1] = shapeOfRank(operator, 1, 5);
  const { options } = operator;
  return transposedCost(
    operator,
    [z, y, x],
    [atLeastOne(options, 1), atLeastOne(options, 3), atLeastOne(options, 2)],
    4,
  );
};

/** Options: padding, stride x and y, window x and y, activation. */
function pool(kind: LayerKind): CostRule {
  return (operator) => {
    const [batch = 1, y = 1, x = 1, channels = 1] = shapeOfRank(operator, 0, 4);
    const { options } = operator;
    const kernel = [atLeastOne(options, 4), atLeastOne(options, 3)];
    const stride = [atLeastOne(options, 2), atLeastOne(options, 1)];
    const window = slideWindow([y, x], kernel, { padding: padding(options), stride });
    checkOutput(operator, window.output);
    return { kind, loops: [poolingLoops(window, batch, channels)], terms: product(kernel), fusedAt: 5 };
  };
}

/** Convolutions and pools. */
export const windowedRules: Readonly<Record<string, CostRule>> = {
  CONV_2D: convolution,
  DEPTHWISE_CONV_2D: depthwise,
  TRANSPOSE_CONV: transposed,
  CONV_3D: convolution3d,
  CONV_3D_TRANSPOSE: transposed3d,
  AVERAGE_POOL_2D: pool("average-pooling"),
  MAX_POOL_2D: pool("max-pooling"),
  L2_POOL_2D: pool("average-pooling"),
};
