import type { Network } from "@joulebook/core";
import { networkBuilder } from "../build/network-builder.js";
import { normalised, type ZooOptions } from "./zoo-options.js";

/** One layer of a DS-CNN: the first is a convolution, the others are depthwise separable. */
export interface DsCnnLayer {
  readonly filters: number;
  /** Time, frequency. */
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
}

export interface DsCnnOptions extends ZooOptions {
  readonly layers: readonly DsCnnLayer[];
  /** Frames and coefficients; default 49 × 10. */
  readonly input?: readonly [number, number];
  /** Default 12. */
  readonly classes?: number;
  /** Default false: ends with the last dense layer. */
  readonly softmax?: boolean;
}

/**
 * A depthwise separable network for keyword spotting, of any size.
 * Source: docs/equations.md#keyword-spotting (arXiv 1711.07128)
 *
 * @throws RangeError if there is no layer or a size is out of range
 */
export function dsCnn(options: DsCnnOptions): Network {
  const { layers, input = [49, 10], classes = 12 } = options;
  const [first, ...separable] = layers;
  if (first === undefined) throw new RangeError("dsCnn: at least one layer wanted");
  const b = networkBuilder(options.name ?? `ds-cnn-${layers.length}x${first.filters}`, options);
  const after = { ...normalised(options), activation: "relu" };
  let x = b.convolution(b.input([...input, 1]), { ...first, ...after });
  for (const { filters, kernel, stride } of separable) {
    x = b.depthwise(x, { kernel, stride, ...after });
    x = b.convolution(x, { filters, kernel: 1, ...after });
  }
  const logits = b.dense(b.globalAveragePooling(x), { units: classes });
  return b.finish([options.softmax === true ? b.softmax(logits) : logits]);
}
