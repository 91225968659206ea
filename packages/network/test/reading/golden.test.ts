import { describe, expect, it } from "vitest";
import type { Network } from "@joulebook/core";
import { memoryUse, readNetwork } from "../../src/index.js";
import { goldenBytes, goldenJson, sourceOf, sum, totals } from "./sources.js";

interface Expected {
  readonly ops: Readonly<Record<string, number>>;
  readonly macs: number;
  readonly layers: readonly { readonly op: string; readonly macs: number; readonly out: readonly number[] }[];
  readonly initializer_elements: number;
  readonly peak_live_elements_raw: number;
  readonly peak_live_elements_fused_inplace: number;
}

interface ExpectedTflite extends Pick<Expected, "ops" | "macs" | "layers"> {
  readonly const_tensor_bytes: number;
  readonly const_tensor_elements: number;
  readonly activation_max_live_bytes: number;
}

const read = (path: string): Promise<Network> => readNetwork(sourceOf(goldenBytes(path)));

const elements = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);
const constants = (network: Network) => network.tensors.filter(({ constant }) => constant === true);
/** One byte per element, so that a peak in bytes is one in elements. */
const inBytes = (network: Network): Network => ({
  ...network,
  tensors: network.tensors.map((tensor) => ({ ...tensor, bits: 8 })),
});

function histogram(network: Network): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { op } of network.layers) counts[op] = (counts[op] ?? 0) + 1;
  return counts;
}

describe("readNetwork on ONNX files", () => {
  const expected = goldenJson("onnx/expected.json") as Readonly<Record<string, Expected>>;

  it.each(Object.entries(expected))("counts %s exactly as an independent script does", async (file, want) => {
    const network = await read(`onnx/${file}`);
    expect(histogram(network)).toEqual(want.ops);
    expect(totals(network).macs).toBe(want.macs);
    expect(
      network.layers
        .filter(({ macs }) => macs > 0)
        .map(({ op, macs, outputShape }) => ({ op, macs, out: outputShape })),
    ).toEqual(want.layers.map(({ op, macs, out }) => ({ op, macs, out })));
    expect(sum(constants(network).map(({ shape }) => elements(shape)))).toBe(want.initializer_elements);
    expect(memoryUse(inBytes(network)).peak).toBe(want.peak_live_elements_raw);
    expect(memoryUse(inBytes(network), { fuse: true, inPlace: true }).peak).toBe(want.peak_live_elements_fused_inplace);
    expect(network.unsupported).toEqual([]);
  });

  // num_params and GFLOPS (of MACs) of torchvision's ResNet50, VGG19 and SqueezeNet1_1; AlexNet's parameters as in Caffe.
  it.each([
    ["light_resnet50.onnx", 25_557_032, 4.089],
    ["light_vgg19.onnx", 143_667_240, 19.632],
    ["light_squeezenet.onnx", 1_235_496, 0.349],
    ["light_bvlc_alexnet.onnx", 60_965_224, undefined],
  ])("gives %s its published parameters and MACs", async (file, params, gigaMacs) => {
    const network = await read(`onnx/${file}`);
    expect(totals(network).params).toBe(params);
    if (gigaMacs !== undefined) expect((totals(network).macs / 1e9).toFixed(3)).toBe(String(gigaMacs));
  });

  it("tells weights that are not in the file from the layers around them, as the early-exit network's authors count them", async () => {
    const network = await read("onnx/early_exits_3_5_8.onnx");
    // The backbone as published, 195,325,952 MACs and 1,388,288 parameters, and a dense head of ten classes per exit.
    const heads = [512, 1024, 1536, 5120];
    expect(totals(network)).toEqual({
      macs: 195_325_952 + sum(heads.map((inputs) => 10 * inputs)),
      params: 1_388_288 + sum(heads.map((inputs) => 10 * inputs + 10)),
    });
    expect(network.unsupported).toEqual([]);
    expect(network.notes.join()).toContain("weights that are not in the file, their shapes told by their layers: 188");
  });

  it("says that ResNet-18's weights lie elsewhere, and does not need them", async () => {
    const { notes } = await read("onnx/resnet18.onnx");
    expect(notes.join()).toContain("in other files, which are not needed and not opened: 32");
  });
});

describe("readNetwork on TFLite files", () => {
  const expected = goldenJson("tflite/expected.json") as Readonly<Record<string, ExpectedTflite>>;

  it.each(Object.entries(expected))("counts %s exactly as an independent script does", async (file, want) => {
    const network = await read(`tflite/${file}`);
    expect(histogram(network)).toEqual(want.ops);
    expect(totals(network).macs).toBe(want.macs);
    expect(
      network.layers
        .filter(({ macs }) => macs > 0)
        .map(({ op, macs, outputShape }) => ({ op, macs, out: outputShape })),
    ).toEqual(want.layers.map(({ op, macs, out }) => ({ op, macs, out })));
    expect(sum(constants(network).map(({ shape }) => elements(shape)))).toBe(want.const_tensor_elements);
    expect(sum(constants(network).map(({ shape, bits }) => (elements(shape) * bits) / 8))).toBe(
      want.const_tensor_bytes,
    );
    expect(memoryUse(network).peak).toBe(want.activation_max_live_bytes);
  });

  it("gives the TFLite and the ONNX form of one network the same MACs, parameters and weights", async () => {
    const [tflite, onnx] = [await read("tflite/kws01_int8.tflite"), await read("onnx/mlperf_tiny_ds_cnn.onnx")];
    // 22,604 is the published count of DS-CNN S; the shape of a Reshape makes the other two elements of 22,606.
    expect(totals(tflite)).toEqual({ macs: 2_656_768, params: 22_604 });
    expect(totals(onnx)).toEqual(totals(tflite));
    const products = (network: Network) =>
      network.layers.filter(({ macs }) => macs > 0).map(({ kind, macsPerOutput }) => [kind, macsPerOutput]);
    expect(products(tflite)).toEqual(products(onnx));
  });
});
