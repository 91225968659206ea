import type { Network } from "@joulebook/core";
import { type NetworkBuilder, networkBuilder, type Value } from "@joulebook/network";

/** One inverted residual block of the backbone. */
export interface MobileBlock {
  /** Channels inside, as a multiple of those that come in; 1: no expansion. */
  readonly expand: number;
  readonly channels: number;
  readonly stride: number;
  readonly kernel: number;
}

/** One dense layer, or two with half as many units as inputs in between, on the map pooled to 4 x 4. */
export type HeadForm = "single" | "double";

/** An exit: behind which block (from 1), with which head. */
export interface MountedExit {
  readonly block: number;
  readonly head: HeadForm;
}

/** The backbone that the trainer trains: a stem and inverted residual blocks on 32 x 32 images. */
export interface MobileBackbone {
  readonly stem: number;
  readonly blocks: readonly MobileBlock[];
  /** Side of the square image; default 32. */
  readonly side?: number;
  readonly classes?: number;
}

export interface MobileExitOptions {
  readonly exits: readonly MountedExit[];
  /** Of backbone and heads; default 8. */
  readonly bits?: number;
  readonly headBits?: number;
  readonly name?: string;
}

/** Side of the map that heads read. */
const headSide = 4;

/**
 * The network of a backbone with the exits that were chosen, normalisations folded into their products. Layers carry the
 * stage that they belong to (0: up to the first exit) and whether they are part of a head. Blocks behind the last exit are
 * left out: nothing reads them. Source: docs/equations.md#training-mobile
 *
 * @throws RangeError unless the exits name blocks in order, each once, at least one
 */
export function mobileExitNetwork(backbone: MobileBackbone, options: MobileExitOptions): Network {
  const { stem, blocks, side = 32, classes = 10 } = backbone;
  const { exits, bits = 8, headBits = bits, name = "mobile-exits" } = options;
  exits.forEach(({ block }, index) => {
    const before = exits[index - 1]?.block ?? 0;
    if (!(Number.isInteger(block) && block > before && block <= blocks.length))
      throw new RangeError(
        `mobileExitNetwork: exits must name blocks 1 to ${blocks.length} in order, got ${block} after ${before}`,
      );
  });
  const last = exits.at(-1);
  if (last === undefined) throw new RangeError("mobileExitNetwork: needs at least one exit");
  const b = networkBuilder(name, { bits });
  let x = b.convolution(b.input([side, side, 3]), {
    name: "stem",
    filters: stem,
    kernel: 3,
    activation: "relu6",
    stage: 0,
  });
  const outputs: Value[] = [];
  for (const [index, block] of blocks.slice(0, last.block).entries()) {
    const stage = outputs.length;
    x = residualBlock(b, x, block, { label: `block${index + 1}`, stage });
    const exit = exits[stage];
    if (exit?.block !== index + 1) continue;
    outputs.push(exitHead(b, x, { label: `exit${exit.block}`, form: exit.head, stage, classes, bits: headBits }));
  }
  return b.finish(outputs);
}

function residualBlock(
  b: NetworkBuilder,
  input: Value,
  { expand, channels, stride, kernel }: MobileBlock,
  { label, stage }: { readonly label: string; readonly stage: number },
): Value {
  const inside = input.shape.at(-1) as number;
  let x = input;
  if (expand > 1)
    x = b.convolution(x, { name: `${label}-expand`, filters: expand * inside, kernel: 1, activation: "relu6", stage });
  x = b.depthwise(x, { name: `${label}-filter`, kernel, stride, activation: "relu6", stage });
  x = b.convolution(x, { name: `${label}-project`, filters: channels, kernel: 1, stage });
  return stride === 1 && channels === inside ? b.add(x, input, { name: `${label}-add`, stage }) : x;
}

function exitHead(
  b: NetworkBuilder,
  x: Value,
  {
    label,
    form,
    stage,
    classes,
    bits,
  }: {
    readonly label: string;
    readonly form: HeadForm;
    readonly stage: number;
    readonly classes: number;
    readonly bits: number;
  },
): Value {
  const common = { stage, head: true, bits };
  const kernel = (x.shape[1] as number) / headSide;
  if (!Number.isInteger(kernel))
    throw new RangeError(
      `mobileExitNetwork: ${label} reads a map of side ${x.shape[1]}, which is no multiple of ${headSide}`,
    );
  const pooled = kernel === 1 ? x : b.averagePooling(x, { name: `${label}-pool`, kernel, ...common });
  let flat = b.flatten(pooled, { name: `${label}-flatten`, ...common });
  const units = (flat.shape[1] as number) / 2;
  if (form === "double")
    flat = b.dense(flat, { name: `${label}-hidden`, units, activation: "relu", weightBits: bits, ...common });
  return b.dense(flat, { name: `${label}-${form}`, units: classes, weightBits: bits, ...common });
}
