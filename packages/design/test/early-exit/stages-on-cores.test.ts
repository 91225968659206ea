import type { AcceleratorDevice } from "@joulebook/core";
import { manyCoreCost, nodeCosts, readSystem } from "@joulebook/hardware";
import { merkelCnn } from "@joulebook/network";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { stagesOnCores, withSomeExits } from "../../src/index.js";

const folder = new URL("../../../hardware/data/accelerators/quad_core/", import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), "utf8");
let device: AcceleratorDevice;
beforeAll(async () => {
  const name = "edge_tpu_like_quad_core_examples.yaml";
  device = (await readSystem(text(name), name, async (core) => ({ text: text(`cores/${core}`), file: core }))).device;
});

/** Three exits, 8 filters; the backbone with its last exit alone. */
const full = merkelCnn({ depth: 3, filters: 8, exits: true });
const plain = merkelCnn({ depth: 3, filters: 8 });
const sum = (stages: readonly { energy: number; latency: number }[], of: "energy" | "latency"): number =>
  stages.reduce((total, stage) => total + stage[of], 0);

describe.each(["sound", "stream"] as const)("stagesOnCores, convention %s", (convention) => {
  const made = () => {
    const costs = nodeCosts(device, { convention });
    return { costs, placed: stagesOnCores(plain, device, { convention, costs }) };
  };

  it("blocks and last head are the plain network's own schedule, as the engine gives it for that network", () => {
    const { costs, placed } = made();
    const { blocks, heads } = placed.withExits(full);
    const own = manyCoreCost(plain, device, { convention, costs });
    const parts = [...blocks, heads[2] as (typeof heads)[number]];
    expect(sum(parts, "energy") / own.energy).toBeCloseTo(1, 12);
    // All but the way out of the result, for which no answer waits.
    const answered = Math.max(...own.schedule.nodes.map(({ end }) => end));
    expect(sum(parts, "latency")).toBeCloseTo(answered, 6);
  });

  it("lays a choice of exits out with the energy that the engine gives for the same cores", () => {
    const { costs, placed } = made();
    const { headCores } = placed.withExits(full);
    const some = withSomeExits(full, [1, 2]);
    const stages = placed.simulate(some, [headCores[1] ?? [], headCores[2] ?? []]);
    expect(stages).toHaveLength(2);
    const backbone = manyCoreCost(plain, device, { convention, costs }).schedule.nodes.map(({ core }) => core);
    const [first = 0, second = 0] = backbone;
    // Nodes in order: convolution, its head, convolution, the last head.
    const allocation = [first, ...(headCores[1] ?? []), second, ...(headCores[2] ?? [])];
    const own = manyCoreCost(some, device, { convention, costs, allocation });
    expect(sum(stages, "energy") / own.energy).toBeCloseTo(1, 12);
    // Waiting for the early answer takes at least as long as going on beside it.
    expect(sum(stages, "latency")).toBeGreaterThanOrEqual(Math.max(...own.schedule.nodes.map(({ end }) => end)) - 1e-6);
  });

  it("costs more with every exit, and nothing behind an exit counts until it", () => {
    const { placed } = made();
    const { headCores } = placed.withExits(full);
    const [all, last] = [
      placed.simulate(full, headCores),
      placed.simulate(withSomeExits(full, [2]), [headCores[2] ?? []]),
    ];
    expect(all).toHaveLength(3);
    expect(sum(all, "energy")).toBeGreaterThan(sum(last, "energy"));
    expect(all[0]?.energy).toBeLessThan(sum(last, "energy"));
  });
});

describe("withSomeExits", () => {
  it("leaves out the other heads and numbers the stages anew", () => {
    const some = withSomeExits(full, [1, 2]);
    expect(some.layers.map(({ name, stage }) => `${name} ${stage}`)).toEqual([
      "convolution 0",
      "flatten-2 0",
      "dense-2 0",
      "softmax-2 0",
      "convolution-2 1",
      "flatten-3 1",
      "dense-3 1",
      "softmax-3 1",
    ]);
    expect(some.outputs).toHaveLength(2);
    // The head on the pixels costs 3,072 x 10 MACs.
    const macs = (network: typeof full): number => network.layers.reduce((total, layer) => total + layer.macs, 0);
    expect(macs(full) - macs(some)).toBe(30_720);
  });
});
