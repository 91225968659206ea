import { merkelCounts, merkelMultiExitCounts } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import {
  cmsisCifar10,
  type ExitMount,
  earlyExitNetwork,
  exitMounts,
  type HeadLayers,
  memoryUse,
  merkelCnn,
  tinyNetworks,
  weightBytes,
} from "../../src/index.js";
import { totals } from "./counts.js";

describe("the CIFAR-10 network of CMSIS-NN", () => {
  it("has the operations and weights of the paper's table", () => {
    const network = cmsisCifar10();
    const counted = network.layers.filter(({ kind }) => kind !== "view");
    expect(counted.map(({ ops }) => ops)).toEqual([4_915_200, 73_728, 13_107_200, 18_432, 6_553_600, 9_216, 20_480]);
    expect(counted.reduce((sum, { ops }) => sum + ops, 0)).toBe(24_697_856);
    expect(weightBytes(network)).toBe(89_440);
  });

  it("needs the memory that the shipped example of 32, 16 and 32 filters documents", () => {
    const filters = [32, 16, 32] as const;
    const network = cmsisCifar10({ filters });
    // 33 120 B of weights; 32 KiB and 8 KiB of activations.
    expect(weightBytes(network)).toBe(33_120);
    expect(weightBytes(cmsisCifar10({ filters, biases: true }))).toBe(33_120 + 32 + 16 + 32 + 10);
    expect(memoryUse(network).peak).toBe(40 * 1024);
  });
});

describe("the reference networks of MLPerf Tiny", () => {
  // Keras' totals for the published models, less the four values that it counts per normalised channel: folded into the
  // bias that each convolution and dense layer has anyway. kws: the counted file of the same network (golden/tflite).
  // ic: 78,666, layer by layer as in the next test. vww: 221,794 parameters and 15 million operations on the model card
  // of NXP's eiq-model-zoo, which ships the reference model. ad: no total was found at its source; 640 to four layers of
  // 128, 8, four of 128 and back, as the reference code has it, summed by hand: 640·128 + 3·128² + 128·8 + 8·128 + 3·128²
  // + 128·640 = 264,192 weights, 1,672 biases, 4 values for each of 1,032 normalised units.
  it.each([
    ["kws", 2_656_768, 24_908 - 4 * 576],
    ["ic", 12_501_632, 78_666 - 4 * 240],
    ["vww", 7_489_664, 221_794 - 4 * 2_736],
    ["ad", 264_192, 269_992 - 4 * (8 * 128 + 8)],
  ] as const)("%s has its published MACs and parameters", (benchmark, macs, params) => {
    expect(totals(tinyNetworks[benchmark]())).toEqual({ macs, params });
  });

  it("has ResNet-8 as its training log prints it, layer by layer", () => {
    // mlcommons/tiny benchmark/training/image_classification/Logs/training_log.txt: "Total params: 78,666"; the shapes
    // and parameters of its convolutions and its dense layer.
    const printed = [
      [32, 16, 448],
      [32, 16, 2320],
      [32, 16, 2320],
      [16, 32, 4640],
      [16, 32, 9248],
      [16, 32, 544],
      [8, 64, 18_496],
      [8, 64, 36_928],
      [8, 64, 2112],
    ];
    const layers = tinyNetworks.ic().layers.filter(({ params }) => params > 0);
    expect(layers.slice(0, -1).map(({ outputShape, params }) => [outputShape[1], outputShape[3], params])).toEqual(
      printed,
    );
    expect(layers.at(-1)?.params).toBe(650);
  });

  it("gives visual wake words two classes at 96 pixels", () => {
    const network = tinyNetworks.vww();
    expect(network.tensors[0]?.shape).toEqual([1, 96, 96, 3]);
    expect(network.layers.at(-1)?.outputShape).toEqual([1, 2]);
  });
});

