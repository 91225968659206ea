import type { Network } from "@joulebook/core";
import { layerStages, requireExits } from "./layer-stages.js";

/**
 * A network with exits without its early ones: what a static network of the same accuracy at the last exit would compute.
 *
 * @throws InputError `no-exit` (exit code 3) for a network of one output
 */
export function backboneAlone(network: Network): Network {
  const stages = layerStages(network);
  requireExits(stages, network.name);
  const last = stages.count - 1;
  const kept = network.layers.filter((_, index) => {
    const { stage, head } = stages.of(index);
    return !head || stage === last;
  });
  const written = new Set(kept.flatMap(({ outputs }) => outputs));
  return {
    ...network,
    name: `${network.name} without early exits`,
    layers: kept.map((layer) => {
      const { stage: _, head: __, ...plain } = layer;
      return plain;
    }),
    outputs: network.outputs.filter((tensor) => written.has(tensor)),
  };
}
