import type { Loops } from "@joulebook/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hierarchy } from "../../src/accelerator/hierarchy.js";
import { inputExtent, loopNest, nestMacs } from "../../src/accelerator/loop-nest.js";
import { mappingCost } from "../../src/accelerator/mapping-cost.js";
import { mappingProblem } from "../../src/accelerator/mapping-problem.js";
import { searchMapping } from "../../src/accelerator/search-mapping.js";
import { searchedMappings } from "../../src/accelerator/searched-mappings.js";
import { givenMapping, temporalSizes } from "../../src/accelerator/spatial-mapping.js";
import { loopKinds, type TemporalLoop, temporalLoops } from "../../src/accelerator/temporal-loops.js";
import { readCore } from "../../src/accelerator/read-accelerator.js";
import { YamlFile } from "../../src/accelerator/yaml-place.js";
import { shippedText, tpuLike } from "./shipped-files.js";

const core = hierarchy(tpuLike().device.cores[0] as never);
const yaml = new YamlFile(shippedText("quad_core/cores/edge_tpu_like.yaml"), "edge_tpu_like.yaml");
const quad = hierarchy(readCore(yaml, yaml.root, "core-0") as never);

function convolution(size: { k: number; c: number; o: number; f: number; s: number; g: number }): Loops {
  const input = (size.o - 1) * size.s + size.f;
  return {
    batch: 1,
    groups: size.g,
    inChannels: size.c,
    outChannels: size.k,
    rows: 1,
    input: [input, input],
    output: [size.o, size.o],
    kernel: [size.f, size.f],
    stride: [size.s, size.s],
    dilation: [1, 1],
    padding: { before: [0, 0], after: [0, 0] },
  };
}

const layers = fc.record({
  k: fc.integer({ min: 1, max: 100 }),
  c: fc.integer({ min: 1, max: 100 }),
  o: fc.integer({ min: 1, max: 30 }),
  f: fc.constantFrom(1, 3, 5),
  s: fc.constantFrom(1, 2),
  g: fc.constantFrom(1, 1, 4),
});

describe("whatever the layer", () => {
  it.each([
    ["the TPU-like core", core],
    ["a core of the quad core", quad],
  ] as const)("on %s energy and cycles keep their lower bounds", (_, chip) => {
    fc.assert(
      fc.property(layers, fc.constantFrom("zigzag" as const, "sound" as const), (layer, convention) => {
        const nest = loopNest(convolution(layer));
        const { cost } = searchMapping(nest, chip, { convention });
        const macs = nestMacs(nest);
        expect(cost.energy).toBeGreaterThanOrEqual(macs * chip.unitEnergy * (1 - 1e-12));
        expect(cost.latency).toBeGreaterThanOrEqual(macs / chip.units);
        expect(cost.computation).toBeGreaterThanOrEqual(cost.iterations);
      }),
      { numRuns: 25, seed: 8 },
    );
  });

  it("every tensor is read or written at the outermost memory at least once", () => {
    fc.assert(
      fc.property(layers, (layer) => {
        const nest = loopNest(convolution({ ...layer, s: 1 }));
        const { cost } = searchMapping(nest, core, { convention: "sound" });
        const words = (operand: string, of: "reads" | "writes"): number =>
          cost.levels.findLast((level) => level.operand === operand)?.[of] ?? 0;
        const { k, c, o, f, g } = layer;
        expect(words("W", "reads") * 64).toBeGreaterThanOrEqual(k * c * f * f * g * 8 - 1e-6);
        expect(words("I", "reads") * 64).toBeGreaterThanOrEqual((o - 1 + f) ** 2 * c * g * 8 - 1e-6);
        expect(words("O", "writes") * 64).toBeGreaterThanOrEqual(o * o * k * g * 8 - 1e-6);
      }),
      { numRuns: 25, seed: 9 },
    );
  });

  it("the search finds the best of all orders, by brute force, for each objective", () => {
    const nest = loopNest(convolution({ k: 48, c: 12, o: 6, f: 3, s: 1, g: 1 }));
    const spatial = givenMapping(nest, core, { D1: [{ loop: "K", factor: 32 }], D2: [{ loop: "C", factor: 32 }] });
    const problem = mappingProblem(nest, core, spatial);
    const costs: { latency: number; energy: number }[] = [];
    const place = (order: readonly TemporalLoop[], left: readonly TemporalLoop[]): void => {
      const cost = left.length === 0 ? mappingCost(problem, order) : undefined;
      if (cost !== undefined) costs.push(cost);
      for (const { loop } of loopKinds(left)) {
        const at = left.findIndex((one) => one.dimension === loop.dimension && one.size === loop.size);
        place([...order, loop], left.toSpliced(at, 1));
      }
    };
    place([], temporalLoops(temporalSizes(nest, spatial)));
    expect(costs.length).toBeGreaterThan(100);
    const given = { spatial: { D1: [{ loop: "K", factor: 32 }], D2: [{ loop: "C", factor: 32 }] }, place: {} };
    const least = (of: (cost: { latency: number; energy: number }) => number): number => Math.min(...costs.map(of));
    expect(searchMapping(nest, core, { given }).cost.latency).toBe(least(({ latency }) => latency));
    expect(searchMapping(nest, core, { given, objective: "energy" }).cost.energy).toBe(least(({ energy }) => energy));
    const { cost } = searchMapping(nest, core, { given, objective: "edp" });
    expect(cost.latency * cost.energy).toBe(least(({ latency, energy }) => latency * energy));
  });
});

