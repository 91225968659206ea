import type { Loops, Network, StatedBits } from "@joulebook/core";
import { tinyNetworks } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import { acceleratorCost } from "../../src/accelerator/accelerator-cost.js";
import { hierarchy } from "../../src/accelerator/hierarchy.js";
import { eightBit, loopNest, withLeadingAxes } from "../../src/accelerator/loop-nest.js";
import { LoopPrefixes } from "../../src/accelerator/loop-prefixes.js";
import { mappingProblem } from "../../src/accelerator/mapping-problem.js";
import { readAccelerator } from "../../src/accelerator/read-accelerator.js";
import { searchedMappings } from "../../src/accelerator/searched-mappings.js";
import { searchMapping } from "../../src/accelerator/search-mapping.js";
import { givenMapping, temporalSizes } from "../../src/accelerator/spatial-mapping.js";
import { temporalLoops } from "../../src/accelerator/temporal-loops.js";
import { shippedText, tpuLike, tpuMapping } from "./shipped-files.js";

// Rules of the reference tool that neither of its two runs shows, each by hand arithmetic.

const dense = (c: number, k: number): Loops => ({
  batch: 1,
  groups: 1,
  inChannels: c,
  outChannels: k,
  rows: 1,
  input: [],
  output: [],
  kernel: [],
  stride: [],
  dilation: [],
  padding: { before: [], after: [] },
});

const convolution = (size: Partial<Loops> & { readonly output: readonly number[] }): Loops => ({
  ...dense(16, 16),
  input: size.output.map((extent) => extent + 2),
  kernel: [3, 3],
  stride: [1, 1],
  dilation: [1, 1],
  padding: { before: [0, 0], after: [0, 0] },
  ...size,
});

/** tpu_like with another array, and changes to its text. */
function chip(sizes: readonly number[], change: (text: string) => string = (text) => text) {
  const text = change(shippedText("tpu_like.yaml").replace("sizes: [32, 32]", `sizes: [${sizes.join(", ")}]`));
  return hierarchy(readAccelerator(text, "a.yaml").device.cores[0] as never);
}

describe("unrolling, as the reference does it", () => {
  it("keeps what a division leaves in its last digit: 206 on 14 units takes 16 steps, not 15", () => {
    // ⌈206/14⌉ = 15; 206/15 = 13.73…, and 206 / 13.73… is 15.000000000000002 in doubles.
    const nest = loopNest(dense(8, 206));
    const core = chip([14, 8]);
    const wanted = { D1: [{ loop: "K", factor: 14 }], D2: [{ loop: "C", factor: 8 }] };
    expect(temporalSizes(nest, givenMapping(nest, core, wanted, "zigzag"), "zigzag")).toEqual([1, 1, 16, 1, 1]);
    expect(temporalSizes(nest, givenMapping(nest, core, wanted))).toEqual([1, 1, 15, 1, 1]);
  });

  it("puts the fraction of a loop on two dimensions on the first with the largest factor, whatever the other does", () => {
    // K = 100 on 16 x 4: ⌈100/16⌉ = 7, so 14.28… x 4 = 57.1 units, and ⌈⌈100/14.28…⌉/4⌉ = 2 steps: 114 > 100.
    const nest = loopNest(dense(8, 100));
    const wanted = { D1: [{ loop: "K", factor: 16 }], D2: [{ loop: "K", factor: 4 }] };
    const factors = (convention: "zigzag" | "sound"): readonly number[] =>
      givenMapping(nest, chip([16, 4]), wanted, convention).map(({ factor }) => factor);
    expect(factors("zigzag")).toEqual([100 / 7, 4]);
    // Sound: 16 x 3.125 units and 2 steps make 100.
    expect(factors("sound")).toEqual([16, 3.125]);
  });

  it("limits each dimension of the array to what a port brings, and all of them together to what the memory holds", () => {
    // A register of four sums behind a port of four, serving both dimensions: 4 x 4 pass the port rule dimension by
    // dimension, the memory of 64 bits holds 4 sums of 16: the largest factor is lowered by one until 4 are left: 2 x 2.
    const core = chip([8, 8], (text) =>
      text.replace(/rf_2B:\n[\s\S]*?served_dimensions: \[\]/u, (memory) =>
        memory
          .replace("size: 16", "size: 64")
          .replaceAll("bandwidth_min: 16", "bandwidth_min: 64")
          .replaceAll("bandwidth_max: 16", "bandwidth_max: 64")
          .replace("served_dimensions: []", "served_dimensions: [D1, D2]"),
      ),
    );
    const nest = loopNest(convolution({ output: [8, 8] }));
    const wanted = { D1: [{ loop: "OX", factor: 8 }], D2: [{ loop: "OY", factor: 8 }] };
    expect(givenMapping(nest, core, wanted, "zigzag").map(({ loop, factor }) => [loop, factor])).toEqual([
      ["OX", 2],
      ["OY", 2],
    ]);
  });

  it("searches the dimensions of the array that a mapping leaves open, among the hinted loops", () => {
    const nest = loopNest(convolution({ output: [12, 12], inChannels: 32, outChannels: 32 }));
    const core = chip([32, 32]);
    const given = { D1: [{ loop: "K", factor: 32 }] };
    const [best] = searchedMappings(nest, core, { given, convention: "zigzag" });
    expect(best?.map(({ array, loop, factor }) => [array, loop, factor])).toEqual([
      ["D1", "K", 32],
      ["D2", "C", 32],
    ]);
    const hinted = searchedMappings(nest, core, { given, hints: { D2: ["OX"] }, convention: "zigzag" });
    expect(hinted.map((mapping) => mapping.find(({ array }) => array === "D2")?.loop)).toEqual(["OX", "OX", "OX"]);
    expect(hinted[0]?.find(({ array }) => array === "D2")?.factor).toBe(12);
    expect(searchMapping(nest, core, { given: { spatial: given, place: {} } }).source).toBe("searched");
  });
});