describe("Merkel's family", () => {
  const depths = Array.from({ length: 11 }, (_, index) => index + 1);

  it.each(depths)("has at depth %i the counts that its equations give", (depth) => {
    expect(totals(merkelCnn({ depth }))).toEqual(merkelCounts({ depth }));
  });

  it("adds up to the 2.6 million parameters of six networks, and the 2.4 million of one with six exits", () => {
    const separate = [1, 2, 3, 4, 5, 6].reduce((sum, depth) => sum + totals(merkelCnn({ depth })).params, 0);
    expect([separate, totals(merkelCnn({ depth: 6, exits: true })).params]).toEqual([2_597_820, 2_369_084]);
  });

  it("costs with exits what its equations give, exit by exit", () => {
    const { layers } = merkelCnn({ depth: 6, exits: true });
    const cumulative = [0, 1, 2, 3, 4, 5].map((exit) =>
      layers.filter(({ stage = 0 }) => stage <= exit).reduce((sum, { macs }) => sum + macs, 0),
    );
    expect(cumulative).toEqual(merkelMultiExitCounts({ depth: 6 }).cumulative.map(({ macs }) => macs));
  });

  it("refuses a depth that the image has no room for", () => {
    expect(() => merkelCnn({ depth: 17 })).toThrow(RangeError);
    expect(() => merkelCnn({ depth: 0 })).toThrow("depth");
  });
});

describe("the early-exit backbone", () => {
  // Cumulative MACs and parameters of the backbone at each mounting point, and inputs of a head there, as published.
  const published: readonly (readonly [mount: ExitMount, macs: number, params: number, inputs: number])[] = [
    ["A", 1_703_936, 1_824, 256],
    ["B", 6_520_832, 6_960, 384],
    ["C", 14_925_824, 15_792, 384],
    ["D", 24_510_464, 25_792, 512],
    ["E", 38_862_848, 40_640, 512],
    ["F", 48_742_400, 61_696, 1024],
    ["G", 62_210_048, 115_968, 1024],
    ["H", 82_755_584, 197_952, 1536],
    ["I", 118_292_480, 339_264, 1536],
    ["J", 140_152_832, 517_568, 2560],
    ["K", 195_325_952, 1_388_288, 5120],
  ];
  const all = earlyExitNetwork({ exits: exitMounts });

  it.each(published.map((row, stage) => [...row, stage] as const))(
    "%s: has the published counts, cumulative without heads, and head",
    (_, macs, params, inputs, stage) => {
      const backbone = all.layers.filter((layer) => layer.head !== true && (layer.stage ?? 0) <= stage);
      expect(totals({ ...all, layers: backbone })).toEqual({ macs, params });
      const head = all.layers.filter((layer) => layer.head === true && layer.stage === stage);
      expect(totals({ ...all, layers: head })).toEqual({ macs: 10 * inputs, params: 10 * inputs + 10 });
    },
  );

  it("has heads of two dense layers with half as many units in between", () => {
    const { layers } = earlyExitNetwork({ exits: ["A", "K"], headLayers: [1, 2] });
    const heads = [0, 1].map((stage) =>
      layers.filter((layer) => layer.head === true && layer.stage === stage && layer.macs > 0),
    );
    expect(heads.map((head) => head.map(({ macs }) => macs))).toEqual([[2_560], [13_107_200, 25_600]]);
    expect(heads[1]?.reduce((sum, { params }) => sum + params, 0)).toBe(13_135_370);
  });

  it("writes the final exit whether or not it is named, and one output per exit, in order", () => {
    const named = earlyExitNetwork({ exits: ["D", "F", "I", "K"] });
    expect(earlyExitNetwork({ exits: ["D", "F", "I"] })).toEqual(named);
    expect(named.outputs.map((output) => named.layers.find((layer) => layer.outputs.includes(output))?.stage)).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it("gives heads bits of their own", () => {
    const { layers, tensors } = earlyExitNetwork({ bits: 8, headBits: 4 });
    const bits = (index: number | undefined): number | undefined => tensors[index ?? -1]?.bits;
    expect(bits(layers.at(-1)?.weights[0])).toBe(4);
    expect(bits(layers[0]?.weights[0])).toBe(8);
  });

  it("refuses exits out of order and heads that do not match them", () => {
    expect(() => earlyExitNetwork({ exits: ["B", "A"] })).toThrow("in order");
    expect(() => earlyExitNetwork({ exits: ["A", "A"] })).toThrow("in order");
    expect(() => earlyExitNetwork({ exits: ["A"], headLayers: [1] as readonly HeadLayers[] })).toThrow("2 exits");
  });
});
