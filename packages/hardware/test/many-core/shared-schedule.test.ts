import { type AcceleratorDevice, type Network, random } from "@joulebook/core";
import { earlyExitNetwork, networkBuilder } from "@joulebook/network";
import { beforeAll, describe, expect, it } from "vitest";
import {
  estimate,
  macEnergyScale,
  manyCoreCost,
  manyCoreProblem,
  type ManyCoreProblem,
  nodeCosts,
  type NodeCosts,
  type Schedule,
  type TileGrid,
  type TileStacks,
  totalEnergy,
} from "../../src/index.js";
import { tileTasks } from "../../src/many-core/tiles.js";
import { quadCore, quadMapping } from "./quad-core.js";

let device: AcceleratorDevice;
let costs: NodeCosts;
beforeAll(async () => {
  ({ device } = await quadCore());
  costs = nodeCosts(device, { convention: "sound" });
});

/** The quad core with other sizes of its memories, by name. */
function resized(sizes: Readonly<Record<string, number>>): AcceleratorDevice {
  const cores = device.cores.map((core) => ({
    ...core,
    memories: core.memories.map((memory) => ({ ...memory, sizeBits: sizes[memory.name] ?? memory.sizeBits })),
  }));
  return { ...device, cores };
}

const bands = (rows: number): TileGrid => ({ rows, columns: 1 });

function problemOn(
  on: AcceleratorDevice,
  network: Network,
  tiles: TileGrid = bands(1),
  known?: NodeCosts,
  stacks: TileStacks = "whole",
): ManyCoreProblem {
  return manyCoreProblem(network, on, {
    convention: "sound",
    mapping: quadMapping(),
    bits: { backbone: 8, heads: 8 },
    tiles,
    stacks,
    ...(known === undefined ? {} : { costs: known }),
  });
}

interface Run {
  readonly problem: ManyCoreProblem;
  readonly made: Schedule;
}

const onFirst = ({ allowed, schedule }: ManyCoreProblem): Schedule =>
  schedule(allowed.map((cores) => cores[0] as number));

/** What holds of every schedule, by reasoning that does not use the scheduler. */
function expectSound(
  made: Schedule,
  { work }: ManyCoreProblem,
  on: AcceleratorDevice,
  tiles: TileGrid,
  weightRoom?: number,
): void {
  const { tasks, pieces } = tileTasks(work, tiles, weightRoom === undefined ? {} : { weightRoom });
  for (const { busy, core } of made.cores) {
    expect(made.latency).toBeGreaterThanOrEqual(busy);
    const own = made.nodes.filter((one) => one.core === core).toSorted((a, b) => a.start - b.start);
    for (const [k, one] of own.entries()) expect(one.start).toBeGreaterThanOrEqual(own[k - 1]?.end ?? 0);
  }
  for (const { busy } of made.links) expect(made.latency).toBeGreaterThanOrEqual(busy);
  expect(made.latency).toBeGreaterThanOrEqual(made.offChipBits / 64);
  // Readers start after the writers of what they read have ended.
  for (const [index, { reads }] of tasks.entries()) {
    for (const piece of reads) {
      const writer = pieces[piece]?.producer;
      if (writer === undefined) continue;
      expect(made.nodes[index]?.start).toBeGreaterThanOrEqual(made.nodes[writer]?.end as number);
    }
  }
  // Every weight, input and result crosses the edge of main memory at least once.
  const weights = work.nodes.reduce((sum, { weightBits }) => sum + weightBits, 0);
  const ends = work.tensors.reduce(
    (sum, { bits, producer, result }) => sum + (producer === undefined || result ? bits : 0),
    0,
  );
  expect(made.offChipBits).toBeGreaterThanOrEqual((weights + ends) * (1 - 1e-12));
  for (const { core, peakBits, memory } of made.cores) {
    const limit = on.cores[core]?.memories.find(({ name }) => /^sram_(2MB|128KB)/.test(name))?.sizeBits ?? Infinity;
    expect(peakBits).toBeLessThanOrEqual(limit * (1 + 1e-9));
    expect(Math.abs(memory.at(-1)?.[1] ?? 0)).toBeLessThan(1e-6);
  }
  const parts = [...made.nodes, ...made.moves].reduce((sum, one) => sum + totalEnergy(one.energy), 0);
  expect(Math.abs(parts / totalEnergy(made.energy) - 1)).toBeLessThan(1e-9);
}

