import type { MerkelNetwork, Network } from "@joulebook/core";
import { networkBuilder, type Value } from "../build/network-builder.js";
import type { ZooOptions } from "./zoo-options.js";

export interface MerkelCnnOptions extends MerkelNetwork, ZooOptions {
  /** A softmax layer behind every layer, from the pixels on, rather than behind the last alone; default false. */
  readonly exits?: boolean;
}

/**
 * A network of Merkel's family, layer by layer: convolutions of one width without padding, and a softmax layer.
 * Source: docs/equations.md#merkel-family (arXiv 2011.08779)
 *
 * @throws RangeError if a size is no positive integer or the image is too small for the depth
 */
export function merkelCnn(options: MerkelCnnOptions): Network {
  const { depth, filters = 64, side = 32, channels = 3, kernel = 3, classes = 10, exits = false } = options;
  if (!Number.isSafeInteger(depth) || depth < 1) throw new RangeError(`merkelCnn: depth must be from 1, got ${depth}`);
  const b = networkBuilder(options.name ?? `merkel-l${depth}-n${filters}${exits ? "-exits" : ""}`, options);
  const head = (x: Value, stage: number): Value => {
    const of = exits ? { stage, head: true } : {};
    return b.softmax(b.dense(b.flatten(x, of), { units: classes, ...of }), of);
  };
  let x = b.input([side, side, channels]);
  const outputs: Value[] = [];
  for (let stage = 0; stage < depth; stage++) {
    if (stage > 0) {
      const of = exits ? { stage } : {};
      x = b.convolution(x, { filters, kernel, padding: "valid", activation: "relu", ...of });
    }
    if (exits || stage === depth - 1) outputs.push(head(x, stage));
  }
  return b.finish(outputs);
}
