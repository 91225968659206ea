import { type AcceleratorCore, type AcceleratorDevice, type AcceleratorMemory, InputError } from "@joulebook/core";
import { defaultOperandNames, hierarchy } from "../accelerator/hierarchy.js";
import { type LoopNest, type Operand, operands } from "../accelerator/loop-nest.js";
import { searchMapping } from "../accelerator/search-mapping.js";
import type { WantedUnrolling } from "../accelerator/unrolling.js";
import type { TileAxis, TileExtent } from "./tiles.js";
import { nodeNest, type OperatorCounts, type WorkNode } from "./workload.js";

/** How several cores are counted: as Stream does (each core its own main memory), or with one shared main memory. */
export type ManyCoreConvention = "stream" | "sound";

/** Where an operand is while a node runs. */
export type Residency = Readonly<Record<Operand, "core" | "off-chip">>;

/** What one node costs on one core. Energies in joules, times in cycles. */
export interface NodeCost {
  readonly cycles: number;
  readonly macEnergy: number;
  readonly onChipEnergy: number;
  /** At main memory: the core's own by Stream's count, else the shared one. */
  readonly offChipEnergy: number;
  /** Bits that cross the edge of main memory, by operand. */
  readonly offChipBits: Readonly<Record<Operand, number>>;
  /** Cycles that its accesses take of the shared main memory; 0 where the core owns its own. */
  readonly offChipCycles: number;
  readonly utilisation: number;
  /** Energy by memory, innermost first. */
  readonly byMemory: Readonly<Record<string, number>>;
}

/** Default of `pooling` and `lanes`: channels squared and columns by Stream's count, else windows and channels. */
export interface NodeCostOptions extends Partial<OperatorCounts> {
  readonly convention: ManyCoreConvention;
}

/** Costs of nodes on the cores of one device, each worked out once, whatever network it stands in. */
export interface NodeCosts {
  readonly device: AcceleratorDevice;
  readonly convention: ManyCoreConvention;
  /** Undefined where the operands do not fit where they should be. */
  readonly of: (node: WorkNode, core: number, residency: Residency, tile?: TileExtent) => NodeCost | undefined;
  /** Searches made so far. */
  readonly known: () => number;
}

const usualCounts: Readonly<Record<ManyCoreConvention, OperatorCounts>> = {
  stream: { pooling: "channels-squared", lanes: "columns" },
  sound: { pooling: "windows", lanes: "channels" },
};

/** Everything where the core can reach it. */
export const allOnCore: Residency = { O: "core", W: "core", I: "core" };

/**
 * A table of node costs that grows as it is asked. It may be shared by any number of networks on the same device.
 *
 * Source: docs/equations.md#many-cores
 */
