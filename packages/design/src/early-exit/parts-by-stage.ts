import type { Device, Network } from "@joulebook/core";
import { networkCost } from "@joulebook/hardware";
import { memoryUse, weightBytes } from "@joulebook/network";
import { cyclesOf, type PartCost } from "./part-cost.js";
import type { StagesOnCores } from "./stages-on-cores.js";

/** Costs of a network with exits, stage by stage: the blocks since the exit before, and the exit's head. */
export interface StageParts {
  readonly blocks: readonly PartCost[];
  readonly heads: readonly PartCost[];
  /** Unit of the times: cycles where the device has no clock. */
  readonly timeUnit: "s" | "cycle";
  readonly notices: readonly string[];
}

/**
 * Splits what a network with exits costs on a device by the stage and head marks of its layers; what an inference costs
 * as such goes to the first stage.
 *
 * @param onCores costs of its stages where the device has several cores
 * @throws RangeError if a layer has no stage; InputError where the device cannot say anything of the network
 */
export function partsByStage(network: Network, device: Device, onCores?: StagesOnCores): StageParts {
  const cost = onCores === undefined ? networkCost(network, device) : undefined;
  const clock = (device.kind === "accelerator" ? device.clock?.value : undefined) ?? 1;
  const { steps } = memoryUse(network);
  const stages = 1 + network.layers.reduce((most, { stage = -1 }) => Math.max(most, stage), -1);
  const bare = network.layers.find(({ stage }) => stage === undefined);
  if (bare !== undefined) throw new RangeError(`partsByStage: the layer ${bare.name} has no stage`);
  const part = (stage: number, head: boolean): PartCost => {
    const places = network.layers.flatMap((layer, place) =>
      layer.stage === stage && (layer.head ?? false) === head ? [place] : [],
    );
    let [energy, latency, macs, activations] = [0, 0, 0, 0];
    for (const place of places) {
      const layer = cost?.layers[place];
      energy += layer?.energy ?? 0;
      latency += layer?.latency ?? (layer === undefined ? 0 : cyclesOf(layer));
      macs += network.layers[place]?.macs ?? 0;
    }
    for (const { layer, live } of steps) if (places.includes(layer)) activations = Math.max(activations, live);
    const staged = (head ? onCores?.heads : onCores?.blocks)?.[stage];
    if (staged !== undefined) [energy, latency] = [staged.energy, staged.latency / clock];
    const layers = places.map((place) => network.layers[place] as Network["layers"][number]);
    return { energy, latency, macs, weights: weightBytes({ ...network, layers }), activations };
  };
  const numbers = Array.from({ length: stages }, (_, stage) => stage);
  const overhead = cost?.overhead;
  return {
    blocks: numbers.map((stage) => {
      const own = part(stage, false);
      if (stage > 0 || overhead === undefined) return own;
      return { ...own, energy: own.energy + overhead.energy, latency: own.latency + overhead.latency };
    }),
    heads: numbers.map((stage) => part(stage, true)),
    timeUnit: inCycles(device, cost) ? "cycle" : "s",
    notices: [
      ...new Set((cost?.notices ?? []).filter(({ code }) => code !== "note").map(({ message }) => message)),
      ...(inCycles(device, cost) ? ["the device has no clock: its times are in cycles"] : []),
    ],
  };
}

function inCycles(device: Device, cost: ReturnType<typeof networkCost> | undefined): boolean {
  return cost === undefined ? device.clock === undefined : cost.latency === undefined;
}
