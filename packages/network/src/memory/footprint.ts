import type { Bytes, Network } from "@joulebook/core";
import { type MemoryOptions, memoryUse } from "./memory-use.js";
import { tensorBytes } from "./tensor-bytes.js";

/** What deploying a network takes: weights in flash, activations in SRAM. */
export interface Footprint {
  /** Weights, biases and other constants that layers read, each once, at their bits. */
  readonly weightBytes: Bytes;
  /** Most that is alive at once. */
  readonly activationBytes: Bytes;
  readonly total: Bytes;
}

/**
 * Bytes of a network's constants at their bits; shared ones count once.
 * Source: docs/equations.md#footprint
 */
export function weightBytes({ layers, tensors }: Network): Bytes {
  const counted = new Set<number>();
  let bytes = 0;
  for (const { weights } of layers) {
    for (const index of weights) {
      const tensor = tensors[index];
      if (tensor === undefined || counted.has(index)) continue;
      counted.add(index);
      bytes += tensorBytes(tensor);
    }
  }
  return bytes;
}

/**
 * Total memory footprint: weights and the peak of the activations.
 * Source: docs/equations.md#footprint
 */
export function footprint(network: Network, options: MemoryOptions = {}): Footprint {
  const weights = weightBytes(network);
  const { peak } = memoryUse(network, options);
  return { weightBytes: weights, activationBytes: peak, total: weights + peak };
}
