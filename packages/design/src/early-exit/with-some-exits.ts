import type { Network } from "@joulebook/core";

/**
 * A network with some of its exits: heads of the others are left out, their blocks belong to the next exit that is kept.
 *
 * @param mounts stages of the exits to keep, in order, the last one among them
 */
export function withSomeExits(network: Network, mounts: readonly number[]): Network {
  const layers = network.layers
    .filter(({ head = false, stage = -1 }) => !head || mounts.includes(stage))
    .map(({ stage = 0, ...layer }) => ({ ...layer, stage: mounts.findIndex((mount) => mount >= stage) }));
  const written = new Set(layers.flatMap(({ outputs }) => outputs));
  return { ...network, layers, outputs: network.outputs.filter((tensor) => written.has(tensor)) };
}
