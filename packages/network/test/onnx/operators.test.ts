import type { Network } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { readNetwork, type ReadOptions } from "../../src/index.js";
import { sourceOf, totals } from "../reading/sources.js";
import { type GraphText, graph, localFunction, model, type NodeText, tensor, valueInfo } from "./write-onnx.js";

function read(content: GraphText, options: ReadOptions = {}, opset = 17): Promise<Network> {
  return readNetwork(sourceOf(model(content, { opset })), options);
}

/** One operator over inputs x, y, z and constants a, b, c, read back as its layer. */
async function layerOf(
  node: Omit<NodeText, "outputs"> & { readonly outputs?: readonly string[] },
  shapes: Readonly<Record<string, readonly number[]>>,
  constants: Readonly<Record<string, readonly number[]>> = {},
  opset = 17,
) {
  const network = await read(
    {
      nodes: [{ outputs: ["out"], ...node }],
      inputs: Object.entries(shapes).map(([name, shape]) => valueInfo(name, shape)),
      constants: Object.entries(constants).map(([name, shape]) => tensor(name, shape)),
      outputs: ["out"],
    },
    {},
    opset,
  );
  const [layer] = network.layers;
  if (layer === undefined) throw new Error("no layer");
  return layer;
}

describe("convolutions", () => {
  it("counts groups, dilation, strides and one-sided padding", async () => {
    const attributes = { group: 2, dilations: [2, 1], strides: [1, 2], pads: [0, 1, 3, 0] };
    const layer = await layerOf(
      { op: "Conv", inputs: ["x", "w", "b"], attributes },
      { x: [2, 4, 9, 8] },
      { w: [6, 2, 3, 3], b: [6] },
    );
    // y: (9 + 0 + 3 - 2 * 2 - 1) / 1 + 1 = 8; x: floor((8 + 1 + 0 - 3) / 2) + 1 = 4.
    expect(layer.outputShape).toEqual([2, 6, 8, 4]);
    expect(layer.macs).toBe(2 * 6 * 8 * 4 * 2 * 9);
    expect(layer.params).toBe(6 * 2 * 9 + 6);
    expect(layer.kind).toBe("grouped-convolution");
    expect(layer.loops?.[0]).toMatchObject({ batch: 2, groups: 2, inChannels: 2, outChannels: 3, output: [8, 4] });
  });

  it.each([
    ["SAME_UPPER", [0], [1]],
    ["SAME_LOWER", [1], [0]],
  ])("puts the odd element of %s where it belongs, in one dimension", async (auto_pad, before, after) => {
    const node = { op: "Conv", inputs: ["x", "w"], attributes: { auto_pad, strides: [2], kernel_shape: [3] } };
    const layer = await layerOf(node, { x: [1, 3, 8] }, { w: [5, 3, 3] });
    expect(layer.outputShape).toEqual([1, 5, 4]);
    expect(layer.loops?.[0]?.padding).toEqual({ before, after });
  });

  it("keeps the widths that a product states, and only those that are widths", async () => {
    const attributes = { weight_size: 4, act_size: 16, output_size: 24, kernel_shape: [1, 1] };
    const stated = await layerOf(
      { op: "Conv", inputs: ["x", "w"], attributes },
      { x: [1, 2, 3, 3] },
      { w: [2, 2, 1, 1] },
    );
    expect(stated.statedBits).toEqual({ weights: 4, activations: 16, sums: 24 });
    const some = await layerOf(
      { op: "MatMul", inputs: ["x", "w"], attributes: { weight_size: 2, act_size: -8 } },
      { x: [3, 4] },
      { w: [4, 5] },
    );
    expect(some.statedBits).toEqual({ weights: 2 });
    const none = await layerOf({ op: "Relu", inputs: ["x"], attributes: { act_size: 4 } }, { x: [1, 2] }, {});
    expect(none.statedBits).toBeUndefined();
  });

  it("counts three dimensions, and depthwise and pointwise kinds", async () => {
    const volume = await layerOf({ op: "Conv", inputs: ["x", "w"] }, { x: [1, 2, 4, 5, 6] }, { w: [3, 2, 2, 2, 2] });
    expect(volume.macs).toBe(3 * 3 * 4 * 5 * 2 * 8);
    const depthwise = await layerOf(
      { op: "Conv", inputs: ["x", "w"], attributes: { group: 4 } },
      { x: [1, 4, 5, 5] },
      { w: [4, 1, 3, 3] },
    );
    expect([depthwise.kind, depthwise.macsPerOutput]).toEqual(["depthwise-convolution", 9]);
    const pointwise = await layerOf({ op: "Conv", inputs: ["x", "w"] }, { x: [1, 4, 5, 5] }, { w: [7, 4, 1, 1] });
    expect([pointwise.kind, pointwise.macsPerOutput]).toEqual(["pointwise-convolution", 4]);
  });

  it("counts a transposed convolution by its input, with strides, groups and output padding", async () => {
    const attributes = { strides: [2, 2], pads: [1, 1, 1, 1], output_padding: [1, 1], group: 2 };
    const layer = await layerOf(
      { op: "ConvTranspose", inputs: ["x", "w"], attributes },
      { x: [1, 8, 7, 7] },
      { w: [8, 3, 3, 3] },
    );
    expect(layer.outputShape).toEqual([1, 6, 14, 14]);
    // Every input element meets every kernel element of its group's three outputs.
    expect(layer.macs).toBe(7 * 7 * 8 * 9 * 3);
  });

  it("counts quantised forms by their own operand order, biases of 32 bits among the parameters", async () => {
    const network = await read({
      nodes: [{ op: "QLinearConv", inputs: ["x", "s", "z", "w", "s", "z", "s", "z", "b"], outputs: ["out"] }],
      inputs: [valueInfo("x", [1, 3, 8, 8], 2)],
      constants: [
        tensor("w", [4, 3, 3, 3], { type: 3 }),
        tensor("b", [4], { type: 6 }),
        tensor("s", []),
        tensor("z", [], { type: 2 }),
      ],
      outputs: ["out"],
    });
    const [layer] = network.layers;
    expect([layer?.macs, layer?.params]).toEqual([6 * 6 * 4 * 27, 4 * 27 + 4]);
    expect(network.tensors[layer?.outputs[0] ?? -1]?.bits).toBe(8);
    const integer = await layerOf({ op: "ConvInteger", inputs: ["x", "w"] }, { x: [1, 3, 8, 8] }, { w: [4, 3, 3, 3] });
    expect(integer.macs).toBe(6 * 6 * 4 * 27);
  });
});

