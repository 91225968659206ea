import type { Network } from "@joulebook/core";
import { networkBuilder } from "../build/network-builder.js";
import { invertedResidual } from "./inverted-residual.js";
import { roundChannels } from "./round-channels.js";
import { normalised, type ZooOptions } from "./zoo-options.js";

export interface MobilenetV2Options extends ZooOptions {
  /** Factor on the channels of every layer; the last convolution only grows. Default 1. */
  readonly width?: number;
  /** Side of the square input; default 224. */
  readonly resolution?: number;
  /** Default 1001: ImageNet and a background class, as published. */
  readonly classes?: number;
}

/** Expansion, output channels, blocks and stride of the first. */
const stages: readonly (readonly [expansion: number, channels: number, blocks: number, stride: number])[] = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
];

/**
 * MobileNet v2: seventeen inverted residual blocks.
 * Source: docs/equations.md#zoo (arXiv 1801.04381)
 *
 * @throws RangeError if a size is out of range
 */
export function mobilenetV2(options: MobilenetV2Options = {}): Network {
  const { width = 1, resolution = 224, classes = 1001 } = options;
  const b = networkBuilder(options.name ?? `mobilenet-v2-${width}-${resolution}`, options);
  const common = normalised(options);
  const activation = "relu6";
  const image = b.input([resolution, resolution, 3]);
  let x = b.convolution(image, { filters: roundChannels(32 * width), kernel: 3, stride: 2, activation, ...common });
  for (const [expansion, channels, blocks, first] of stages) {
    for (let block = 0; block < blocks; block++) {
      x = invertedResidual(b, x, {
        expanded: expansion * (x.shape.at(-1) as number),
        filters: roundChannels(channels * width),
        kernel: 3,
        stride: block === 0 ? first : 1,
        activation,
        common,
      });
    }
  }
  x = b.convolution(x, { filters: roundChannels(1280 * Math.max(1, width)), kernel: 1, activation, ...common });
  return b.finish([b.softmax(b.dense(b.globalAveragePooling(x), { units: classes }))]);
}
