import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { memoryUse, readNetwork, tensorBytes } from "../../src/index.js";
import { sourceOf, totals } from "../reading/sources.js";
import {
  type FlatFields,
  flatFile,
  type OperatorText,
  type SubgraphText,
  type TensorText,
  tflite,
  tfliteFile,
} from "./write-tflite.js";

const constant = (...shape: readonly number[]): TensorText => ({ shape, constant: true });
const value = (...shape: readonly number[]): TensorText => ({ shape });

/** One operator over the tensors in order, the last its output; those left out of the file are undefined. */
async function layerOf(op: OperatorText["op"], tensors: readonly (TensorText | undefined)[], options?: FlatFields) {
  const present = tensors.filter((tensor) => tensor !== undefined);
  const index = (tensor: TensorText | undefined): number => (tensor === undefined ? -1 : present.indexOf(tensor));
  const inputs = tensors.slice(0, -1).map(index);
  const read = inputs.filter(
    (item) => item >= 0 && present[item]?.constant !== true && present[item]?.variable !== true,
  );
  const outputs = [present.length - 1];
  const operators = [{ op, inputs, outputs, ...(options === undefined ? {} : { options }) }];
  const network = await readNetwork(sourceOf(tflite({ tensors: present, operators, inputs: read, outputs })));
  const [layer] = network.layers;
  if (layer === undefined) throw new Error("no layer");
  return { layer, network };
}

const same = { byte: 0 };
const valid = { byte: 1 };
const int = (value_: number) => ({ int: value_ });

describe("TFLite convolutions", () => {
  it("counts CONV_2D with strides, dilation, groups and a fused activation", async () => {
    const options = [valid, int(2), int(1), { byte: 3 }, int(1), int(2)];
    const { layer } = await layerOf(
      3,
      [value(1, 9, 8, 4), constant(6, 3, 3, 2), constant(6), value(1, 5, 3, 6)],
      options,
    );
    expect([layer.kind, layer.macs, layer.params, layer.fused]).toEqual([
      "grouped-convolution",
      5 * 3 * 6 * 18,
      6 * 18 + 6,
      "relu6",
    ]);
  });

  it("keeps DEPTHWISE_CONV_2D depthwise on a single channel, with its multiplier", async () => {
    const options = [same, int(2), int(2), int(8), { byte: 1 }];
    const { layer } = await layerOf(
      4,
      [value(1, 49, 40, 1), constant(1, 10, 8, 8), constant(8), value(1, 25, 20, 8)],
      options,
    );
    expect([layer.kind, layer.macs, layer.fused]).toEqual(["depthwise-convolution", 25 * 20 * 8 * 80, "relu"]);
  });

  it("refuses an output that the window cannot give", async () => {
    const options = [valid, int(1), int(1)];
    const wrong = layerOf(3, [value(1, 8, 8, 3), constant(4, 3, 3, 3), constant(4), value(1, 8, 8, 4)], options);
    await expect(wrong).rejects.toThrow(/CONV_2D.*the output is \[8 x 8\], but the window gives \[6 x 6\]/);
  });

  it("counts TRANSPOSE_CONV by its input", async () => {
    const shape = { shape: [4], type: 2, constant: true };
    const options = [same, int(2), int(2)];
    const { layer } = await layerOf(
      67,
      [shape, constant(8, 3, 3, 16), value(1, 5, 7, 16), value(1, 10, 14, 8)],
      options,
    );
    expect([layer.kind, layer.macs, layer.params]).toEqual(["transposed-convolution", 5 * 7 * 16 * 9 * 8, 8 * 9 * 16]);
  });
});

describe("TFLite products and recurrent layers", () => {
  it("counts FULLY_CONNECTED over every row, with weights of four bits", async () => {
    const weights = { shape: [10, 16], type: 17, constant: true };
    const { layer, network } = await layerOf(9, [value(2, 3, 16), weights, constant(10), value(2, 3, 10)]);
    expect([layer.kind, layer.macs, layer.params]).toEqual(["dense", 6 * 160, 170]);
    const [kernel] = layer.weights.map((index) => network.tensors[index]);
    expect(tensorBytes(kernel ?? { shape: [], bits: 0 })).toBe(80);
  });

  it("counts BATCH_MATMUL with its transpositions", async () => {
    const options = [{ byte: 0 }, { byte: 1 }];
    const { layer } = await layerOf(126, [value(2, 4, 6, 8), value(2, 4, 5, 8), value(2, 4, 6, 5)], options);
    expect([layer.kind, layer.macs]).toEqual(["matrix-product", 2 * 4 * 6 * 8 * 5]);
  });

  it("counts SVDF over features and over time", async () => {
    const state = { shape: [1, 80], variable: true };
    const { layer, network } = await layerOf(
      27,
      [value(1, 40), constant(8, 40), constant(8, 10), constant(8), state, value(1, 8)],
      [int(1), { byte: 1 }],
    );
    expect([layer.kind, layer.macs, layer.params, layer.fused]).toEqual([
      "svdf",
      8 * 40 + 8 * 10,
      8 * 40 + 8 * 10 + 8,
      "relu",
    ]);
    expect(network.notes.join()).toContain("taken as inputs: 1 tensors");
    expect(memoryUse(network).peak).toBe(40 + 80 + 8);
  });

  it.each([
    ["four gates", constant(20, 12), 4],
    ["an input gate coupled to the forget gate", undefined, 3],
  ])("counts UNIDIRECTIONAL_SEQUENCE_LSTM with %s and a projection", async (_, first, gates) => {
    const gateInputs = [first, constant(20, 12), constant(20, 12), constant(20, 12)];
    const gateStates = [first && constant(20, 6), constant(20, 6), constant(20, 6), constant(20, 6)];
    const tensors = [
      value(7, 2, 12),
      ...gateInputs,
      ...gateStates,
      undefined,
      undefined,
      undefined,
      first && constant(20),
      constant(20),
      constant(20),
      constant(20),
      constant(6, 20),
      undefined,
      value(7, 2, 6),
    ];
    const { layer } = await layerOf(44, tensors, [{ byte: 4 }, undefined, undefined, { byte: 1 }]);
    expect(layer.macs).toBe(7 * 2 * (gates * (12 + 6) * 20 + 20 * 6));
    expect(layer.params).toBe(gates * ((12 + 6) * 20 + 20) + 20 * 6);
  });
});