describe("matrix products", () => {
  it("counts batches that share weights, and batches that do not", async () => {
    const dense = await layerOf({ op: "MatMul", inputs: ["x", "w"] }, { x: [2, 5, 16] }, { w: [16, 8] });
    expect([dense.kind, dense.macs, dense.params]).toEqual(["dense", 2 * 5 * 16 * 8, 128]);
    const heads = await layerOf({ op: "MatMul", inputs: ["x", "y"] }, { x: [2, 4, 5, 16], y: [1, 4, 16, 6] });
    expect([heads.kind, heads.macs, heads.outputShape]).toEqual(["matrix-product", 2 * 4 * 5 * 16 * 6, [2, 4, 5, 6]]);
    expect(heads.loops?.[0]).toMatchObject({ groups: 4, batch: 2, rows: 5, computed: true });
  });

  it("takes Gemm's transpositions, and a constant on the left as weights", async () => {
    const gemm = await layerOf(
      { op: "Gemm", inputs: ["x", "w", "b"], attributes: { transB: 1 } },
      { x: [3, 16] },
      { w: [8, 16], b: [8] },
    );
    expect([gemm.macs, gemm.params, gemm.outputShape]).toEqual([3 * 16 * 8, 136, [3, 8]]);
    const left = await layerOf({ op: "MatMul", inputs: ["w", "x"] }, { x: [16, 5] }, { w: [8, 16] });
    expect([left.kind, left.macs, left.params]).toEqual(["dense", 8 * 16 * 5, 128]);
  });

  // By hand: the product of all extents that occur, in what each equation says.
  it.each([
    ["bij,bjk->bik", [2, 3, 4], [2, 4, 5], 2 * 3 * 4 * 5, [2, 3, 5]],
    ["bqhd,bkhd->bhqk", [1, 6, 2, 8], [1, 7, 2, 8], 6 * 7 * 2 * 8, [1, 2, 6, 7]],
    ["...ij,jk->...ik", [3, 2, 4, 5], [5, 6], 3 * 2 * 4 * 5 * 6, [3, 2, 4, 6]],
    ["ij,jk", [3, 4], [4, 5], 3 * 4 * 5, [3, 5]],
  ])("counts the equation %s", async (equation, x, y, macs, shape) => {
    const layer = await layerOf({ op: "Einsum", inputs: ["x", "y"], attributes: { equation } }, { x, y });
    expect([layer.macs, layer.outputShape]).toEqual([macs, shape]);
  });
});

