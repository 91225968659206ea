import type { Network } from "@joulebook/core";
import { networkBuilder } from "../build/network-builder.js";
import { invertedResidual } from "./inverted-residual.js";
import { roundChannels } from "./round-channels.js";
import { normalised, type ZooOptions } from "./zoo-options.js";

export type EfficientnetLiteVersion = 0 | 1 | 2 | 3 | 4;

export interface EfficientnetLiteOptions extends ZooOptions {
  readonly version: EfficientnetLiteVersion;
  /** Side of the square input; default: the version's own. */
  readonly resolution?: number;
  /** Default 1000. */
  readonly classes?: number;
}

/** Factors on channels and on blocks per stage, and the side of the input. */
const versions: Readonly<
  Record<EfficientnetLiteVersion, { readonly width: number; readonly depth: number; readonly resolution: number }>
> = {
  0: { width: 1, depth: 1, resolution: 224 },
  1: { width: 1, depth: 1.1, resolution: 240 },
  2: { width: 1.1, depth: 1.2, resolution: 260 },
  3: { width: 1.2, depth: 1.4, resolution: 280 },
  4: { width: 1.4, depth: 1.8, resolution: 300 },
};

/** Expansion, output channels, blocks, kernel and stride of the first. */
const stages: readonly (readonly [
  expansion: number,
  channels: number,
  blocks: number,
  kernel: number,
  stride: number,
])[] = [
  [1, 16, 1, 3, 1],
  [6, 24, 2, 3, 2],
  [6, 40, 2, 5, 2],
  [6, 80, 3, 3, 2],
  [6, 112, 3, 5, 1],
  [6, 192, 4, 5, 2],
  [6, 320, 1, 3, 1],
];

/**
 * EfficientNet-Lite0 to 4: no squeeze and excitation, relu6, and a first and last stage that keep their depth.
 * Source: docs/equations.md#zoo (arXiv 1905.11946)
 *
 * @throws RangeError if a size is out of range
 */
export function efficientnetLite(options: EfficientnetLiteOptions): Network {
  const { width, depth, resolution: own } = versions[options.version];
  const { resolution = own, classes = 1000 } = options;
  const b = networkBuilder(options.name ?? `efficientnet-lite${options.version}`, options);
  const common = normalised(options);
  const activation = "relu6";
  let x = b.convolution(b.input([resolution, resolution, 3]), {
    filters: 32,
    kernel: 3,
    stride: 2,
    activation,
    ...common,
  });
  for (const [index, [expansion, channels, blocks, kernel, first]] of stages.entries()) {
    const outer = index === 0 || index === stages.length - 1;
    const repeats = outer ? blocks : Math.ceil(blocks * depth);
    for (let block = 0; block < repeats; block++) {
      x = invertedResidual(b, x, {
        expanded: expansion * (x.shape.at(-1) as number),
        filters: roundChannels(channels * width),
        kernel,
        stride: block === 0 ? first : 1,
        activation,
        common,
      });
    }
  }
  x = b.convolution(x, { filters: 1280, kernel: 1, activation, ...common });
  return b.finish([b.softmax(b.dense(b.globalAveragePooling(x), { units: classes }))]);
}