describe("TFLite graphs", () => {
  it("reports custom operators by their own names, also where they are named like builtin ones", async () => {
    const { layer, network } = await layerOf("CONV_2D", [value(1, 8, 8, 3), constant(4, 3, 3, 3), value(1, 6, 6, 4)]);
    expect([layer.kind, layer.macs]).toEqual(["other", 0]);
    expect(network.unsupported).toEqual([{ op: "CONV_2D", count: 1 }]);
  });

  const dense = (units: number): SubgraphText => ({
    tensors: [value(1, 8), constant(units, 8), value(1, units)],
    operators: [{ op: 9, inputs: [0, 1, -1], outputs: [2] }],
    inputs: [0],
    outputs: [2],
  });

  it("counts the branch of more MACs of IF, and condition and body of WHILE once", async () => {
    const main = (op: number, inputs: readonly number[]): SubgraphText => ({
      tensors: [{ shape: [1], type: 6 }, value(1, 8), value(1, 8)],
      operators: [{ op, inputs, outputs: [2], options: [int(1), int(2)] }],
      inputs: [0, 1],
      outputs: [2],
    });
    const branches = await readNetwork(sourceOf(tflite(main(118, [0, 1]), dense(4), dense(8), dense(3))));
    expect(totals(branches)).toEqual({ macs: 64, params: 64 });
    expect(branches.notes.join()).toMatch(/branch of more MACs.*does not run them: 1 of/);
    const loop = await readNetwork(sourceOf(tflite(main(119, [1]), dense(1), dense(8))));
    expect(totals(loop).macs).toBe(8 + 64);
    expect(loop.notes.join()).toContain("counted for one pass");
    expect(() => memoryUse(loop)).not.toThrow();
  });

  it("refuses what is written after it is read, subgraphs that call themselves, and tensors that do not exist", async () => {
    const cyclic: SubgraphText = {
      tensors: [value(4), value(4)],
      operators: [
        { op: 19, inputs: [1], outputs: [0] },
        { op: 19, inputs: [0], outputs: [1] },
      ],
      inputs: [],
      outputs: [1],
    };
    await expect(readNetwork(sourceOf(tflite(cyclic)))).rejects.toThrow("cyclic or out of order");
    const self: SubgraphText = {
      ...cyclic,
      operators: [{ op: 119, inputs: [0], outputs: [1], options: [int(0), int(0)] }],
      inputs: [0],
    };
    await expect(readNetwork(sourceOf(tflite(self)))).rejects.toThrow("call each other");
    const lost: SubgraphText = { ...cyclic, operators: [{ op: 19, inputs: [7], outputs: [1] }] };
    await expect(readNetwork(sourceOf(tflite(lost)))).rejects.toThrow("tensor 7 of 2");
  });

  it("follows only offsets that stay inside the file", async () => {
    const root: FlatFields = [int(3), { tables: [] }];
    const bytes = flatFile(root);
    for (let at = 0; at < bytes.length; at++) {
      if (at >= 4 && at < 8) continue;
      const damaged = Uint8Array.from(bytes);
      damaged[at] = 0xff;
      await expect(readNetwork(sourceOf(damaged))).rejects.toThrow(InputError);
    }
  });

  it("takes no numbers for dimensions: the file fixes them", async () => {
    await expect(readNetwork(sourceOf(tflite(dense(4))), { dims: { batch: 2 } })).rejects.toThrow(
      "fixes its dimensions",
    );
  });

  it("reads the structure of a file whose weights take gigabytes", async () => {
    // Twenty layers of weights of 100 kB stand for gigabytes: the head of each buffer lies between the weights.
    const layers = Array.from({ length: 20 }, (_, index) => index);
    const subgraph: SubgraphText = {
      tensors: [
        ...layers.map((index) => ({ shape: [1, index === 0 ? 8 : 12_500] })),
        { shape: [1, 8] },
        ...layers.map((index) => ({ shape: [8, 12_500], constant: index + 1 })),
      ],
      operators: layers.map((index) => ({ op: 80, inputs: [index, 21 + index], outputs: [index + 1] })),
      inputs: [0],
      outputs: [20],
    };
    const weights = Array.from({ length: 100_000 }, () => 1);
    const file = tfliteFile(
      [subgraph],
      layers.map(() => weights),
    );
    let most = 0;
    const network = await readNetwork({
      size: file.length,
      async read(offset, length) {
        most += length;
        return file.slice(offset, offset + length);
      },
    });
    expect(network.layers.map(({ weights: read }) => read.length)).toEqual(layers.map(() => 1));
    expect(file.length).toBeGreaterThan(2_000_000);
    expect(most).toBeLessThan(file.length / 8);
  });
});