describe("recurrent layers and attention", () => {
  it.each([
    ["LSTM", 4],
    ["GRU", 3],
    ["RNN", 1],
  ])("counts %s per step and direction", async (op, gates) => {
    const attributes = { hidden_size: 10, direction: "bidirectional" };
    const layer = await layerOf(
      { op, inputs: ["x", "w", "r", "b"], attributes },
      { x: [7, 2, 5] },
      { w: [2, gates * 10, 5], r: [2, gates * 10, 10], b: [2, 2 * gates * 10] },
    );
    expect(layer.macs).toBe(7 * 2 * 2 * gates * (5 + 10) * 10);
    expect(layer.params).toBe(2 * gates * 10 * (5 + 10 + 2));
    expect(layer.outputShape).toEqual([7, 2, 2, 10]);
  });

  it("counts the standard's attention over shared key heads, and ONNX Runtime's with its projections", async () => {
    const standard = await layerOf(
      { op: "Attention", inputs: ["x", "y", "z"] },
      { x: [1, 8, 6, 16], y: [1, 2, 9, 16], z: [1, 2, 9, 16] },
      {},
      23,
    );
    expect([standard.macs, standard.outputShape]).toEqual([2 * 8 * 6 * 9 * 16, [1, 8, 6, 16]]);
    const node = { op: "Attention", domain: "com.microsoft", inputs: ["x", "w", "b"], attributes: { num_heads: 4 } };
    const fused = await layerOf(node, { x: [2, 6, 32] }, { w: [32, 96], b: [96] });
    expect(fused.macs).toBe(2 * (6 * 32 * 96 + 2 * 6 * 6 * 32));
    expect(fused.params).toBe(32 * 96 + 96);
  });
});

describe("operations without MACs", () => {
  it("counts pooling windows, sums, normalisations and reductions by the stated convention", async () => {
    const pooled = await layerOf(
      { op: "MaxPool", inputs: ["x"], attributes: { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 } },
      { x: [1, 4, 8, 8] },
    );
    expect([pooled.outputShape, pooled.ops]).toEqual([[1, 4, 4, 4], 64 * 9]);
    const global = await layerOf({ op: "GlobalAveragePool", inputs: ["x"] }, { x: [1, 4, 8, 8] });
    expect([global.outputShape, global.ops]).toEqual([[1, 4, 1, 1], 256]);
    const added = await layerOf({ op: "Add", inputs: ["x", "a"] }, { x: [1, 4, 8] }, { a: [4, 1] });
    expect([added.ops, added.params]).toEqual([32, 4]);
    const normalised = await layerOf(
      { op: "BatchNormalization", inputs: ["x", "s", "b", "m", "v"] },
      { x: [1, 4, 8] },
      { s: [4], b: [4], m: [4], v: [4] },
    );
    expect([normalised.ops, normalised.params, normalised.weights.length]).toEqual([64, 8, 4]);
    const reduced = await layerOf(
      { op: "ReduceMean", inputs: ["x"], attributes: { axes: [2], keepdims: 0 } },
      { x: [1, 4, 8] },
    );
    expect([reduced.outputShape, reduced.ops]).toEqual([[1, 4], 32]);
  });
});

