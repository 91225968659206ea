import { describe, expect, it } from "vitest";
import { channelQuantisers, quantiseChannels } from "../../src/compression/quantise-weights.js";
import { bestQuantiser, quantise, quantiserTo } from "../../src/compression/quantiser.js";
import { Arena } from "../../src/kernels/arena.js";
import { loadKernels } from "../../src/kernels/load-kernels.js";

describe("quantise", () => {
  it("rounds to the grid and clips at its ends", () => {
    // Unsigned, 2 bits up to 1.5: 0, 0.5, 1, 1.5.
    const grid = quantiserTo(1.5, 2, false);
    expect([-3, 0.2, 0.3, 0.8, 9].map((value) => quantise(value, grid))).toEqual([0, 0, 0.5, 1, 1.5]);
    // Signed, 2 bits: -1, 0, 1.
    expect([-3, -0.4, 0.6].map((value) => quantise(value, quantiserTo(1, 2, true)))).toEqual([-1, 0, 1]);
  });

  it("agrees with the kernel", () => {
    const arena = new Arena(loadKernels());
    const values = Float32Array.from({ length: 64 }, (_, i) => Math.fround((i - 20) * 0.037));
    const [from, to] = [arena.allocate(64), arena.allocate(64)];
    arena.floats(from, 64).set(values);
    const { low, scale, levels } = quantiserTo(1.2, 4, true);
    arena.kernels.fakeQuantise(from, to, 64, low, scale, levels);
    arena.floats(to, 64).forEach((value, i) => {
      const expected = quantise(values[i] as number, { low, scale, levels });
      expect(Math.abs(value - expected)).toBeLessThan(1e-6);
    });
  });
});

describe("bestQuantiser", () => {
  it("clips a rare far value when that halves the error of the many", () => {
    // 1,000 values spread over 0..1 and one at 10, in 3 bits: keeping 10 makes steps of 1.43.
    const counts = new Float64Array(1000);
    counts.fill(10, 0, 100);
    counts[999] = 1;
    const { scale, levels, low } = bestQuantiser({ low: 0, high: 10, counts }, 3);
    expect(low).toBe(0);
    expect(scale * levels).toBeLessThan(5);
    // Brute force over a fine sweep of limits: none is better by more than one percent.
    const errorTo = (limit: number): number => {
      const grid = quantiserTo(limit, 3, false);
      return counts.reduce(
        (sum, count, i) => sum + count * (quantise((i + 0.5) / 100, grid) - (i + 0.5) / 100) ** 2,
        0,
      );
    };
    const least = Math.min(...Array.from({ length: 2000 }, (_, k) => errorTo((k + 1) / 200)));
    expect(errorTo(scale * levels) / least).toBeLessThan(1.15);
  });

  it("has an exact zero and is exact for values on the grid", () => {
    const weights = Float32Array.of(-3, -1, 0, 2, 3, 0.5, 0.25, -0.75, 0, 0.75);
    // Two channels of five: integers up to 3 (3 bits: -3..3) and quarters up to 0.75.
    const grids = channelQuantisers(weights, 2, "first", 3);
    expect([...quantiseChannels(weights, grids, "first")]).toEqual([...weights]);
  });
});
