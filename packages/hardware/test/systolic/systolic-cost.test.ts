import { type AcceleratorDevice, InputError } from "@joulebook/core";
import { tinyNetworks } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import { dataflows } from "../../src/systolic/systolic-cycles.js";
import { systolicCost } from "../../src/systolic/systolic-cost.js";
import { acceleratorCost } from "../../src/accelerator/accelerator-cost.js";
import { tpuLike } from "../accelerator/shipped-files.js";

const { device } = tpuLike();

describe("a network on a systolic array", () => {
  it("takes the closed form of each product: 640 -> 128 dense, weights kept, by hand", () => {
    const cost = systolicCost(tinyNetworks.ad(), device, { dataflow: "weight-stationary", bits: 8 });
    const first = cost.layers.find(({ macs }) => macs > 0);
    // 20 x 4 folds of 2 x 32 + 32 + 1 - 2 = 95 cycles.
    expect(first?.cycles).toBe(80 * 95);
    expect(first?.utilisation?.whole).toBeCloseTo((640 * 128) / (1024 * 7600), 12);
    // 81,920 MACs of 0.04 pJ; 640 bytes in and 81,920 of weights in 64-bit words of 700 pJ, 128 out for 750 pJ.
    const words = Math.ceil((640 + 640 * 128) / 8);
    expect((first?.energy ?? 0) * 1e12).toBeCloseTo(81_920 * 0.04 + words * 700 + 16 * 750, 3);
    expect(cost.latencyCycles).toBe(cost.layers.reduce((sum, { cycles }) => sum + cycles, 0));
  });

  it("never takes fewer cycles than MACs over units, nor more energy than a mapping that was searched", () => {
    for (const network of Object.values(tinyNetworks)) {
      const built = network();
      const searched = acceleratorCost(built, device);
      for (const dataflow of dataflows) {
        const cost = systolicCost(built, device, { dataflow });
        for (const { macs, cycles } of cost.layers) expect(cycles).toBeGreaterThanOrEqual(macs / 1024);
        expect(cost.energy).toBeLessThan(searched.energy);
      }
    }
  });

  it("has seconds where the device has a clock, and needs two dimensions", () => {
    const clocked: AcceleratorDevice = { ...device, clock: { value: 1e8, source: "file" } };
    const cost = systolicCost(tinyNetworks.ad(), clocked, { dataflow: "output-stationary" });
    expect(cost.latency).toBeCloseTo(cost.latencyCycles / 1e8, 15);
    const [core] = device.cores as [AcceleratorDevice["cores"][number]];
    const array = { ...core.array, dimensions: [{ name: "D1", size: 32 }] } as NonNullable<typeof core.array>;
    const flat = { ...device, cores: [{ ...core, array }] };
    expect(() => systolicCost(tinyNetworks.ad(), flat, { dataflow: "weight-stationary" })).toThrow(InputError);
  });
});
