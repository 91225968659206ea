import type { Engine } from "../engine/engine.js";
import { type BitPair, bitsOf } from "./calibrate.js";
import { type ChannelAxis, channelQuantisers, quantiseChannels } from "./quantise-weights.js";

/**
 * What stands in memory while the network computes, against the weights that are trained: `enter` turns the latter into the former,
 * `leave` brings them back for an update or a checkpoint.
 */
export interface WeightRule {
  enter(): void;
  leave(): void;
}

/** Computes with the weights as they are. */
export const plainWeights: WeightRule = { enter() {}, leave() {} };

/**
 * Computes with rounded weights of convolutions and dense nodes; their gradients go to the unrounded ones. The grids are set from the
 * weights that stand in memory now and stay.
 */
export function quantisedWeights({ spec, parameters }: Engine, bits: BitPair): WeightRule {
  const master = new Float32Array(parameters.size);
  const rounded = spec.nodes.flatMap((node) => {
    const parameter = parameters.list.find(({ name }) => name === `${node.name}.weight`);
    const own = bitsOf(node, bits);
    if (parameter === undefined || own >= 32) return [];
    const axis: ChannelAxis = node.kind === "dense" ? "first" : "last";
    const channels = (axis === "first" ? parameter.shape[0] : parameter.shape.at(-1)) as number;
    return [{ parameter, axis, grids: channelQuantisers(parameters.read(parameter), channels, axis, own) }];
  });
  return {
    enter() {
      master.set(parameters.region(0));
      for (const { parameter, axis, grids } of rounded) {
        parameters.write(parameter, quantiseChannels(parameters.read(parameter), grids, axis));
      }
    },
    leave() {
      parameters.region(0).set(master);
    },
  };
}

/** Keeps removed weights (1 in `removed`, by place in memory) at zero. */
export function prunedWeights({ parameters }: Engine, removed: Float32Array): WeightRule {
  return {
    enter() {
      const weights = parameters.region(0);
      for (let i = 0; i < removed.length; i++) if (removed[i] === 1) weights[i] = 0;
    },
    leave() {},
  };
}
