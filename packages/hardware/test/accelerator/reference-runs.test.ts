import { readFileSync } from "node:fs";
import type { Loops } from "@joulebook/core";
import { readNetwork, tinyNetworks } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import { acceleratorCost, type AcceleratorCost } from "../../src/accelerator/accelerator-cost.js";
import { hierarchy } from "../../src/accelerator/hierarchy.js";
import { loopNest } from "../../src/accelerator/loop-nest.js";
import { searchMapping } from "../../src/accelerator/search-mapping.js";
import { type ReferenceLayer, referenceRuns, tpuLike, tpuMapping } from "./shipped-files.js";

const { device } = tpuLike();
const mapping = tpuMapping();
const relative = (value: number, expected: number): number =>
  expected === 0 ? Math.abs(value) : Math.abs(value / expected - 1);

async function resnet(): Promise<AcceleratorCost> {
  const bytes = readFileSync(new URL("../../../network/test/golden/onnx/resnet18.onnx", import.meta.url));
  const read = (offset: number, length: number): Promise<Uint8Array> =>
    Promise.resolve(bytes.subarray(offset, offset + length));
  const network = await readNetwork({ size: bytes.length, read }, { name: "resnet18.onnx" });
  return acceleratorCost(network, device, { mapping, convention: "zigzag" });
}

/** Dense layers as the reference lists them; its graph is the autoencoder of MLPerf Tiny. */
function dense({ loop_dims: { C = 1, K = 1, D = 1 } }: ReferenceLayer): Loops {
  const none = { input: [], output: [], kernel: [], stride: [], dilation: [], padding: { before: [], after: [] } };
  return { batch: 1, groups: 1, inChannels: C, outChannels: K, rows: D, ...none };
}

// Two runs of ZigZag 3.8.5 (packages/hardware/data/accelerators/reference_runs.json): every layer's energy by operand and
// memory, and its cycles by phase, to 1e-9.
describe("the reference runs", () => {
  const [autoencoder, resnet18] = referenceRuns();

  it("autoencoder: all ten layers", () => {
    const core = hierarchy(device.cores[0] as (typeof device.cores)[number]);
    const entry = mapping.entries.find(({ name }) => name === "default");
    for (const reference of autoencoder?.layers ?? []) {
      const { cost } = searchMapping(loopNest(dense(reference)), core, { given: entry });
      expect(relative(cost.energy * 1e12, reference.energy_pJ)).toBeLessThan(1e-9);
      for (const operand of ["O", "W", "I"] as const) {
        const ours = cost.levels.filter((level) => level.operand === operand).map(({ energy }) => energy * 1e12);
        const theirs = reference.mem_energy_by_operand_level[operand];
        expect(ours.length).toBe(theirs.length);
        ours.forEach((energy, level) => expect(relative(energy, theirs[level] as number)).toBeLessThan(1e-9));
      }
      expect([cost.onLoading, cost.computation, cost.offLoading]).toEqual([
        reference.latency.data_onloading,
        reference.latency.computation,
        reference.latency.data_offloading,
      ]);
    }
  });

  it("ResNet-18: all 21 layers, and the sums", async () => {
    const ours = await resnet();
    const products = ours.layers.filter(({ macs }) => macs > 0);
    // The reference lists its layers by name.
    const byName = new Map(products.map((layer) => [layer.name, layer]));
    for (const reference of resnet18?.layers ?? []) {
      const layer = byName.get(reference.layer);
      expect(relative((layer?.energy ?? 0) * 1e12, reference.energy_pJ), reference.layer).toBeLessThan(1e-9);
      expect(relative(layer?.cycles ?? 0, reference.latency_sum), reference.layer).toBeLessThan(1e-9);
      const { data_onloading, computation, data_offloading } = reference.latency;
      expect(layer?.timing).toEqual({ onLoading: data_onloading, computation, offLoading: data_offloading });
    }
    expect(products.length).toBe(21);
    expect(relative(ours.energy * 1e12, resnet18?.energy_pJ ?? 0)).toBeLessThan(1e-9);
    expect(relative(ours.latencyCycles, resnet18?.latency_cycles ?? 0)).toBeLessThan(1e-9);
  });

  // Arithmetic of one layer by hand: 128 -> 128 dense, K 32 x C 32 unrolled, loops C C K K of size 2 from the inside.
  it("the worked example, term by term", () => {
    const core = hierarchy(device.cores[0] as (typeof device.cores)[number]);
    const given = mapping.entries.find(({ name }) => name === "default");
    const loops = dense({ loop_dims: { C: 128, K: 128, D: 1 } } as never);
    const { cost, order } = searchMapping(loopNest(loops), core, { given });
    expect(order.map(({ loop }) => loop).join("")).toBe("CCKK");
    const picojoules = cost.levels.map(({ operand, memory, energy }) => [
      operand,
      memory,
      Number((energy * 1e12).toFixed(3)),
    ]);
    expect(picojoules).toEqual([
      ["O", "rf_2B", 774.144], // 36 x 1,024 x 0.021
      ["O", "sram_2MB", 0],
      ["O", "dram", 12000], // 16 x 750
      ["W", "rf_128B", 3112.96], // (16 + 16) x 1,024 x 0.095
      ["W", "dram", 1433600], // 2,048 x 700
      ["I", "sram_2MB", 832.32], // 2 x 416.16
      ["I", "dram", 11200], // 16 x 700
    ]);
    expect(cost.macEnergy * 1e12).toBeCloseTo(655.36, 6);
    expect(cost.latency).toBe(2065);
  });
});

describe("the conventions", () => {
  it("sound costs at least what zigzag does, and counts pooling and additions", () => {
    for (const network of Object.values(tinyNetworks)) {
      const built = network();
      const zigzag = acceleratorCost(built, device, { mapping, convention: "zigzag" });
      const sound = acceleratorCost(built, device, { mapping, convention: "sound" });
      expect(sound.energy).toBeGreaterThan(zigzag.energy * 0.999);
      expect(sound.latencyCycles).toBeGreaterThan(zigzag.latencyCycles);
    }
  });
});