describe("constants and dimensions", () => {
  /** x -> Shape -> its batch -> [batch, -1], as exporters flatten. */
  const flattening: GraphText = {
    nodes: [
      { op: "Shape", inputs: ["x"], outputs: ["shape"] },
      { op: "Gather", inputs: ["shape", "zero"], outputs: ["batch"] },
      { op: "Unsqueeze", inputs: ["batch", "zeros"], outputs: ["batches"] },
      { op: "Concat", inputs: ["batches", "rest"], outputs: ["target"], attributes: { axis: 0 } },
      { op: "Reshape", inputs: ["x", "target"], outputs: ["flat"] },
      { op: "MatMul", inputs: ["flat", "w"], outputs: ["out"] },
    ],
    inputs: [valueInfo("x", ["batch", 3, 4, ""])],
    constants: [
      tensor("zero", [], { values: [0] }),
      tensor("zeros", [1], { values: [0] }),
      tensor("rest", [1], { values: [-1] }),
      tensor("w", [12, 5]),
    ],
    outputs: ["out"],
  };

  it("follows shapes through constants, with dimensions of 1 where nothing is said, and says so", async () => {
    const network = await read(flattening);
    expect(network.layers.map(({ op }) => op)).toEqual(["Reshape", "MatMul"]);
    expect(totals(network)).toEqual({ macs: 60, params: 60 });
    expect(network.notes.join()).toContain('taken as 1: "batch", "x.3"');
  });

  it("binds dimensions by name, and the nameless by input and axis", async () => {
    const network = await read(
      { ...flattening, constants: [...(flattening.constants ?? []).slice(0, 3), tensor("w", [24, 5])] },
      { dims: { batch: 8, "x.3": 2 } },
    );
    expect(network.layers.at(-1)?.outputShape).toEqual([8, 5]);
    expect(network.notes.join()).not.toContain("taken as 1");
  });

  it("refuses a dimension that no input has, and names the nearest", async () => {
    await expect(read(flattening, { dims: { bacth: 2 } })).rejects.toThrow(/unknown dimension "bacth".*batch/);
    await expect(read(flattening, { dims: { batch: -2 } })).rejects.toThrow("a positive integer");
  });

  it("counts weights that several layers share once, where they are read first", async () => {
    const network = await read({
      nodes: [
        { op: "MatMul", inputs: ["x", "w"], outputs: ["h"] },
        { op: "MatMul", inputs: ["h", "w"], outputs: ["out"] },
      ],
      inputs: [valueInfo("x", [1, 4])],
      constants: [tensor("w", [4, 4])],
      outputs: ["out"],
    });
    expect(network.layers.map(({ params }) => params)).toEqual([16, 0]);
  });

  it("counts dequantised weights as they are stored", async () => {
    const network = await read({
      nodes: [
        { op: "DequantizeLinear", inputs: ["w", "s"], outputs: ["float"] },
        { op: "Transpose", inputs: ["float"], outputs: ["turned"] },
        { op: "MatMul", inputs: ["x", "turned"], outputs: ["out"] },
      ],
      inputs: [valueInfo("x", [1, 4])],
      constants: [tensor("w", [6, 4], { type: 22 }), tensor("s", [])],
      outputs: ["out"],
    });
    expect(network.layers).toHaveLength(1);
    expect(network.tensors[network.layers[0]?.weights[0] ?? -1]).toMatchObject({ shape: [6, 4], bits: 4 });
  });
});

