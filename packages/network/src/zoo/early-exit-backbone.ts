import type { Network } from "@joulebook/core";
import { networkBuilder, type NetworkBuilder, type Value } from "../build/network-builder.js";
import { invertedResidual } from "./inverted-residual.js";
import { normalised, type ZooOptions } from "./zoo-options.js";

/** Places for an exit: A behind block 0 to J behind block 9, and K, the final one, behind block 11. */
export const exitMounts = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"] as const;
export type ExitMount = (typeof exitMounts)[number];

/** Dense layers of an exit's head: one, or two with half as many units as inputs in between. */
export type HeadLayers = 1 | 2;

export interface EarlyExitOptions extends ZooOptions {
  /** In order, the final one "K" included or not; default: "K" alone. */
  readonly exits?: readonly ExitMount[];
  /** For all exits, or one per exit, the final one's last; default 1. */
  readonly headLayers?: HeadLayers | readonly HeadLayers[];
  /** Of the heads' weights and results; default: as the backbone. */
  readonly headBits?: number;
}

/** Expansion, output channels, stride and kernel of the twelve blocks. */
const blocks: readonly (readonly [expansion: number, channels: number, stride: number, kernel: number])[] = [
  [1, 16, 1, 3],
  [6, 24, 1, 3],
  [6, 24, 1, 3],
  [6, 32, 1, 3],
  [6, 32, 1, 3],
  [6, 64, 2, 3],
  [6, 64, 1, 3],
  [6, 96, 1, 7],
  [6, 96, 1, 7],
  [6, 160, 2, 7],
  [6, 160, 1, 7],
  [6, 320, 1, 7],
];
/** Side of the map that heads read. */
const headSide = 4;

/**
 * The early-exit network of Zniber et al.: a CIFAR-10 backbone of twelve inverted residual blocks with exits behind
 * any of them. Layers carry the stage that they belong to and whether they are part of a head; normalisations are
 * counted as scale and shift, as there.
 * Source: docs/equations.md#early-exit-backbone (arXiv 2512.04705)
 *
 * @throws RangeError if exits are out of order or named twice, or there are not as many heads as exits
 */
export function earlyExitNetwork(options: EarlyExitOptions = {}): Network {
  const exits = withFinal(options.exits ?? []);
  const heads = headsOf(options.headLayers ?? 1, exits.length);
  const b = networkBuilder(options.name ?? `eenn-${exits.join("").toLowerCase()}`, options);
  const common = normalised(options, false);
  const activation = "relu6";
  let stage = 0;
  let x = b.convolution(b.input([32, 32, 3]), { filters: 32, kernel: 3, activation, stage, ...common });
  const outputs: Value[] = [];
  for (const [block, [expansion, filters, stride, kernel]] of blocks.entries()) {
    const expanded = expansion * (x.shape.at(-1) as number);
    x = invertedResidual(b, x, { expanded, filters, kernel, stride, activation, common: { ...common, stage } });
    const mount = block === blocks.length - 1 ? "K" : exitMounts[block];
    // Block 10 has no mounting point: K stands behind block 11.
    if (block === 10 || mount === undefined || !exits.includes(mount)) continue;
    outputs.push(exitHead(b, x, stage, heads[stage] as HeadLayers, options.headBits));
    stage += 1;
  }
  return b.finish(outputs);
}

function exitHead(b: NetworkBuilder, x: Value, stage: number, layers: HeadLayers, bits: number | undefined): Value {
  const common = { stage, head: true, ...(bits === undefined ? {} : { bits, weightBits: bits }) };
  const kernel = (x.shape[1] as number) / headSide;
  const pooled = b.maxPooling(x, { kernel, ...common });
  const flat = b.flatten(pooled, common);
  const units = (flat.shape[1] as number) / 2;
  const hidden = layers === 1 ? flat : b.dense(flat, { units, ...common });
  return b.dense(hidden, { units: 10, ...common });
}

function withFinal(exits: readonly ExitMount[]): readonly ExitMount[] {
  const all: readonly ExitMount[] = exits.at(-1) === "K" ? exits : [...exits, "K"];
  const places = all.map((mount) => exitMounts.indexOf(mount));
  const ordered = places.every((place, index) => place > (places[index - 1] ?? -1));
  if (!ordered) throw new RangeError(`earlyExitNetwork: exits must be among A to K, in order, once each; got ${all}`);
  return all;
}

function headsOf(layers: HeadLayers | readonly HeadLayers[], count: number): readonly HeadLayers[] {
  const heads = typeof layers === "number" ? Array.from({ length: count }, () => layers) : layers;
  if (heads.length === count && heads.every((one) => one === 1 || one === 2)) return heads;
  throw new RangeError(`earlyExitNetwork: headLayers must be 1 or 2 for each of ${count} exits, got ${heads}`);
}
