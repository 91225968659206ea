import type { Network } from "@joulebook/core";
import { networkBuilder } from "../build/network-builder.js";
import { activated, invertedResidual } from "./inverted-residual.js";
import { roundChannels } from "./round-channels.js";
import { normalised, type ZooOptions } from "./zoo-options.js";

export interface MobilenetV3Options extends ZooOptions {
  readonly size: "large" | "small";
  /** No squeeze and excitation, no hard-swish, no 5×5 kernels; default false. */
  readonly minimalistic?: boolean;
  /** Factor on the channels of every layer but the last before the classifier; default 1. */
  readonly width?: number;
  /** Side of the square input; default 224. */
  readonly resolution?: number;
  /** Default 1001: ImageNet and a background class, as published. */
  readonly classes?: number;
}

/** Expansion, output channels, kernel, stride, then whether it squeezes and whether it uses hard-swish. */
type Block = readonly [
  expansion: number,
  channels: number,
  kernel: number,
  stride: number,
  squeeze: boolean,
  swish: boolean,
];

const sizes: Readonly<
  Record<MobilenetV3Options["size"], { readonly blocks: readonly Block[]; readonly last: number; readonly top: number }>
> = {
  large: {
    blocks: [
      [1, 16, 3, 1, false, false],
      [4, 24, 3, 2, false, false],
      [3, 24, 3, 1, false, false],
      [3, 40, 5, 2, true, false],
      [3, 40, 5, 1, true, false],
      [3, 40, 5, 1, true, false],
      [6, 80, 3, 2, false, true],
      [2.5, 80, 3, 1, false, true],
      [2.3, 80, 3, 1, false, true],
      [2.3, 80, 3, 1, false, true],
      [6, 112, 3, 1, true, true],
      [6, 112, 3, 1, true, true],
      [6, 160, 5, 2, true, true],
      [6, 160, 5, 1, true, true],
      [6, 160, 5, 1, true, true],
    ],
    last: 960,
    top: 1280,
  },
  small: {
    blocks: [
      [1, 16, 3, 2, true, false],
      [72 / 16, 24, 3, 2, false, false],
      [88 / 24, 24, 3, 1, false, false],
      [4, 40, 5, 2, true, true],
      [6, 40, 5, 1, true, true],
      [6, 40, 5, 1, true, true],
      [3, 48, 5, 1, true, true],
      [3, 48, 5, 1, true, true],
      [6, 96, 5, 2, true, true],
      [6, 96, 5, 1, true, true],
      [6, 96, 5, 1, true, true],
    ],
    last: 576,
    top: 1024,
  },
};

/**
 * MobileNet v3, large or small, and its minimalistic forms.
 * Source: docs/equations.md#zoo (arXiv 1905.02244)
 *
 * @throws RangeError if a size is out of range
 */
export function mobilenetV3(options: MobilenetV3Options): Network {
  const { size, minimalistic = false, width = 1, resolution = 224, classes = 1001 } = options;
  const { blocks, last, top } = sizes[size];
  const form = minimalistic ? `${size}-minimalistic` : size;
  const b = networkBuilder(options.name ?? `mobilenet-v3-${form}-${width}-${resolution}`, options);
  const common = normalised(options);
  const smooth = minimalistic ? "relu" : "hard-swish";
  const image = b.input([resolution, resolution, 3]);
  let x = activated(b, smooth, common, (given) =>
    b.convolution(image, { filters: roundChannels(16 * width), kernel: 3, stride: 2, ...given }),
  );
  for (const [expansion, channels, kernel, stride, squeeze, swish] of blocks) {
    x = invertedResidual(b, x, {
      expanded: roundChannels(expansion * (x.shape.at(-1) as number)),
      filters: roundChannels(channels * width),
      kernel: minimalistic ? 3 : kernel,
      stride,
      activation: swish ? smooth : "relu",
      squeeze: squeeze && !minimalistic,
      common,
    });
  }
  const wide = x;
  x = activated(b, smooth, common, (given) =>
    b.convolution(wide, { filters: roundChannels(last * width), kernel: 1, ...given }),
  );
  const means = b.globalAveragePooling(x);
  x = activated(b, smooth, {}, (given) => b.dense(means, { units: top, ...given }));
  return b.finish([b.softmax(b.dense(x, { units: classes }))]);
}
