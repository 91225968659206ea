import { describe, expect, it } from "vitest";
import { memoryUse, type NetworkBuilder, networkBuilder, tensorBytes, type Value } from "../../src/index.js";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** DS-CNN of "Hello Edge" from ARM's published configuration: filters, first stride, stride of the second layer, layers. */
function dsCnn(width: number, firstStride: readonly number[], second: number, layers: number) {
  const b = networkBuilder("ds-cnn");
  let x = b.convolution(b.input([49, 10, 1]), {
    filters: width,
    kernel: [10, 4],
    stride: firstStride,
    activation: "relu",
  });
  for (let layer = 1; layer < layers; layer++) {
    x = b.depthwise(x, { kernel: 3, stride: layer === 1 ? second : 1, activation: "relu" });
    x = b.convolution(x, { filters: width, kernel: 1, activation: "relu" });
  }
  return b.finish([b.dense(b.globalAveragePooling(x), { units: 12 })]);
}

describe("networkBuilder", () => {
  it.each([
    ["S", 64, [2, 2], 1, 5, 2_656_768, 22_604, 16_000],
    ["M", 172, [2, 1], 2, 5, 9_816_384, 135_032, 54_180],
    ["L", 276, [2, 1], 2, 6, 28_327_812, 410_700, 86_940],
  ])(
    "gives the published DS-CNN %s its MACs, parameters and peak",
    (_, width, stride, second, layers, macs, params, peak) => {
      const network = dsCnn(width, stride, second, layers);
      expect(sum(network.layers.map((layer) => layer.macs))).toBe(macs);
      expect(sum(network.layers.map((layer) => layer.params))).toBe(params);
      expect(memoryUse(network).peak).toBe(peak);
    },
  );

  it("counts the CMSIS-NN CIFAR-10 network's operations and weights as its paper prints them", () => {
    const b = networkBuilder("cifar-10");
    const block = (x: Value, filters: number): Value =>
      b.maxPooling(b.convolution(x, { filters, kernel: 5, bias: false }), { kernel: 3, stride: 2, padding: "same" });
    const x = block(block(block(b.input([32, 32, 3]), 32), 32), 64);
    const network = b.finish([b.dense(b.flatten(x), { units: 10, bias: false })]);
    const counted = network.layers.filter(({ kind }) => kind !== "view");
    expect(counted.map(({ ops }) => ops)).toEqual([4_915_200, 73_728, 13_107_200, 18_432, 6_553_600, 9_216, 20_480]);
    expect(sum(network.layers.map(({ params }) => params))).toBe(89_440);
    expect(counted.map(({ macsPerOutput }) => macsPerOutput)).toEqual([75, 0, 800, 0, 800, 0, 1024]);
  });

  it("counts recurrent layers per step: 4, 3 or 1 gates of (inputs + state) × units", () => {
    const macs = (build: (b: NetworkBuilder, x: Value) => Value): readonly [number, number] => {
      const b = networkBuilder("recurrent");
      const network = b.finish([build(b, b.input([25, 20]))]);
      return [network.layers[0]?.macs ?? 0, network.layers[0]?.params ?? 0];
    };
    const weights = (20 + 144) * 144;
    expect(macs((b, x) => b.lstm(x, { units: 144 }))).toEqual([25 * 4 * weights, 4 * weights + 4 * 144]);
    expect(macs((b, x) => b.gru(x, { units: 144, biases: 2 }))).toEqual([25 * 3 * weights, 3 * weights + 6 * 144]);
    expect(macs((b, x) => b.rnn(x, { units: 144, biases: 0 }))).toEqual([25 * weights, weights]);
    // 188 units projected to 98, with peepholes: by hand.
    const projected = 4 * (20 + 98) * 188 + 188 * 98;
    expect(macs((b, x) => b.lstm(x, { units: 188, projection: 98, peepholes: true }))).toEqual([
      25 * projected,
      projected + 3 * 188 + 4 * 188,
    ]);
  });

  it("counts self-attention as 4 N d² + 2 N² d", () => {
    const b = networkBuilder("attention");
    const network = b.finish([b.attention(b.input([128, 512]), { heads: 8, keyWidth: 64 })]);
    expect(network.layers[0]?.macs).toBe(4 * 128 * 512 ** 2 + 2 * 128 ** 2 * 512);
    expect(network.layers[0]?.params).toBe(4 * 512 * 512 + 4 * 512);
  });

  it("gives a transposed convolution one product per input element and kernel weight", () => {
    const b = networkBuilder("up");
    const network = b.finish([b.transposed(b.input([7, 5, 16]), { filters: 8, kernel: 4, stride: 2 })]);
    expect(network.layers[0]?.outputShape).toEqual([1, 14, 10, 8]);
    expect(network.layers[0]?.macs).toBe(7 * 5 * 16 * 16 * 8);
  });

  it("keeps widths of activations, weights and biases, stages, heads and fused activations", () => {
    const b = networkBuilder("mixed", { bits: 8, weightBits: 4, biasBits: 32 });
    const x = b.convolution(b.input([4, 4, 2]), { filters: 3, kernel: 3, activation: "relu6", stage: 0 });
    const exit = b.dense(b.globalAveragePooling(x, { stage: 0, head: true }), {
      units: 2,
      stage: 0,
      head: true,
      bits: 16,
    });
    const network = b.finish([exit]);
    const [first, , last] = network.layers;
    const bytes = (tensors: readonly number[]) =>
      tensors.map((index) => tensorBytes(network.tensors[index] ?? { shape: [], bits: 0 }));
    expect(bytes(first?.weights ?? [])).toEqual([27, 12]);
    expect(bytes(last?.outputs ?? [])).toEqual([4]);
    expect([first?.fused, first?.stage, first?.head]).toEqual(["relu6", 0, undefined]);
    expect([last?.stage, last?.head]).toEqual([0, true]);
  });

  it("refuses shapes that do not fit, by name and size", () => {
    const b = networkBuilder("wrong");
    const x = b.input([4, 4, 2]);
    expect(() => b.convolution(x, { filters: 3, kernel: 5, padding: "valid" })).toThrow("kernel reaches 5");
    expect(() => b.convolution(x, { filters: 3, kernel: 1, groups: 2 })).toThrow("2 groups must divide 2 and 3");
    expect(() => b.add(x, b.input([3, 4, 2]))).toThrow("do not fit together");
    expect(() => b.reshape(x, [1, 31])).toThrow("as many elements");
    expect(() => b.input([0])).toThrow(RangeError);
  });
});
