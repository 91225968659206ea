import type { Network } from "@joulebook/core";
import { networkBuilder, type NetworkBuilder, type Value, type WeightOptions } from "../build/network-builder.js";
import { normalised, type ZooOptions } from "./zoo-options.js";

export interface ResnetOptions extends ZooOptions {
  /** Side of the square input; default 224, ResNet-8 32. */
  readonly resolution?: number;
  /** Default 1000, ResNet-8 10. */
  readonly classes?: number;
}

/** ResNet-8 of MLPerf Tiny: a stem of 16 filters and one block each of 16, 32 and 64, on CIFAR-10. */
export function resnet8(options: ResnetOptions = {}): Network {
  const { resolution = 32, classes = 10 } = options;
  const b = networkBuilder(options.name ?? "resnet8", options);
  const common = normalised(options);
  let x = b.convolution(b.input([resolution, resolution, 3]), {
    filters: 16,
    kernel: 3,
    activation: "relu",
    ...common,
  });
  // The shortcut of this network has a bias of its own and no normalisation.
  for (const [filters, stride] of [
    [16, 1],
    [32, 2],
    [64, 2],
  ] as const) {
    x = basicBlock(b, x, { filters, stride, padding: "same", common, shortcut: { bias: true } });
  }
  return b.finish([b.softmax(b.dense(b.globalAveragePooling(x), { units: classes }))]);
}

/** ResNet-18 for ImageNet. Source: docs/equations.md#zoo (arXiv 1512.03385) */
export function resnet18(options: ResnetOptions = {}): Network {
  return imagenetResnet("resnet18", [2, 2, 2, 2], basicBlock, 1, options);
}

/** ResNet-50 for ImageNet, with the stride in the 3×3 convolution ("v1.5"). Source: docs/equations.md#zoo */
export function resnet50(options: ResnetOptions = {}): Network {
  return imagenetResnet("resnet50", [3, 4, 6, 3], bottleneck, 4, options);
}

interface Block {
  readonly filters: number;
  readonly stride: number;
  /** Around 3×3 kernels: Keras pads the far side alone at stride 2, PyTorch both. */
  readonly padding: "same" | 1;
  readonly common: WeightOptions;
  /** Of the convolution on the shortcut, where there is one. */
  readonly shortcut: WeightOptions;
}

type WriteBlock = (b: NetworkBuilder, x: Value, block: Block) => Value;

function imagenetResnet(
  name: string,
  depths: readonly number[],
  write: WriteBlock,
  growth: number,
  options: ResnetOptions,
): Network {
  const { resolution = 224, classes = 1000 } = options;
  const b = networkBuilder(options.name ?? name, options);
  const common = normalised(options);
  const image = b.input([resolution, resolution, 3]);
  let x = b.convolution(image, { filters: 64, kernel: 7, stride: 2, padding: 3, activation: "relu", ...common });
  x = b.maxPooling(x, { kernel: 3, stride: 2, padding: 1 });
  for (const [stage, blocks] of depths.entries()) {
    for (let block = 0; block < blocks; block++) {
      const stride = stage > 0 && block === 0 ? 2 : 1;
      const filters = 64 * 2 ** stage * growth;
      x = write(b, x, { filters, stride, padding: 1, common, shortcut: common });
    }
  }
  return b.finish([b.dense(b.globalAveragePooling(x), { units: classes })]);
}

/** Two 3×3 convolutions beside a shortcut. */
function basicBlock(b: NetworkBuilder, x: Value, block: Block): Value {
  const { filters, stride, padding, common } = block;
  const activation = "relu";
  const inner = b.convolution(x, { filters, kernel: 3, stride, padding, activation, ...common });
  const y = b.convolution(inner, { filters, kernel: 3, padding, ...common });
  return b.add(y, shortcutOf(b, x, block), { activation });
}

/** 1×1 to a quarter of the channels, 3×3, and 1×1 back, beside a shortcut. */
function bottleneck(b: NetworkBuilder, x: Value, block: Block): Value {
  const { filters, stride, padding, common } = block;
  const activation = "relu";
  const narrow = b.convolution(x, { filters: filters / 4, kernel: 1, activation, ...common });
  const inner = b.convolution(narrow, { filters: filters / 4, kernel: 3, stride, padding, activation, ...common });
  const y = b.convolution(inner, { filters, kernel: 1, ...common });
  return b.add(y, shortcutOf(b, x, block), { activation });
}

function shortcutOf(b: NetworkBuilder, x: Value, { filters, stride, shortcut }: Block): Value {
  if (stride === 1 && x.shape.at(-1) === filters) return x;
  return b.convolution(x, { filters, kernel: 1, stride, padding: "valid", ...shortcut });
}
