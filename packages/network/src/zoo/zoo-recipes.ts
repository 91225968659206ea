import type { Network } from "@joulebook/core";
import type { BuilderOptions } from "../build/network-builder.js";
import { cmsisCifar10 } from "./cmsis-cifar10.js";
import { earlyExitNetwork, type ExitMount } from "./early-exit-backbone.js";
import { efficientnetLite, type EfficientnetLiteVersion } from "./efficientnet-lite.js";
import { type KeywordFamily, keywordNetwork, type KeywordSize } from "./keyword-spotting.js";
import { merkelCnn } from "./merkel-cnn.js";
import { mobilenetV1 } from "./mobilenet-v1.js";
import { mobilenetV2 } from "./mobilenet-v2.js";
import { mobilenetV3, type MobilenetV3Options } from "./mobilenet-v3.js";
import { type TinyBenchmark, tinyNetworks } from "./mlperf-tiny.js";
import { resnet18, resnet50, resnet8 } from "./resnet.js";
import type { ZooOptions } from "./zoo-options.js";

/** A network that the zoo has by name, and how it is written. */
export interface ZooRecipe {
  /** E.g. "mobilenet-v2-0.35-96"; a precision may follow. */
  readonly name: string;
  readonly family: string;
  /** Where the network was published. */
  readonly source: string;
  readonly build: (options: ZooOptions) => Network;
  /** Bits where the name says none. */
  readonly bits: BuilderOptions;
}

/** Bits by the precision at the end of a name; 8-bit integer kernels add biases of 32 bits. */
export const precisions: Readonly<Record<string, BuilderOptions>> = {
  fp32: { bits: 32 },
  fp16: { bits: 16 },
  int8: { bits: 8, biasBits: 32 },
  int4: { bits: 8, weightBits: 4, biasBits: 32 },
};
const bytes: BuilderOptions = { bits: 8 };
const int8 = precisions["int8"] as BuilderOptions;

/** All recipes with a name of their own. */
export function zooRecipes(): readonly ZooRecipe[] {
  return [...imageNetworks(), ...keywordNetworks(), ...tinyRecipes(), ...smallNetworks(), ...earlyExits()];
}

function imageNetworks(): readonly ZooRecipe[] {
  const widths = [0.25, 0.5, 0.75, 1] as const;
  const v1 = widths.flatMap((width) => [128, 160, 192, 224].map((resolution) => ({ width, resolution })));
  const narrow = [0.35, 0.5, 0.75, 1] as const;
  const v2 = [
    ...narrow.flatMap((width) => [96, 128, 160, 192, 224].map((resolution) => ({ width, resolution }))),
    ...[1.3, 1.4].map((width) => ({ width, resolution: 224 })),
  ];
  const v3: readonly Pick<MobilenetV3Options, "size" | "minimalistic" | "width">[] = [
    { size: "large", width: 0.75 },
    { size: "large", width: 1 },
    { size: "large", minimalistic: true, width: 1 },
    { size: "small", width: 0.75 },
    { size: "small", width: 1 },
    { size: "small", minimalistic: true, width: 1 },
  ];
  const versions: readonly EfficientnetLiteVersion[] = [0, 1, 2, 3, 4];
  const imagenet = { bits: int8 };
  return [
    ...v1.map((of) => ({
      ...imagenet,
      name: `mobilenet-v1-${widthText(of.width)}-${of.resolution}`,
      family: "mobilenet-v1",
      source: "arXiv 1704.04861",
      build: (options: ZooOptions) => mobilenetV1({ ...options, ...of }),
    })),
    ...v2.map((of) => ({
      ...imagenet,
      name: `mobilenet-v2-${widthText(of.width)}-${of.resolution}`,
      family: "mobilenet-v2",
      source: "arXiv 1801.04381",
      build: (options: ZooOptions) => mobilenetV2({ ...options, ...of }),
    })),
    ...v3.map((of) => ({
      ...imagenet,
      name: `mobilenet-v3-${of.size}${of.minimalistic === true ? "-minimalistic" : ""}-${widthText(of.width ?? 1)}-224`,
      family: "mobilenet-v3",
      source: "arXiv 1905.02244",
      build: (options: ZooOptions) => mobilenetV3({ ...options, ...of }),
    })),
    ...versions.map((version) => ({
      ...imagenet,
      name: `efficientnet-lite${version}`,
      family: "efficientnet-lite",
      source: "arXiv 1905.11946",
      build: (options: ZooOptions) => efficientnetLite({ ...options, version }),
    })),
    ...[
      { name: "resnet8", build: resnet8, source: "github.com/mlcommons/tiny" },
      { name: "resnet18", build: resnet18, source: "arXiv 1512.03385" },
      { name: "resnet50", build: resnet50, source: "arXiv 1512.03385" },
    ].map((resnet) => ({ ...imagenet, ...resnet, family: "resnet" })),
  ];
}

