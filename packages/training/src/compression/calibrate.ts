import type { Dataset } from "../datasets/dataset.js";
import type { Engine } from "../engine/engine.js";
import type { Tensor } from "../engine/operation.js";
import type { NodeSpec } from "../network/network-spec.js";
import { loadBatch } from "../train/load-batch.js";
import { bestQuantiser, type Quantiser } from "./quantiser.js";

/** Bits of the backbone (convolutions, sums, pools) and of the heads (dense nodes); 32 leaves them as they are. */
export interface BitPair {
  readonly backbone: number;
  readonly head: number;
}

const bins = 2048;

/** Bits of a node's weights and of what it gives on. */
export function bitsOf({ kind }: Pick<NodeSpec, "kind">, { backbone, head }: BitPair): number {
  return kind === "dense" ? head : backbone;
}

/**
 * Quantisers of all feature maps that feed another node, from their values over the first `count` training images.
 * Source: docs/equations.md#training-quantisation
 */
export function calibrate(engine: Engine, dataset: Dataset, count: number, bits: BitPair): Map<string, Quantiser> {
  const observed = engine.spec.nodes
    .map((node) => ({ node, output: engine.operations.find(({ name }) => name === node.name)?.output as Tensor }))
    .filter(({ node }) => !engine.spec.exits.includes(node.name) && bitsOf(node, bits) < 32)
    .map(({ node, output }) => ({ node, output, low: 0, high: 0, counts: new Float64Array(bins) }));
  const visit = (see: (of: (typeof observed)[number], values: Float32Array) => void): void => {
    for (let first = 0; first < count; first += engine.batch) {
      const size = Math.min(engine.batch, count - first);
      loadBatch(
        engine,
        dataset,
        dataset.train,
        Array.from({ length: size }, (_, b) => first + b),
      );
      engine.forward({ count: size, training: false });
      for (const one of observed) see(one, engine.valuesOf(one.output, size));
    }
  };
  visit((one, values) => {
    for (const value of values) {
      if (value < one.low) one.low = value;
      if (value > one.high) one.high = value;
    }
  });
  visit(({ low, high, counts }, values) => {
    if (high === low) return;
    for (const value of values) {
      const bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
      counts[bin] = (counts[bin] as number) + 1;
    }
  });
  return new Map(
    observed.map(({ node, low, high, counts }) => [
      node.name,
      bestQuantiser({ low, high, counts }, bitsOf(node, bits)),
    ]),
  );
}
