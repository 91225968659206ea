import { describe, expect, it } from "vitest";
import {
  dsCnn,
  keywordFootprint,
  type KeywordFamily,
  keywordNetwork,
  type KeywordSize,
  memoryUse,
} from "../../src/index.js";
import { totals } from "./counts.js";

type Printed = readonly [family: KeywordFamily, size: KeywordSize, kilobytes: number, millionOps: number];

// Memory in KB and operations in millions, of arXiv 1711.07128.
const printed: readonly Printed[] = [
  ["dnn", "s", 80, 0.1588],
  ["dnn", "m", 199.4, 0.397],
  ["dnn", "l", 496.6, 0.9902],
  ["cnn", "s", 79, 5],
  ["cnn", "m", 199.4, 17.3],
  ["cnn", "l", 497.8, 25.3],
  ["basic-lstm", "s", 63.3, 5.9],
  ["basic-lstm", "m", 196.5, 18.9],
  ["basic-lstm", "l", 494.5, 47.9],
  ["lstm", "s", 79.5, 3.9],
  ["lstm", "m", 198.6, 19.2],
  ["lstm", "l", 498.8, 48.4],
  ["gru", "s", 78.8, 3.8],
  ["gru", "m", 200, 19.2],
  ["gru", "l", 499.7, 48.4],
  ["crnn", "s", 79.7, 3],
  ["crnn", "m", 199.8, 7.6],
  ["crnn", "l", 499.5, 19.3],
  ["ds-cnn", "s", 38.6, 5.4],
  ["ds-cnn", "m", 189.2, 19.8],
  ["ds-cnn", "l", 497.6, 56.9],
];

describe("the networks of Hello Edge", () => {
  it.each(printed)("%s %s takes the printed %f KB", (family, size, kilobytes) => {
    const { total } = keywordFootprint(keywordNetwork(family, size));
    // Two rows lie within a tenth of a KB on the far side of the rounding: 497.87 is printed as 497.8, 79.76 as 79.7.
    const cutOff = (family === "cnn" && size === "l") || (family === "crnn" && size === "s");
    const tenths = cutOff ? Math.floor(total / 100) : Math.round(total / 100);
    expect(tenths / 10).toBe(kilobytes);
  });

  // The paper adds an operation per bias, and some of those inside recurrent cells: up to 3 % over 2 per MAC, never under.
  it.each(printed)("%s %s does the printed operations, 2 per MAC and biases aside", (family, size, _, millionOps) => {
    const ratio = (2 * totals(keywordNetwork(family, size)).macs) / 1e6 / millionOps;
    expect(ratio).toBeGreaterThan(0.975);
    expect(ratio).toBeLessThan(1.011);
  });

  it.each([
    ["dnn", "s", 79_200, 79_644, 394],
    ["dnn", "m", 198_144, 198_924, 512],
    ["dnn", "l", 494_424, 495_744, 872],
    ["cnn", "s", 2_498_304, 69_238, 9_760],
    ["cnn", "m", 8_633_856, 178_444, 20_992],
    ["cnn", "l", 12_636_672, 476_206, 21_664],
    ["ds-cnn", "s", 2_656_768, 22_604, 16_000],
    ["ds-cnn", "m", 9_816_384, 135_032, 54_180],
    ["ds-cnn", "l", 28_327_812, 410_700, 86_940],
  ] as const)("%s %s: MACs, parameters and peak as re-derived from the published sizes", (family, size, ...golden) => {
    const network = keywordNetwork(family, size);
    const { macs, params } = totals(network);
    expect([macs, params, memoryUse(network).peak]).toEqual(golden);
  });

  it("counts recurrent networks as 4 or 3 gates of (input + state) per frame, by hand", () => {
    const basic = 49 * 4 * (10 + 118) * 118 + 118 * 12;
    const projected = 25 * (4 * (10 + 98) * 144 + 144 * 98) + 98 * 12;
    const gru = 25 * 3 * (10 + 154) * 154 + 154 * 12;
    const crnn = 20 * 4 * 48 * 40 + 20 * 3 * ((192 + 60) * 60 + (60 + 60) * 60) + 60 * 84 + 84 * 12;
    const counted = (["basic-lstm", "lstm", "gru", "crnn"] as const).map(
      (family) => totals(keywordNetwork(family, "s")).macs,
    );
    expect(counted).toEqual([basic, projected, gru, crnn]);
  });

  it("splits the MACs of DS-CNN S by operation type as re-derived: 12.0, 10.8 and 77.1 %", () => {
    const { layers } = keywordNetwork("ds-cnn", "s");
    const share = (kind: string): number =>
      layers.filter((layer) => layer.kind === kind).reduce((sum, { macs }) => sum + macs, 0) / 2_656_768;
    const shares = ["convolution", "depthwise-convolution", "pointwise-convolution"].map((kind) =>
      Number((100 * share(kind)).toFixed(1)),
    );
    expect(shares).toEqual([12, 10.8, 77.1]);
    const perOutput = new Set(
      layers.filter(({ kind }) => kind === "depthwise-convolution").map((l) => l.macsPerOutput),
    );
    expect([...perOutput]).toEqual([9]);
  });
});

describe("dsCnn", () => {
  it("writes any list of layers", () => {
    const network = dsCnn({
      layers: [
        { filters: 4, kernel: [3, 3], stride: [1, 1] },
        { filters: 6, kernel: [3, 3], stride: [2, 2] },
      ],
      input: [6, 4],
      classes: 2,
    });
    // 6×4 pixels of 9 weights to 4 channels; 3×2 of 9 weights by 4 channels; 3×2 of 4 to 6 channels; 6 to 2 classes.
    expect(network.layers.map(({ macs }) => macs)).toEqual([864, 216, 144, 0, 12]);
  });

  it("refuses an empty list", () => {
    expect(() => dsCnn({ layers: [] })).toThrow("at least one layer");
  });
});
