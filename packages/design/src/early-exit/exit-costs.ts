import type { AcceleratorDevice, Device, Interval, Network } from "@joulebook/core";
import { networkCost, type StageCost } from "@joulebook/hardware";
import { memoryUse, weightBytes } from "@joulebook/network";
import { type HeadForm, type MobileBackbone, mobileExitNetwork, type MountedExit } from "./mobile-exit-network.js";
import { cyclesOf, type PartCost } from "./part-cost.js";
import { type CoreOptions, isSystemOfCores, onCoresNotice, stagesOnCores } from "./stages-on-cores.js";

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
  /** Stages of a choice of exits laid out by itself, where sums of parts only approximate it. */
  readonly simulate?: (exits: readonly MountedExit[]) => readonly StageCost[];
  /** What a reader must know of the device model. */
  readonly notices: readonly string[];
}

export interface ExitCostOptions {
  /** Of the backbone; default 8. */
  readonly bits?: number;
  /** Default: those of the backbone. */
  readonly headBits?: number;
  /** On several cores: how they are counted, and what the allocation makes least. */
  readonly cores?: CoreOptions;
}

/**
 * Costs of the parts of a backbone with exits on a device: from networks that have all heads of a form, or on measured
 * devices from the backbone with its last exit alone and with each head besides.
 *
 * Exact where a device's layers cost what they cost whatever stands beside them (operation tables, rooflines); on measured
 * devices, whose fits see a whole network, parts are the fit's shares and their sum is an approximation, and so it is on several cores.
 * Source: docs/equations.md#one-shot-costs
 *
 * @throws InputError where the device cannot say anything of the network
 */
export function exitCosts(
  backbone: MobileBackbone,
  device: Device,
  { bits = 8, headBits = bits, cores = {} }: ExitCostOptions = {},
): ExitCosts {
  if (isSystemOfCores(device)) return costsOnCores(backbone, device, { bits, headBits, cores });
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

/** On several cores: one allocation for all choices of exits. */
function costsOnCores(
  backbone: MobileBackbone,
  device: AcceleratorDevice,
  { bits, headBits, cores }: Required<ExitCostOptions>,
): ExitCosts {
  const count = backbone.blocks.length;
  const mobile = (exits: readonly MountedExit[]): Network => mobileExitNetwork(backbone, { exits, bits, headBits });
  const withAll = (head: HeadForm): Network => mobile(backbone.blocks.map((_, index) => ({ block: index + 1, head })));
  const placed = stagesOnCores(mobile([{ block: count, head: "single" }]), device, cores);
  const networks = { single: withAll("single"), double: withAll("double") };
  const stages = { single: placed.withExits(networks.single), double: placed.withExits(networks.double) };
  const clock = device.clock?.value ?? 1;
  const timed = ({ energy, latency }: StageCost): StageCost => ({ energy, latency: latency / clock });
  const headOf = (form: HeadForm, index: number): PartCost => ({
    ...timed(stages[form].heads[index] as StageCost),
    ...partSize(networks[form], (name) => name.split("-")[0] === `exit${index + 1}`),
  });
  const known = new Map<string, readonly StageCost[]>();
  return {
    blocks: stages.single.blocks.map((cost, index) => {
      const own = index === 0 ? ["stem", "block1"] : [`block${index + 1}`];
      return { ...timed(cost), ...partSize(networks.single, (name) => own.includes(name.split("-")[0] ?? "")) };
    }),
    heads: backbone.blocks.map((_, index) => ({ single: headOf("single", index), double: headOf("double", index) })),
    timeUnit: device.clock === undefined ? "cycle" : "s",
    simulate: (exits) => {
      const key = exits.map(({ block, head }) => `${block} ${head}`).join();
      const before = known.get(key);
      if (before !== undefined) return before;
      const cores = exits.map(({ block, head }) => stages[head].headCores[block - 1] as readonly number[]);
      const found = placed.simulate(mobile(exits), cores).map(timed);
      known.set(key, found);
      return found;
    },
    notices: [
      onCoresNotice(cores),
      ...(device.clock === undefined ? ["the device has no clock: its times are in cycles"] : []),
    ],
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
  return {
    cost,
    part(belongs) {
      let [energy, latency] = [0, 0];
      for (const layer of cost.layers) {
        if (!belongs(layer.name)) continue;
        energy += layer.energy ?? 0;
        latency += layer.latency ?? cyclesOf(layer);
      }
      return { energy, latency, ...partSize(network, belongs) };
    },
  };
}

/** MACs and memory of the layers that belong to a part. */
function partSize(
  network: Network,
  belongs: (layer: string) => boolean,
): Pick<PartCost, "macs" | "weights" | "activations"> {
  const layers = network.layers.filter(({ name }) => belongs(name));
  let activations = 0;
  for (const { layer, live } of memoryUse(network).steps) {
    if (belongs(network.layers[layer]?.name ?? "")) activations = Math.max(activations, live);
  }
  return {
    macs: layers.reduce((sum, layer) => sum + layer.macs, 0),
    weights: weightBytes({ ...network, layers }),
    activations,
  };
}