export function nodeCosts(device: AcceleratorDevice, options: NodeCostOptions): NodeCosts {
  const { convention } = options;
  const counts: OperatorCounts = { ...usualCounts[convention], ...options };
  const offChip = device.cores.find(({ role }) => role === "off-chip");
  const main = offChip?.memories.at(-1);
  const alike = device.cores.map((core) => JSON.stringify({ ...core, id: undefined }));
  const kind = alike.map((text) => alike.indexOf(text));
  const table = new Map<string, NodeCost | null>();
  // Writing a nest out takes longer than looking it up: once per node, numbered.
  const numbers = new Map<string, number>();
  const numbered = new WeakMap<WorkNode, number>();
  const numberOf = (node: WorkNode): number => {
    const known = numbered.get(node);
    if (known !== undefined) return known;
    const text = `${node.kind}|${nestKey(node.parts.map(({ loops }) => nodeNest(node, loops, counts)))}`;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    numbered.set(node, number);
    return number;
  };
  const of: NodeCosts["of"] = (node, core, residency, tile) => {
    const part = tile === undefined ? "" : `|${axisKey(tile.rows)} ${axisKey(tile.columns)}`;
    const key = `${numberOf(node)}|${kind[core]}|${residency.O[0]}${residency.W[0]}${residency.I[0]}${part}`;
    const before = table.get(key);
    if (before !== undefined) return before ?? undefined;
    const nests = node.parts.map(({ loops }) => tiled(nodeNest(node, loops, counts), tile));
    const costs = nests.map((nest) => nestCost(nest, device.cores[core] as AcceleratorCore, node, residency));
    const found = costs.every((cost) => cost !== undefined)
      ? summed(
          costs,
          node.parts.map(({ times }) => times),
        )
      : undefined;
    table.set(key, found ?? null);
    return found;
  };
  const nestCost = (
    nest: LoopNest,
    core: AcceleratorCore,
    node: WorkNode,
    residency: Residency,
  ): NodeCost | undefined => {
    const memories = convention === "stream" ? ownMemories(core) : sharedMemories(core, main, residency);
    if (operands.some((operand) => !memories.some(({ operands: all }) => all.includes(defaultOperandNames[operand]))))
      return undefined;
    const array = core.array as NonNullable<AcceleratorCore["array"]>;
    const scale = convention === "stream" ? 1 : macEnergyScale(node.bits.W, node.bits.I, array.bits);
    const levels = hierarchy({ ...core, memories, array: { ...array, unitEnergy: array.unitEnergy * scale } });
    const spatial = core.dataflows?.["default"];
    try {
      const { cost } = searchMapping(
        nest,
        { ...levels, wholeLoads: true },
        {
          objective: "latency",
          convention: convention === "stream" ? "zigzag" : "sound",
          ...(spatial === undefined ? {} : { given: { spatial: unrolled(spatial, nest), place: {} } }),
        },
      );
      const [byMemory, bits] = [{} as Record<string, number>, { O: 0, W: 0, I: 0 }];
      let [onChipEnergy, offChipEnergy, offChipCycles] = [0, 0, 0];
      for (const { memory, operand, energy, reads, writes } of cost.levels) {
        byMemory[memory] = (byMemory[memory] ?? 0) + energy;
        if (memory !== main?.name) onChipEnergy += energy;
        else {
          offChipEnergy += energy;
          bits[operand] += (reads + writes) * portWidth(main);
          offChipCycles += Math.ceil(reads) + Math.ceil(writes);
        }
      }
      const leaves = convention === "sound" || core.role !== "compute" ? cost.offLoading : 0;
      const cycles = cost.computation + cost.onLoading + leaves;
      const macs = nest.sizes.reduce((product, size) => product * size, 1);
      return {
        cycles: convention === "stream" ? Math.trunc(cycles) : Math.ceil(cycles),
        macEnergy: cost.macEnergy,
        onChipEnergy,
        offChipEnergy,
        offChipBits: bits,
        offChipCycles: convention === "stream" ? 0 : offChipCycles,
        utilisation: macs / (levels.units * cycles),
        byMemory,
      };
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
  };
  return { device, convention, of, known: () => table.size };
}

/**
 * Energy of a MAC of other widths than the array's own: multipliers grow with the product of both widths.
 *
 * Source: docs/equations.md#many-cores
 *
 * @example macEnergyScale(4, 8) // => 0.5
 */
export function macEnergyScale(weightBits: number, inputBits: number, arrayBits = 8): number {
  if (weightBits === 0) return 1; // pooling compares, it does not multiply
  return (weightBits * inputBits) / arrayBits ** 2;
}

/** Bits per cycle of a memory's widest port, of those that read or write where that is said. */
export function portWidth({ ports }: AcceleratorMemory, access?: "read" | "write"): number {
  const able = ports.filter(({ kind }) => access === undefined || kind === access || kind === "read-write");
  return able.reduce((most, { widthBits }) => Math.max(most, widthBits), 1);
}

function nestKey(nests: readonly LoopNest[]): string {
  return nests
    .map(({ operator, sizes, x, y, bits, computed, inputWithoutC = false }) =>
      [
        operator,
        ...sizes,
        x.stride,
        x.dilation,
        x.input,
        y.stride,
        y.dilation,
        y.input,
        bits.W,
        bits.I,
        bits.partial,
        bits.final,
        computed ? 1 : 0,
        inputWithoutC ? 1 : 0,
      ].join(" "),
    )
    .join("|");
}

function axisKey({ output, input, of }: TileAxis): string {
  return `${output} ${input} ${of}`;
}

/** A convolution over a tile of its map; element-wise nodes take their share of the pixels. */
function tiled(nest: LoopNest, tile: TileExtent | undefined): LoopNest {
  if (tile === undefined) return nest;
  const { rows, columns } = tile;
  const [y, x] = [nest.dimensions.indexOf("OY"), nest.dimensions.indexOf("OX")];
  if (y < 0) {
    const batch = nest.dimensions.indexOf("B");
    const pixels = ((nest.sizes[batch] as number) * rows.output * columns.output) / (rows.of * columns.of);
    return { ...nest, sizes: nest.sizes.with(batch, pixels) };
  }
  return {
    ...nest,
    sizes: nest.sizes.with(y, rows.output).with(x, columns.output),
    y: { ...nest.y, input: rows.input },
    x: { ...nest.x, input: columns.input },
  };
}

/**
 * The core's memories as its file has them. By Stream's count nothing is ever too large: an outermost memory holds whatever
 * it is given.
 */
function ownMemories({ memories }: AcceleratorCore): readonly AcceleratorMemory[] {
  const outermost = (memory: AcceleratorMemory): boolean =>
    memory.operands.every((name) => memories.findLast(({ operands: all }) => all.includes(name)) === memory);
  return memories.map((memory) => (outermost(memory) ? { ...memory, sizeBits: unlimitedBits } : memory));
}

const unlimitedBits = 2 ** 50;

/** The core's memories without a stand-in of main memory (one of its name): main memory is shared. */
function sharedMemories(
  core: AcceleratorCore,
  main: AcceleratorMemory | undefined,
  residency: Residency,
): readonly AcceleratorMemory[] {
  return withMain(onChipMemories(core, main), main, residency);
}

/** Memories on the chip: all but those that stand for main memory. */
export function onChipMemories(
  core: AcceleratorCore,
  main: AcceleratorMemory | undefined,
): readonly AcceleratorMemory[] {
  return core.memories.filter(({ name }) => name !== main?.name);
}

function withMain(
  memories: readonly AcceleratorMemory[],
  main: AcceleratorMemory | undefined,
  residency: Residency,
): readonly AcceleratorMemory[] {
  const outside = operands.filter((operand) => residency[operand] === "off-chip");
  if (outside.length === 0 || main === undefined) return memories;
  const names = outside.map((operand) => defaultOperandNames[operand]);
  return [
    ...memories,
    {
      ...main,
      operands: names,
      servedDimensions: [...new Set(memories.flatMap(({ servedDimensions }) => servedDimensions))],
      ports: main.ports.map((port) => ({
        ...port,
        links: port.links.filter(({ operand }) => names.includes(operand)),
      })),
    },
  ];
}

/** A given unrolling over output channels is one over groups or element-wise lanes where the node has no such channels. */
function unrolled(wanted: WantedUnrolling, nest: LoopNest): WantedUnrolling {
  const size = (name: string): number => nest.sizes[nest.dimensions.findIndex((one) => one === name)] ?? 1;
  if (size("K") > 1) return wanted;
  const lanes = nest.operator === "Gemm" ? "H" : "G";
  return Object.fromEntries(
    Object.entries(wanted).map(([array, loops]) => [
      array,
      loops.map((one) => (one.loop === "K" ? { ...one, loop: lanes } : one)),
    ]),
  );
}

function summed(costs: readonly NodeCost[], times: readonly number[]): NodeCost {
  const [only] = costs;
  if (only !== undefined && costs.length === 1 && times[0] === 1) return only;
  const sum = (of: (cost: NodeCost) => number): number =>
    costs.reduce((total, cost, index) => total + of(cost) * (times[index] as number), 0);
  const byMemory: Record<string, number> = {};
  for (const name of new Set(costs.flatMap((cost) => Object.keys(cost.byMemory)))) {
    byMemory[name] = sum((cost) => cost.byMemory[name] ?? 0);
  }
  const cycles = sum((cost) => cost.cycles);
  return {
    cycles,
    macEnergy: sum((cost) => cost.macEnergy),
    onChipEnergy: sum((cost) => cost.onChipEnergy),
    offChipEnergy: sum((cost) => cost.offChipEnergy),
    offChipBits: {
      O: sum((cost) => cost.offChipBits.O),
      W: sum((cost) => cost.offChipBits.W),
      I: sum((cost) => cost.offChipBits.I),
    },
    offChipCycles: sum((cost) => cost.offChipCycles),
    utilisation: sum((cost) => cost.utilisation * cost.cycles) / cycles,
    byMemory,
  };
}
