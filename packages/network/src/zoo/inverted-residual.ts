import type { NetworkBuilder, Value, WeightOptions } from "../build/network-builder.js";
import { roundChannels } from "./round-channels.js";

/** The block of MobileNet v2 and its relatives: expand, filter by channel, project, and add the input where it fits. */
export interface InvertedResidual {
  /** Channels between expansion and projection; as many as come in: no expansion. */
  readonly expanded: number;
  readonly filters: number;
  readonly kernel: number;
  readonly stride: number;
  /** Activation inside the block; "hard-swish" is a layer of its own, others are fused. */
  readonly activation: string;
  /** Channels are weighed by two dense layers on their means, a quarter as wide in between; default false. */
  readonly squeeze?: boolean;
  /** Of every product: bias or scale and shift, stage. */
  readonly common: WeightOptions;
}

/** Writes one inverted residual block and returns its output. Source: docs/equations.md#zoo */
export function invertedResidual(b: NetworkBuilder, input: Value, block: InvertedResidual): Value {
  const { expanded, filters, kernel, stride, activation, squeeze = false, common } = block;
  const channels = input.shape.at(-1) as number;
  const swish = activation === "hard-swish";
  const after = swish ? common : { ...common, activation };
  const stage = staged(common);
  let x = input;
  if (expanded > channels) {
    x = b.convolution(x, { filters: expanded, kernel: 1, ...after });
    if (swish) x = b.activation(x, activation, stage);
  }
  x = b.depthwise(x, { kernel, stride, ...after });
  if (swish) x = b.activation(x, activation, stage);
  if (squeeze) x = squeezed(b, x, common);
  x = b.convolution(x, { filters, kernel: 1, ...common });
  return stride === 1 && filters === channels ? b.add(x, input, stage) : x;
}

/** A product and its activation: fused, or as a layer where kernels have none to fuse. */
export function activated(
  b: NetworkBuilder,
  activation: string,
  common: WeightOptions,
  product: (given: WeightOptions) => Value,
): Value {
  if (activation !== "hard-swish") return product({ ...common, activation });
  return b.activation(product(common), activation, staged(common));
}

/** Squeeze and excitation: weights in [0, 1] per channel from the channels' means. */
function squeezed(b: NetworkBuilder, x: Value, common: WeightOptions): Value {
  const channels = x.shape.at(-1) as number;
  const stage = staged(common);
  const means = b.globalAveragePooling(x, { keepExtents: true, ...stage });
  const narrow = b.dense(means, { units: roundChannels(channels / 4), activation: "relu", ...stage });
  const gates = b.activation(b.dense(narrow, { units: channels, ...stage }), "hard-sigmoid", stage);
  return b.multiply(x, gates, stage);
}

function staged({ stage }: WeightOptions): { readonly stage?: number } {
  return stage === undefined ? {} : { stage };
}