describe("counting, as the reference does it", () => {
  it("rounds elements held to whole ones, halves to the even neighbour", () => {
    // 1000 outputs on 32 units: 31.25 at a time; two steps hold 62.5, counted as 62; all 32 hold 1000.
    const nest = loopNest(dense(32, 1000));
    const core = chip([32, 32]);
    const wanted = { D1: [{ loop: "K", factor: 32 }], D2: [{ loop: "C", factor: 32 }] };
    const held = (convention: "zigzag" | "sound"): readonly number[] => {
      const problem = mappingProblem(nest, core, givenMapping(nest, core, wanted, convention), convention);
      const prefixes = new LoopPrefixes(problem, 2);
      prefixes.push(nest.dimensions.indexOf("K"), 2);
      prefixes.push(nest.dimensions.indexOf("K"), 16);
      return [0, 1, 2].map((count) => prefixes.held[0]?.[count * prefixes.stride + 1] as number);
    };
    expect(held("zigzag")).toEqual([31, 62, 1000]);
    expect(held("sound")).toEqual([31.25, 62.5, 1000]);
  });

  it("has the leading axes of a matrix product as loops of their own: 4 axes are B and H, 3 are B", () => {
    const product = loopNest({ ...dense(32, 64), rows: 10, groups: 32, computed: true });
    expect(product.sizes).toEqual([32, 10, 64, 1, 32]);
    expect(withLeadingAxes(product, [4, 8, 10, 64]).sizes).toEqual([32, 10, 64, 4, 8]);
    expect(withLeadingAxes(product, [32, 10, 64]).sizes).toEqual([32, 10, 64, 32, 1]);
    // 4 x 8 prime factors are 2 and 3 per loop, not 5 of one: other loops are merged first.
    const factors = (nest: typeof product): readonly number[] =>
      temporalLoops(nest.sizes).map(({ dimension }) => dimension);
    expect(factors(withLeadingAxes(product, [4, 8, 10, 64]))).not.toEqual(factors(product));
  });

  it("takes the widths that a layer states: activations also for results, sums twice that unless stated", () => {
    const network = tinyNetworks.ad();
    const cost = (statedBits: StatedBits | undefined) => {
      const layers = network.layers.map((layer) => ({ ...layer, ...(statedBits === undefined ? {} : { statedBits }) }));
      return acceleratorCost({ ...network, layers }, tpuLike().device, { mapping: tpuMapping(), convention: "zigzag" });
    };
    const [usual, same] = [cost(undefined), cost({ weights: 8, activations: 8, sums: 16 })];
    expect(same.energy).toBe(usual.energy);
    // Weights are read from main memory once, at half the bits: each layer's words there halve.
    const words = ({ layers }: typeof usual): readonly number[] =>
      layers.flatMap(({ accesses = [] }) =>
        accesses.flatMap(({ memory, operand, reads }) => (memory === "dram" && operand === "W" ? [reads] : [])),
      );
    const halved = words(cost({ weights: 4 }));
    expect(halved).toEqual(words(usual).map((reads) => reads / 2));
  });

  it("costs nothing but Conv, QLinearConv, Gemm and MatMul of an ONNX file", () => {
    const network = tinyNetworks.ad();
    const layers = network.layers.map((layer) => ({ ...layer, op: layer.macs > 0 ? "Attention" : layer.op }));
    const other: Network = { ...network, layers, source: { format: "onnx" } };
    const options = { mapping: tpuMapping(), convention: "zigzag" as const };
    expect(acceleratorCost(other, tpuLike().device, options).energy).toBe(0);
    expect(acceleratorCost({ ...other, source: { format: "zoo" } }, tpuLike().device, options).energy).toBeGreaterThan(
      0,
    );
  });

  it("reads kernels and strides that are not square the other way round: [height, width] as x, y", () => {
    const loops = convolution({ output: [25, 5], input: [49, 10], kernel: [10, 4], stride: [2, 1] });
    const size = (nest: ReturnType<typeof loopNest>, name: string): number =>
      nest.sizes[nest.dimensions.findIndex((one) => one === name)] as number;
    const [reference, ours] = [loopNest(loops, eightBit, { crossed: true }), loopNest(loops)];
    expect([size(reference, "FX"), size(reference, "FY"), size(ours, "FX"), size(ours, "FY")]).toEqual([10, 4, 4, 10]);
    expect([reference.x, reference.y]).toEqual([
      { stride: 2, dilation: 1, input: 10 },
      { stride: 1, dilation: 1, input: 49 },
    ]);
    expect([size(reference, "OX"), size(reference, "OY")]).toEqual([5, 25]);
  });
});
