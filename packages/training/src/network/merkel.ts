import type { NetworkSpec, NodeSpec, Shape } from "./network-spec.js";

/** One member of the family of Merkel (arXiv 2011.08779). */
export interface MerkelOptions {
  /** Layers, the dense one included: L - 1 convolutions. */
  readonly layers: number;
  readonly filters: number;
  /** Heads after every layer, or after the last one only. */
  readonly exits: "all" | "last";
  /** Share of a head's inputs dropped in training. */
  readonly dropout?: number;
  readonly input?: Shape;
  readonly classes?: number;
}

/**
 * L - 1 valid 3x3 convolutions of equal width with ReLU, no pooling, and one dense head per exit; head l reads what layer l
 * of a plain network would read (head 1 the pixels), named `head<l>`.
 * Source: docs/equations.md#training-merkel-family
 */
export function merkelNetwork(options: MerkelOptions): NetworkSpec {
  const { layers, filters, exits, dropout = 0, classes = 10 } = options;
  const input = options.input ?? { height: 32, width: 32, channels: 3 };
  const nodes: NodeSpec[] = [];
  const heads: string[] = [];
  for (let layer = 1; layer <= layers; layer++) {
    const from = layer <= 1 ? "input" : `conv${layer - 1}`;
    if (layer > 1) {
      nodes.push({
        kind: "convolution",
        name: from,
        input: layer === 2 ? "input" : `conv${layer - 2}`,
        filters,
        kernel: 3,
        activation: "relu",
      });
    }
    if (exits === "all" || layer === layers) {
      nodes.push({ kind: "dense", name: `head${layer}`, input: from, units: classes, dropout });
      heads.push(`head${layer}`);
    }
  }
  return { input, classes, nodes, exits: heads };
}
