import type { Bytes, Layer, Network } from "@joulebook/core";
import { tensorBytes } from "../memory/tensor-bytes.js";
import { type Footprint, weightBytes } from "../memory/footprint.js";

/**
 * Memory as "Hello Edge" counts it: weights and biases, and the largest input and output of one operation; a recurrent
 * layer's output are the gates of one step (and the state before its projection).
 * Source: docs/equations.md#keyword-spotting
 *
 * @example keywordFootprint(keywordNetwork("gru", "s")).total // => 78802
 */
export function keywordFootprint(network: Network): Footprint {
  const weights = weightBytes(network);
  const activationBytes = network.layers
    .filter(({ kind }) => kind !== "view")
    .reduce((peak, layer) => Math.max(peak, operands(network, layer)), 0);
  return { weightBytes: weights, activationBytes, total: weights + activationBytes };
}

function operands({ tensors }: Network, { inputs, outputs, loops = [] }: Layer): Bytes {
  const bytes = (indices: readonly number[]): Bytes =>
    indices.reduce((sum, index) => sum + tensorBytes(tensors[index] ?? { shape: [0], bits: 0 }), 0);
  const bits = tensors[outputs[0] ?? -1]?.bits ?? 8;
  const recurrent = loops.filter(({ times = 1 }) => times > 1);
  if (recurrent.length === 0) return bytes(inputs) + bytes(outputs);
  const [gates, , projection] = recurrent;
  return bytes(inputs) + Math.ceil((((gates?.outChannels ?? 0) + (projection?.inChannels ?? 0)) * bits) / 8);
}