describe("input extents", () => {
  it("are the positions that a sliding window touches, by counting them", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(1, 2),
        (outputs, taps, stride, dilation) => {
          const touched = new Set<number>();
          for (let o = 0; o < outputs; o++) for (let t = 0; t < taps; t++) touched.add(o * stride + t * dilation);
          const extent = inputExtent({ stride, dilation, input: 1e6 }, outputs, taps);
          // The formula is exact where neighbouring windows overlap or just touch, else an upper bound.
          if (dilation === 1) expect(extent).toBe(touched.size);
          else expect(extent).toBeGreaterThanOrEqual(touched.size);
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  });
});

describe("spatial mappings", () => {
  it("make fractions where a size does not divide: 1000 on 32 is 32 steps of 31.25", () => {
    const none = { input: [], output: [], kernel: [], stride: [], dilation: [], padding: { before: [], after: [] } };
    const nest = loopNest({ batch: 1, groups: 1, inChannels: 512, outChannels: 1000, rows: 1, ...none });
    const spatial = givenMapping(nest, core, { D1: [{ loop: "K", factor: 32 }], D2: [{ loop: "C", factor: 32 }] });
    expect(spatial.map(({ loop, factor }) => [loop, factor])).toEqual([
      ["K", 31.25],
      ["C", 32],
    ]);
    expect(temporalSizes(nest, spatial)).toEqual([16, 1, 32, 1, 1]);
  });

  it("keep to the ports of the innermost memories: at most 2 outputs of 16 bits in a register of 32", () => {
    const nest = loopNest(convolution({ k: 64, c: 64, o: 32, f: 3, s: 1, g: 1 }));
    for (const mapping of searchedMappings(nest, quad)) {
      const onD2 = mapping.filter(({ array, loop }) => array === "D2" && ["K", "OX", "OY", "G", "B"].includes(loop));
      expect(onD2.reduce((product, { factor }) => product * factor, 1)).toBeLessThanOrEqual(2);
    }
  });

  it("busy no more units than there are, and no loop beyond its size", () => {
    fc.assert(
      fc.property(layers, (layer) => {
        const nest = loopNest(convolution(layer));
        for (const mapping of searchedMappings(nest, quad)) {
          for (const { name, size } of quad.dimensions) {
            const used = mapping.filter(({ array }) => array === name).reduce((all, { factor }) => all * factor, 1);
            expect(used).toBeLessThanOrEqual(size + 1e-9);
          }
          nest.dimensions.forEach((dimension, at) => {
            const used = mapping.filter(({ loop }) => loop === dimension).reduce((all, { factor }) => all * factor, 1);
            expect(used).toBeLessThanOrEqual((nest.sizes[at] as number) + 1e-9);
          });
        }
      }),
      { numRuns: 10, seed: 4 },
    );
  });
});
