import type { NetworkSpec, NodeSpec, Shape } from "./network-spec.js";
import { convolvedShape } from "./shapes.js";

/** One inverted-residual block: expand (pointwise), filter (depthwise), project (pointwise). */
export interface MobileBlock {
  /** Channels inside, as a multiple of those that come in; 1: no expansion. */
  readonly expand: number;
  readonly channels: number;
  readonly stride: number;
  readonly kernel: number;
}

/** How a head classifies the feature map pooled to 4 x 4: one dense layer, or two with half as many units between. */
export type HeadForm = "single" | "double";

/** A MobileNet-like backbone with heads behind some of its blocks. */
export interface MobileOptions {
  /** Filters of the first convolution. */
  readonly stem: number;
  readonly blocks: readonly MobileBlock[];
  /** 1-based blocks that carry heads; the last block always should. */
  readonly mounts: readonly number[];
  readonly heads: readonly HeadForm[];
  readonly input?: Shape;
  readonly classes?: number;
}

const pooled = 4;

/**
 * Stem and blocks with batch normalisation and ReLU6 (none after a projection), a residual where shapes agree; heads named
 * `exit<block>-single` and `exit<block>-double`. Source: docs/equations.md#training-mobile
 */
export function mobileNetwork(options: MobileOptions): NetworkSpec {
  const { stem, blocks, mounts, heads, classes = 10 } = options;
  const input = options.input ?? { height: 32, width: 32, channels: 3 };
  const nodes: NodeSpec[] = [
    { kind: "convolution", name: "stem", input: "input", filters: stem, kernel: 3, padding: "same", bias: false },
    { kind: "batch-norm", name: "stem-norm", activation: "relu6" },
  ];
  const exits: string[] = [];
  let shape: Shape = { ...input, channels: stem };
  let last = "stem-norm";
  blocks.forEach((block, index) => {
    const name = `block${index + 1}`;
    const to = convolvedShape(shape, { ...block, padding: "same" });
    const before = last;
    nodes.push(...blockNodes(name, before, block, shape.channels));
    last = `${name}-project-norm`;
    if (block.stride === 1 && block.channels === shape.channels) {
      nodes.push({ kind: "add", name: `${name}-add`, with: before });
      last = `${name}-add`;
    }
    shape = to;
    if (!mounts.includes(index + 1)) return;
    const mount = `exit${index + 1}`;
    nodes.push({ kind: "adaptive-average-pool", name: `${mount}-pool`, input: last, size: pooled });
    for (const form of heads) {
      if (form === "double") {
        const units = (pooled * pooled * shape.channels) / 2;
        nodes.push({ kind: "dense", name: `${mount}-hidden`, input: `${mount}-pool`, units, activation: "relu" });
      }
      const from = form === "double" ? `${mount}-hidden` : `${mount}-pool`;
      nodes.push({ kind: "dense", name: `${mount}-${form}`, input: from, units: classes });
      exits.push(`${mount}-${form}`);
    }
  });
  return { input, classes, nodes, exits };
}

function blockNodes(name: string, input: string, block: MobileBlock, inChannels: number): NodeSpec[] {
  const { expand, channels, stride, kernel } = block;
  const expanded: NodeSpec[] =
    expand === 1
      ? []
      : [
          { kind: "convolution", name: `${name}-expand`, input, filters: expand * inChannels, kernel: 1, bias: false },
          { kind: "batch-norm", name: `${name}-expand-norm`, activation: "relu6" },
        ];
  const from = expand === 1 ? input : `${name}-expand-norm`;
  return [
    ...expanded,
    { kind: "depthwise", name: `${name}-filter`, input: from, kernel, stride, padding: "same", bias: false },
    { kind: "batch-norm", name: `${name}-filter-norm`, activation: "relu6" },
    { kind: "convolution", name: `${name}-project`, filters: channels, kernel: 1, bias: false },
    { kind: "batch-norm", name: `${name}-project-norm` },
  ];
}