/** Two residual blocks on 16 x 16, an exit behind the first: 8-bit maps of 8 KiB, wide ones of 16 KiB. */
function twoBlocks(): Network {
  const b = networkBuilder("two-blocks");
  const block = (x: ReturnType<typeof b.input>, stage: number): ReturnType<typeof b.input> => {
    const wide = b.convolution(x, { filters: 64, kernel: 1, bias: false, stage });
    const deep = b.depthwise(wide, { kernel: 3, bias: false, stage });
    return b.add(x, b.convolution(deep, { filters: 32, kernel: 1, bias: false, stage }), { stage });
  };
  const head = (x: ReturnType<typeof b.input>, stage: number): ReturnType<typeof b.input> => {
    const pooled = b.maxPooling(x, { kernel: 4, stage, head: true });
    return b.dense(b.flatten(pooled, { stage, head: true }), { units: 10, bias: false, stage, head: true });
  };
  const first = block(b.convolution(b.input([16, 16, 3]), { filters: 32, kernel: 3, bias: false, stage: 0 }), 0);
  const early = head(first, 0);
  return b.finish([early, head(block(first, 1), 1)]);
}

describe("the schedule with shared main memory", () => {
  const network = earlyExitNetwork({ exits: ["D", "F", "I"] });
  const plain = twoBlocks();

  it("holds its bounds on the quad core, layer by layer, in bands and in tiles, on drawn allocations", () => {
    const stream = random(5, "sound");
    for (const tiles of [bands(1), bands(2), { rows: 2, columns: 2 }]) {
      const problem = problemOn(device, network, tiles, costs);
      for (let round = 0; round < 6; round++) {
        expectSound(problem.schedule(problem.allowed.map((cores) => stream.pick(cores))), problem, device, tiles);
      }
    }
  });

  it("moves nothing through main memory but weights, input and results where memories are large", () => {
    const large = resized({ sram_32KB: 2 ** 26, sram_2MB: 2 ** 28, sram_128KB: 2 ** 28, sram_128KB_2rw: 2 ** 28 });
    const made = onFirst(problemOn(large, plain));
    // stem 3 x 3 x 3 x 32, blocks 32 x 64 + 9 x 64 + 64 x 32 each, heads 512 x 10 each; input 16 x 16 x 3, results 2 x 10
    const weights = 864 + 2 * (2048 + 576 + 2048) + 2 * 5120;
    expect(made.offChipBits).toBe(8 * (weights + 768 + 20));
    expect(made.moves.filter(({ kind }) => kind === "eviction" || kind === "refetch")).toEqual([]);
  });

  it("writes out and reads back what finds no room, and never holds more than there is", () => {
    const large = onFirst(problemOn(device, plain, bands(1), costs));
    for (const kilobytes of [40, 28, 12]) {
      const small = resized({ sram_2MB: kilobytes * 8192 });
      const problem = problemOn(small, plain);
      const made = onFirst(problem);
      expectSound(made, problem, small, bands(1));
      // From 40 KiB on nothing has to go: the block's input, the wide map and the map behind it are 8 + 16 + 16 KiB.
      if (kilobytes === 40) expect(made.offChipBits).toBe(large.offChipBits);
      else expect(made.offChipBits).toBeGreaterThan(large.offChipBits);
    }
  });

  it("fetches weights again, band by band, where a core cannot keep them, and once where it can", () => {
    const refetched = (kilobytes: number): boolean =>
      onFirst(problemOn(resized({ sram_32KB: kilobytes * 8192 }), plain, bands(4))).moves.some(
        ({ kind }) => kind === "refetch",
      );
    expect(refetched(32)).toBe(false);
    expect(refetched(8)).toBe(true);
  });

  it("fetches weights once in stacks of layers that a core keeps the weights of, for about the energy of layer by layer", () => {
    const room = 32 * 8192; // sram_32KB
    const [whole, stacked, fused] = [
      problemOn(device, network, bands(1), costs),
      problemOn(device, network, bands(4), costs, "weights"),
      problemOn(device, network, bands(4), costs, "whole"),
    ].map((problem) => ({ problem, made: onFirst(problem) })) as [Run, Run, Run];
    expectSound(stacked.made, stacked.problem, device, bands(4), room);
    expect(stacked.made.moves.filter(({ kind }) => kind === "refetch")).toEqual([]);
    const energy = ({ made }: Run): number => totalEnergy(made.energy);
    expect(energy(stacked)).toBeLessThan(1.1 * energy(whole));
    expect(energy(fused)).toBeGreaterThan(1.5 * energy(whole));
    expect(stacked.made.cores[0]?.peakBits).toBeLessThan(0.9 * (whole.made.cores[0]?.peakBits ?? 0));
    // By hand: a stack is as many layers in a row as have 32 KiB of weights together; what has more itself is one task.
    const { tasks } = tileTasks(stacked.problem.work, bands(4), { weightRoom: room });
    for (const [node, { weightBits }] of stacked.problem.work.nodes.entries()) {
      if (weightBits > room) expect(tasks.filter((task) => task.node === node)).toHaveLength(1);
    }
  });

  it("needs less memory in bands, and starts readers before their writers have ended", () => {
    const [whole, split] = [bands(1), bands(8)].map((tiles) => onFirst(problemOn(device, plain, tiles, costs)));
    expect(split?.cores[0]?.peakBits).toBeLessThan(0.75 * (whole?.cores[0]?.peakBits ?? 0));
    const early = split?.nodes ?? [];
    const lastOfFirst = early.findLast(({ node }) => node === 0)?.end as number;
    expect(early.find(({ node }) => node === 1)?.start).toBeLessThan(lastOfFirst);
  });

  it("runs layers side by side in bands on several cores, faster than layer by layer", () => {
    const latency = (tiles: TileGrid): number => {
      const problem = problemOn(device, plain, tiles, costs);
      return problem.schedule(problem.allowed.map((cores, node) => cores[node % cores.length] as number)).latency;
    };
    expect(latency(bands(4))).toBeLessThan(latency(bands(1)));
    expect(latency({ rows: 2, columns: 2 })).toBeLessThan(latency(bands(1)));
  });

  it("does as many MACs in bands and tiles as whole: nothing is computed twice", () => {
    const grids = [bands(1), bands(2), bands(5), { rows: 3, columns: 2 }, { rows: 1, columns: 7 }];
    const energies = grids.map((tiles) => onFirst(problemOn(device, plain, tiles, costs)).energy.mac);
    for (const energy of energies) expect(Math.abs(energy / (energies[0] as number) - 1)).toBeLessThan(1e-12);
  });

  it("is, for two layers on two cores, what is counted by hand", () => {
    const b = networkBuilder("two");
    const x = b.convolution(b.input([8, 8, 8]), { filters: 8, kernel: 1, bias: false });
    const small = b.finish([b.convolution(x, { filters: 8, kernel: 1, bias: false })]);
    const problem = manyCoreProblem(small, device, { convention: "sound", costs });
    const made = problem.schedule([0, 1]);
    const [first, second] = made.nodes;
    // Off-chip link: input 4,096 bits and weights 512 bits at 64 bits per cycle; the second node's weights behind them.
    expect(made.moves.map(({ kind, start, end }) => [kind, start, end])).toEqual([
      ["input", 0, 64],
      ["weights", 64, 72],
      ["activation", first?.end, (first?.end ?? 0) + 4096 / 32],
      ["weights", 72, 80],
      ["result", second?.end, (second?.end ?? 0) + 64],
    ]);
    expect(first?.start).toBe(72);
    expect(second?.start).toBe((first?.end ?? 0) + 128);
    expect(made.latency).toBe((second?.end ?? 0) + 64);
    // Energy of the moves in pJ: 64 + 8 + 8 words read at 1,000 and 64 written; 2 or 1 words of 2,048 or 512 bits at the cores.
    const moved = made.moves.reduce((sum, { energy }) => sum + totalEnergy(energy), 0) * 1e12;
    const byHand = (64 + 8 + 8 + 64) * 1000 + 2 * 378.4 + 2 * 52.01 + (2 * 416.16 + 2 * 378.4) + 2 * 416.16;
    expect(Math.abs(moved / byHand - 1)).toBeLessThan(1e-12);
    // MACs: 2 x 64 x 8 x 8 at 0.04 pJ
    expect(Math.abs((made.energy.mac * 1e12) / (2 * 4096 * 0.04) - 1)).toBeLessThan(1e-12);
  });

  it("scales traffic and footprint with the bits, and the energy of MACs with both widths", () => {
    const at = (backbone: number, heads: number) =>
      manyCoreCost(network, device, {
        convention: "sound",
        mapping: quadMapping(),
        bits: { backbone, heads },
        costs,
        generations: 1,
      });
    const [eight, four] = [at(8, 8), at(4, 4)];
    expect(macEnergyScale(4, 4)).toBe(0.25);
    const products = (cost: typeof eight): number =>
      cost.schedule.nodes.reduce(
        (sum, { node, energy }) => sum + (cost.work.nodes[node]?.kind === "product" ? energy.mac : 0),
        0,
      );
    expect(Math.abs(products(four) / products(eight) - 0.25)).toBeLessThan(1e-9);
    const weights = (cost: typeof eight): number =>
      cost.work.nodes.reduce((sum, { weightBits }) => sum + weightBits, 0);
    expect(weights(four) / weights(eight)).toBe(0.5);
    expect(four.schedule.offChipBits / eight.schedule.offChipBits).toBeLessThan(0.55);
  });

  it("counts leakage over the whole time where the files state it", () => {
    const leaky: AcceleratorDevice = {
      ...device,
      clock: { value: 1e9, source: "file" },
      cores: device.cores.map((core, k) => (k < 2 ? { ...core, staticPower: { value: 0.01, source: "file" } } : core)),
    };
    const cost = manyCoreCost(plain, leaky, { convention: "sound", mapping: quadMapping(), generations: 1 });
    expect(Math.abs(cost.energySplit.static / ((0.02 * cost.latencyCycles) / 1e9) - 1)).toBeLessThan(1e-12);
    expect(cost.latency).toBe(cost.latencyCycles / 1e9);
    const rows = cost.layers.reduce((sum, { energy = 0 }) => sum + energy, 0) + (cost.overhead?.energy ?? 0);
    expect(Math.abs(rows / cost.energy - 1)).toBeLessThan(1e-9);
    const options = { manyCore: { convention: "sound", mapping: quadMapping(), generations: 1 } } as const;
    const { static: leak } = estimate(plain, leaky, options);
    expect(leak).toMatchObject({ energy: cost.energySplit.static, power: 0.02, obtained: "stated" });
    expect(leak.source).toContain(`; ${device.cores.length - 2} of ${device.cores.length} cores state none`);
  });

  it("refuses a system without main memory, and rules that lead nowhere", () => {
    const none: AcceleratorDevice = { ...device, cores: device.cores.filter(({ role }) => role !== "off-chip") };
    expect(() => manyCoreProblem(network, none)).toThrow("has no off-chip core");
    const entries = quadMapping().entries.filter(({ name }) => name !== "Pool" && name !== "default");
    const place = { file: "m.yaml", line: 3, column: 1 };
    const wrong = [...entries, { name: "Conv", cores: [9, 6], place }];
    const failure = (() => {
      try {
        return manyCoreProblem(network, device, { mapping: { entries: wrong, warnings: [] } });
      } catch (error) {
        return error as { problems: readonly { code: string; message: string; line?: number }[] };
      }
    })();
    const problems = "problems" in failure ? failure.problems : [];
    expect(problems.map(({ message }) => message).slice(0, 3)).toEqual([
      "the rule for Conv names the core 9, which edge_tpu_like_quad_core_examples lacks",
      "the rule for Conv names the core 6, which computes nothing",
      "no rule places max-pooling (max-pooling) on a core",
    ]);
    expect(problems.every(({ code }) => code === "unknown-core" || code === "no-core")).toBe(true);
  });

  it("refuses a core that no rule reaches", () => {
    const mapping = quadMapping();
    const entries = mapping.entries.map((entry) =>
      entry.cores === undefined ? entry : { ...entry, cores: entry.cores.filter((core) => core !== 3) },
    );
    expect(() => manyCoreProblem(network, device, { mapping: { ...mapping, entries } })).toThrow(
      "no rule reaches core-3 (core 3) of edge_tpu_like_quad_core_examples",
    );
  });
});