describe("functions, branches and loops", () => {
  it("inlines local functions and takes their attributes from the caller", async () => {
    const block = localFunction(
      "own",
      "Block",
      ["x", "w"],
      ["y"],
      [
        { op: "Conv", inputs: ["x", "w"], outputs: ["c"], attributes: { group: { refersTo: "groups" } }, name: "conv" },
        { op: "Relu", inputs: ["c"], outputs: ["y"] },
      ],
    );
    const content: GraphText = {
      nodes: [
        { op: "Block", domain: "own", inputs: ["x", "k"], outputs: ["out"], attributes: { groups: 4 }, name: "first" },
      ],
      inputs: [valueInfo("x", [1, 4, 5, 5])],
      constants: [tensor("k", [4, 1, 3, 3])],
      outputs: ["out"],
    };
    const network = await readNetwork(sourceOf(model(content, { functions: [block] })));
    expect(network.layers.map(({ name, kind }) => [name, kind])).toEqual([
      ["first/conv", "depthwise-convolution"],
      ["first/y", "activation"],
    ]);
    expect(network.unsupported).toEqual([]);
  });

  const branch = (weights: string): { readonly graph: readonly number[] } => ({
    graph: graph({
      nodes: [{ op: "MatMul", inputs: ["x", weights], outputs: [`with ${weights}`] }],
      outputs: [`with ${weights}`],
    }),
  });

  it("counts the branch of more MACs of an If, and says so", async () => {
    const network = await read({
      nodes: [
        {
          op: "If",
          inputs: ["c"],
          outputs: ["out"],
          attributes: { then_branch: branch("small"), else_branch: branch("large") },
        },
      ],
      inputs: [valueInfo("c", [], 9), valueInfo("x", [1, 4])],
      constants: [tensor("small", [4, 2]), tensor("large", [4, 20])],
      outputs: ["out"],
    });
    expect(totals(network).macs).toBe(80);
    expect(network.notes.join()).toContain("the branch of more MACs");
  });

  it("counts the body of a Loop and of a Scan for one pass, and says so", async () => {
    const body = graph({
      nodes: [
        { op: "MatMul", inputs: ["state", "w"], outputs: ["next"] },
        { op: "Identity", inputs: ["go"], outputs: ["on"] },
      ],
      inputs: [valueInfo("i", [], 7), valueInfo("go", [], 9), valueInfo("state", [1, 4])],
      outputs: ["on", "next", "next"],
    });
    const loop = await read({
      nodes: [{ op: "Loop", inputs: ["n", "", "x"], outputs: ["last", "all"], attributes: { body: { graph: body } } }],
      inputs: [valueInfo("x", [1, 4])],
      constants: [tensor("n", [], { values: [7] }), tensor("w", [4, 4])],
      outputs: ["last", "all"],
    });
    expect(totals(loop)).toEqual({ macs: 16, params: 16 });
    expect(loop.outputs.map((index) => loop.tensors[index]?.shape)).toEqual([
      [1, 4],
      [7, 1, 4],
    ]);
    expect(loop.notes.join()).toContain("counted for one pass");
    expect(loop.inputs).toHaveLength(1);

    const step = graph({
      nodes: [
        { op: "Add", inputs: ["h", "item"], outputs: ["sum"] },
        { op: "MatMul", inputs: ["sum", "w"], outputs: ["made"] },
      ],
      inputs: [valueInfo("h", [2, 4]), valueInfo("item", [2, 4])],
      outputs: ["sum", "made"],
    });
    const scan = await read({
      nodes: [
        {
          op: "Scan",
          inputs: ["h0", "x"],
          outputs: ["end", "all"],
          attributes: { body: { graph: step }, num_scan_inputs: 1 },
        },
      ],
      inputs: [valueInfo("h0", [2, 4]), valueInfo("x", [9, 2, 4])],
      constants: [tensor("w", [4, 3])],
      outputs: ["end", "all"],
    });
    expect(totals(scan).macs).toBe(2 * 4 * 3);
    expect(scan.outputs.map((index) => scan.tensors[index]?.shape)).toEqual([
      [2, 4],
      [9, 2, 3],
    ]);
  });
});

describe("what is not counted", () => {
  it("reports foreign operators under their domain and never takes them for standard ones", async () => {
    const network = await read({
      nodes: [
        { op: "Conv", domain: "my.company", inputs: ["x", "w"], outputs: ["a"] },
        { op: "constructor", inputs: ["a"], outputs: ["b"] },
        { op: "Relu", inputs: ["b"], outputs: ["out"] },
      ],
      inputs: [valueInfo("x", [1, 3, 8, 8])],
      constants: [tensor("w", [4, 3, 3, 3])],
      outputs: ["out"],
    });
    expect(network.unsupported).toEqual([
      { op: "my.company.Conv", count: 1 },
      { op: "constructor", count: 1 },
      { op: "Relu", count: 1 },
    ]);
    expect(network.notes.join()).toContain("lower bounds");
  });

  it("takes a weight that is missing for an input, and says so", async () => {
    const network = await read({
      nodes: [{ op: "Conv", inputs: ["x", "lost"], outputs: ["out"] }],
      inputs: [valueInfo("x", [1, 3, 8, 8])],
      outputs: ["out"],
    });
    expect(network.unsupported).toEqual([{ op: "Conv", count: 1 }]);
    expect(network.notes.join()).toContain('read but never made, taken as inputs: "lost"');
  });
});
