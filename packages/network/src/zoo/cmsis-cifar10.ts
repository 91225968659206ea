import type { Network } from "@joulebook/core";
import { networkBuilder, type Value } from "../build/network-builder.js";
import type { ZooOptions } from "./zoo-options.js";

export interface CmsisCifar10Options extends ZooOptions {
  /**
   * Filters of the three convolutions: 32, 32, 64 in the CMSIS-NN paper (default), 32, 16, 32 in the shipped example.
   */
  readonly filters?: readonly [number, number, number];
  /** Whether biases are counted, which the paper does not; default false. */
  readonly biases?: boolean;
}

/**
 * The CIFAR-10 network that CMSIS-NN was measured on: three 5×5 convolutions, each with 3×3 max pooling, and a dense
 * layer.
 * Source: docs/equations.md#zoo (arXiv 1801.06601)
 */
export function cmsisCifar10(options: CmsisCifar10Options = {}): Network {
  const { filters = [32, 32, 64], biases: bias = false } = options;
  const b = networkBuilder(options.name ?? "cmsis-cifar10", options);
  let x: Value = b.input([32, 32, 3]);
  for (const channels of filters) {
    x = b.convolution(x, { filters: channels, kernel: 5, bias, activation: "relu" });
    x = b.maxPooling(x, { kernel: 3, stride: 2, padding: "same" });
  }
  return b.finish([b.dense(b.flatten(x), { units: 10, bias })]);
}
