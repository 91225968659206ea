import type { Network } from "@joulebook/core";
import { networkBuilder } from "../build/network-builder.js";
import { keywordNetwork } from "./keyword-spotting.js";
import { mobilenetV1 } from "./mobilenet-v1.js";
import { resnet8 } from "./resnet.js";
import { normalised, type ZooOptions } from "./zoo-options.js";

export type TinyBenchmark = "kws" | "ic" | "vww" | "ad";

/**
 * The reference networks of MLPerf Tiny: keyword spotting (DS-CNN S), image classification (ResNet-8 on CIFAR-10),
 * visual wake words (MobileNet v1 of a quarter's width at 96 pixels), anomaly detection (autoencoder).
 * Source: docs/equations.md#zoo (github.com/mlcommons/tiny)
 */
export const tinyNetworks: Readonly<Record<TinyBenchmark, (options?: ZooOptions) => Network>> = {
  kws: (options = {}) => keywordNetwork("ds-cnn", "s", { ...options, name: options.name ?? "mlperf-tiny-kws" }),
  ic: (options = {}) => resnet8({ ...options, name: options.name ?? "mlperf-tiny-ic" }),
  vww: (options = {}) =>
    mobilenetV1({
      ...options,
      name: options.name ?? "mlperf-tiny-vww",
      width: 0.25,
      resolution: 96,
      classes: 2,
    }),
  ad: (options = {}) => autoencoder({ ...options, name: options.name ?? "mlperf-tiny-ad" }),
};

/** Ten dense layers from 640 spectrogram values through 8 and back. */
function autoencoder(options: ZooOptions): Network {
  const b = networkBuilder(options.name ?? "", options);
  const hidden = [128, 128, 128, 128, 8, 128, 128, 128, 128];
  let x = b.input([640]);
  for (const units of hidden) x = b.dense(x, { units, activation: "relu", ...normalised(options) });
  return b.finish([b.dense(x, { units: 640 })]);
}
