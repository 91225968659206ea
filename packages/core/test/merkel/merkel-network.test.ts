import { describe, expect, it } from "vitest";
import { merkelCounts, merkelMultiExitCounts } from "../../src/index.js";

const depths = [1, 2, 3, 4, 5, 6];
const fourDigits = (value: number): number => Math.round(value * 1e4) / 1e4;

describe("merkelCounts", () => {
  it("gives the parameters of depths 1 to 6, which sum to the paper's 2.6 M", () => {
    const params = depths.map((depth) => merkelCounts({ depth }).params);
    expect(params).toEqual([30_730, 577_802, 540_490, 508_298, 481_226, 459_274]);
    expect(params.reduce((sum, count) => sum + count)).toBe(2_597_820);
  });

  it("gives the MACs of depths 1 to 6", () => {
    const macs = depths.map((depth) => merkelCounts({ depth }).macs);
    expect(macs).toEqual([30_720, 2_131_200, 30_958_336, 55_809_280, 76_978_944, 94_762_240]);
  });

  it("gives the decision costs of depths 1 to 11, in units of depth 11", () => {
    const largest = merkelCounts({ depth: 11 }).macs;
    const costs = Array.from({ length: 11 }, (_, i) => fourDigits(merkelCounts({ depth: i + 1 }).macs / largest));
    expect(costs).toEqual([0.0002, 0.0149, 0.2162, 0.3897, 0.5375, 0.6617, 0.7643, 0.8474, 0.913, 0.9632, 1]);
  });

  it("gives the decision costs of widths 8 to 48 at depth 6, in units of 64 filters", () => {
    const costs = [8, 16, 32, 48].map((filters) => fourDigits(merkelCounts({ depth: 6, filters }).macs / 94_762_240));
    expect(costs).toEqual([0.0178, 0.0662, 0.2549, 0.5662]);
  });

  it("counts a two-layer network by hand: 30 x 30 x 9 x 3 x 2 and 1800 x 10", () => {
    expect(merkelCounts({ depth: 2, filters: 2 })).toEqual({ macs: 48_600 + 18_000, params: 2 * 28 + 18_010 });
  });

  it("refuses depths that shrink the image to nothing, and sizes that are no positive integers", () => {
    expect(merkelCounts({ depth: 16 }).macs).toBeGreaterThan(0);
    expect(() => merkelCounts({ depth: 17 })).toThrow("depth 17 needs an image of at least 33 pixels a side, got 32");
    expect(() => merkelCounts({ depth: 0 })).toThrow("depth must be a positive integer, got 0");
    expect(() => merkelCounts({ depth: 2, filters: 1.5 })).toThrow("filters must be a positive integer, got 1.5");
  });
});

describe("merkelMultiExitCounts", () => {
  const { convolutions, heads, cumulative, total } = merkelMultiExitCounts({ depth: 6 });

  it("gives the paper's 2.4 M parameters of the six-exit network, its convolutions being 149,504", () => {
    expect(total.params).toBe(2_369_084);
    expect(convolutions.reduce((sum, { params }) => sum + params, 0)).toBe(149_504);
  });

  it("gives the MACs of the heads, which add 2.0 % to the plain network of depth 6", () => {
    expect(heads.map(({ macs }) => macs)).toEqual([30_720, 576_000, 501_760, 432_640, 368_640, 309_760]);
    expect(fourDigits(total.macs / 94_762_240 - 1)).toBe(0.0202);
  });

  it("sums up the way to each exit, heads on the way included", () => {
    expect(cumulative[0]).toEqual({ macs: 30_720, params: 30_730 });
    expect(cumulative[1]?.macs).toBe(2_131_200 + 30_720);
    expect(cumulative[5]).toEqual(total);
  });
});
