import type { Network } from "@joulebook/core";
import { networkBuilder, type Value } from "../build/network-builder.js";
import { normalised, type ZooOptions } from "./zoo-options.js";

export interface MobilenetV1Options extends ZooOptions {
  /** Factor on the channels of every layer; default 1. */
  readonly width?: number;
  /** Side of the square input; default 224. */
  readonly resolution?: number;
  /** Default 1001: ImageNet and a background class, as published. */
  readonly classes?: number;
}

/** Output channels and stride of the thirteen separable convolutions. */
const blocks: readonly (readonly [channels: number, stride: number])[] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
];

/**
 * MobileNet v1: a 3×3 convolution and thirteen depthwise separable ones.
 * Source: docs/equations.md#zoo (arXiv 1704.04861)
 *
 * @throws RangeError if a size is out of range
 */
export function mobilenetV1(options: MobilenetV1Options = {}): Network {
  const { width = 1, resolution = 224, classes = 1001 } = options;
  const b = networkBuilder(options.name ?? `mobilenet-v1-${width}-${resolution}`, options);
  const after = { ...normalised(options), activation: "relu6" };
  // Unlike its successors, v1 cuts the scaled channels off: at least 8.
  const scaled = (channels: number): number => Math.max(8, Math.floor(channels * width));
  let x: Value = b.convolution(b.input([resolution, resolution, 3]), {
    filters: scaled(32),
    kernel: 3,
    stride: 2,
    ...after,
  });
  for (const [channels, stride] of blocks) {
    x = b.depthwise(x, { kernel: 3, stride, ...after });
    x = b.convolution(x, { filters: scaled(channels), kernel: 1, ...after });
  }
  return b.finish([b.softmax(b.dense(b.globalAveragePooling(x), { units: classes }))]);
}
