import type { Device, Interval, Network } from "@joulebook/core";
import { networkCost } from "@joulebook/hardware";
import { memoryUse, weightBytes } from "@joulebook/network";
import { type HeadForm, type MobileBackbone, mobileExitNetwork } from "./mobile-exit-network.js";
import { cyclesOf, type PartCost } from "./part-cost.js";

/** Costs from which those of any choice of exits add up. */
export interface ExitCosts {
  /** Of each block in order; the first has the stem and what an inference costs as such. */
  readonly blocks: readonly PartCost[];
  /** Of the head of each form behind each block. */
  readonly heads: readonly Readonly<Record<HeadForm, PartCost>>[];
  /** Unit of the times: cycles where the device has no clock; default seconds. */
  readonly timeUnit?: "s" | "cycle";
  /** Relative range of a whole network's energy on this device, where the device file knows one. */
  readonly energyRange?: Pick<Interval, "low" | "high" | "level" | "method">;
  /** What a reader must know of the device model. */
  readonly notices: readonly string[];
}

/**
 * Costs of the parts of a backbone with exits on a device: from networks that have all heads of a form, or on measured
 * devices from the backbone with its last exit alone and with each head besides.
 *
 * Exact where a device's layers cost what they cost whatever stands beside them (operation tables, rooflines); on measured
 * devices, whose fits see a whole network, parts are the fit's shares and their sum is an approximation.
 * Source: docs/equations.md#one-shot-costs
 *
 * @throws InputError where the device cannot say anything of the network
 */
export function exitCosts(
  backbone: MobileBackbone,
  device: Device,
  { bits = 8, headBits = bits }: { readonly bits?: number; readonly headBits?: number } = {},
): ExitCosts {
  const count = backbone.blocks.length;
  const notices = new Set<string>();
  const measured = device.kind === "measured";
  const mounted = measured ? [count] : backbone.blocks.map((_, index) => index + 1);
  const exits = mounted.map((block) => ({ block, head: "single" as const }));
  const base = partsOf(mobileExitNetwork(backbone, { exits, bits, headBits }), device);
  for (const { code, message } of base.cost.notices) if (code !== "note") notices.add(message);
  if (base.cost.latency === undefined) notices.add("the device has no clock: its times are in cycles");
  const blocks = Array.from({ length: count }, (_, index): PartCost => {
    const own = index === 0 ? ["stem", "block1"] : [`block${index + 1}`];
    const part = base.part((name) => own.includes(name.split("-")[0] ?? ""));
    const { overhead } = base.cost;
    if (index > 0 || overhead === undefined) return part;
    return { ...part, energy: part.energy + overhead.energy, latency: part.latency + overhead.latency };
  });
  const heads = measured
    ? headsOneByOne(backbone, device, bits, headBits)
    : headsTogether(backbone, device, bits, headBits, base);
  const { energy, energyInterval } = base.cost;
  return {
    blocks,
    heads,
    timeUnit: base.cost.latency === undefined ? "cycle" : "s",
    ...(energyInterval === undefined
      ? {}
      : { energyRange: { ...energyInterval, low: energyInterval.low / energy, high: energyInterval.high / energy } }),
    notices: [...notices],
  };
}

type Heads = ExitCosts["heads"];

/** Where layers cost what they cost whatever stands beside them, one network with all heads of a form says all. */
function headsTogether(
  backbone: MobileBackbone,
  device: Device,
  bits: number,
  headBits: number,
  withSingle: ReturnType<typeof partsOf>,
): Heads {
  const exits = backbone.blocks.map((_, index) => ({ block: index + 1, head: "double" as const }));
  const withDouble = partsOf(mobileExitNetwork(backbone, { exits, bits, headBits }), device);
  return exits.map(({ block }) => {
    const own = (name: string): boolean => name.split("-")[0] === `exit${block}`;
    return { single: withSingle.part(own), double: withDouble.part(own) };
  });
}

/** Where a fit sees the whole network: each head in the network that has it besides the last exit. */
function headsOneByOne(backbone: MobileBackbone, device: Device, bits: number, headBits: number): Heads {
  const count = backbone.blocks.length;
  return backbone.blocks.map((_, index) => {
    const block = index + 1;
    const of = (head: HeadForm): PartCost => {
      const exits =
        block === count
          ? [{ block, head }]
          : [
              { block, head },
              { block: count, head: "single" as const },
            ];
      const { part } = partsOf(mobileExitNetwork(backbone, { exits, bits, headBits }), device);
      return part((name) => name.split("-")[0] === `exit${block}`);
    };
    return { single: of("single"), double: of("double") };
  });
}

function partsOf(
  network: Network,
  device: Device,
): {
  readonly cost: ReturnType<typeof networkCost>;
  readonly part: (belongs: (layer: string) => boolean) => PartCost;
} {
  const cost = networkCost(network, device);
  const { steps } = memoryUse(network);
  return {
    cost,
    part(belongs) {
      let [energy, latency, macs, activations] = [0, 0, 0, 0];
      const layers = network.layers.filter(({ name }) => belongs(name));
      for (const layer of cost.layers) {
        if (!belongs(layer.name)) continue;
        energy += layer.energy ?? 0;
        latency += layer.latency ?? cyclesOf(layer);
        macs += layer.macs;
      }
      for (const { layer, live } of steps) {
        if (belongs(network.layers[layer]?.name ?? "")) activations = Math.max(activations, live);
      }
      return { energy, latency, macs, weights: weightBytes({ ...network, layers }), activations };
    },
  };
}