/** As canonical model names write it: 1.0, 0.25. */
function widthText(width: number): string {
  return Number.isInteger(width) ? `${width}.0` : `${width}`;
}

function keywordNetworks(): readonly ZooRecipe[] {
  const families: readonly KeywordFamily[] = ["dnn", "cnn", "ds-cnn", "basic-lstm", "lstm", "gru", "crnn"];
  const sizes: readonly KeywordSize[] = ["s", "m", "l"];
  return families.flatMap((family) =>
    sizes.map((size) => ({
      name: `${family}-${size}`,
      family: "keyword-spotting",
      source: "arXiv 1711.07128",
      bits: bytes,
      build: (options: ZooOptions) => keywordNetwork(family, size, options),
    })),
  );
}

function tinyRecipes(): readonly ZooRecipe[] {
  const benchmarks: readonly TinyBenchmark[] = ["kws", "ic", "vww", "ad"];
  return benchmarks.map((benchmark) => ({
    name: `mlperf-tiny-${benchmark}`,
    family: "mlperf-tiny",
    source: "github.com/mlcommons/tiny",
    bits: int8,
    build: tinyNetworks[benchmark],
  }));
}

function smallNetworks(): readonly ZooRecipe[] {
  const depths = Array.from({ length: 11 }, (_, index) => `merkel-l${index + 1}-n64`);
  const widths = [8, 16, 32, 48].map((filters) => `merkel-l6-n${filters}`);
  return [
    {
      name: "cmsis-cifar10",
      family: "cmsis-cifar10",
      source: "arXiv 1801.06601",
      bits: bytes,
      build: cmsisCifar10,
    },
    ...[...depths, ...widths, "merkel-l6-n64-exits"].map((name) => merkelRecipe(name) as ZooRecipe),
  ];
}

/** Any depth and width of Merkel's family, e.g. "merkel-l4-n32" or "merkel-l6-n64-exits". */
export function merkelRecipe(name: string): ZooRecipe | undefined {
  const [, depth, filters, exits] = /^merkel-l(\d{1,2})-n(\d{1,4})(-exits)?$/.exec(name) ?? [];
  if (depth === undefined || filters === undefined || Number(filters) < 1) return undefined;
  // Each 3×3 convolution takes two pixels of 32.
  if (Number(depth) < 1 || Number(depth) > 16) return undefined;
  const network = { depth: Number(depth), filters: Number(filters), exits: exits !== undefined };
  return {
    name,
    family: "merkel",
    source: "arXiv 2011.08779",
    bits: precisions["fp32"] as BuilderOptions,
    build: (options) => merkelCnn({ ...options, ...network }),
  };
}

function earlyExits(): readonly ZooRecipe[] {
  return ["eenn-k", "eenn-dfik", "eenn-acgk"].map((name) => earlyExitRecipe(name) as ZooRecipe);
}

/** The early-exit network with any exits, e.g. "eenn-dfik". */
export function earlyExitRecipe(name: string): ZooRecipe | undefined {
  const [, letters] = /^eenn-(a?b?c?d?e?f?g?h?i?j?k)$/.exec(name) ?? [];
  if (letters === undefined) return undefined;
  const exits = [...letters.toUpperCase()] as ExitMount[];
  return {
    name,
    family: "early-exit",
    source: "arXiv 2512.04705",
    bits: bytes,
    build: (options) => earlyExitNetwork({ ...options, exits }),
  };
}
