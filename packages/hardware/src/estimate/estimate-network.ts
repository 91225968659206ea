import type { Device, Network } from "@joulebook/core";
import { memoryFits, memoryUse, planArena, weightBytes } from "@joulebook/network";
import { acceleratorCost, type AcceleratorOptions } from "../accelerator/accelerator-cost.js";
import { manyCoreCost, type ManyCoreOptions } from "../many-core/many-core-cost.js";
import { measuredCost } from "../measured/measured-cost.js";
import { opTableCost } from "../op-table/op-table-cost.js";
import { rooflineCost } from "../roofline/roofline-cost.js";
import type { RooflineOptions } from "../roofline/roofline-options.js";
import { systolicCost } from "../systolic/systolic-cost.js";
import type { Dataflow } from "../systolic/systolic-cycles.js";
import { costByKind } from "./cost-by-kind.js";
import type { Estimate, NetworkCost } from "./estimate.js";
import { statedPoint } from "../operating-points/device-points.js";
import { staticEnergy } from "./static-energy.js";

export interface EstimateOptions {
  /** For roofline devices. */
  readonly roofline?: RooflineOptions;
  /** For accelerators. */
  readonly accelerator?: AcceleratorOptions;
  /** For accelerators of one core: a first answer from closed forms instead of a search. */
  readonly systolic?: { readonly dataflow: Dataflow; readonly bits?: number };
  /** For accelerators of several cores. */
  readonly manyCore?: ManyCoreOptions;
}

/**
 * Energy, latency and memory of one inference of a network on a device, by the engine of the device's kind.
 *
 * @throws InputError where the device cannot say anything of the network
 */
export function estimate(network: Network, device: Device, options: EstimateOptions = {}): Estimate {
  const cost = networkCost(network, device, options);
  const weights = weightBytes(network);
  const { peak, buffers } = memoryUse(network);
  // Arenas on devices are aligned to 16 bytes, as TensorFlow Lite Micro does.
  const arena = planArena(buffers, { strategy: "greedy", alignment: 16 }).peak;
  const { flash, sram } = device;
  return {
    network: network.name,
    device: device.id,
    ...cost,
    static: staticEnergy(device, cost),
    operatingPoint: statedPoint(device),
    byKind: costByKind(cost.layers),
    memory: { weightBytes: weights, peakActivationBytes: peak, arenaBytes: arena },
    fits: memoryFits(
      { weightBytes: weights, arenaBytes: arena },
      {
        ...(flash === undefined ? {} : { flash: flash.value }),
        ...(sram === undefined ? {} : { sram: sram.value }),
      },
    ),
  };
}

/** Energy and latency alone. */
export function networkCost(
  network: Network,
  device: Device,
  { roofline, accelerator, systolic, manyCore }: EstimateOptions = {},
): NetworkCost {
  switch (device.kind) {
    case "op-table":
      return opTableCost(network, device);
    case "roofline":
      return rooflineCost(network, device, roofline);
    case "measured":
      return measuredCost(network, device);
    case "accelerator":
      if (systolic !== undefined) return systolicCost(network, device, systolic);
      return device.cores.length > 1
        ? manyCoreCost(network, device, manyCore)
        : acceleratorCost(network, device, accelerator);
  }
}
