import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mobilenetV2, mobilenetV3, resnet18, resnet50, zooNetwork } from "../../src/index.js";
import { elements, isConvolution, normalisedChannels, totals } from "./counts.js";

type Row = Readonly<Record<string, string>>;

/** A published table as it lies in the measurements package: plain cells, no quotes. */
function table(path: string): readonly Row[] {
  const file = new URL(`../../../measurements/data/${path}`, import.meta.url);
  const [header = [], ...rows] = readFileSync(file, "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])));
}

const mobilenets = table("model-cards/tf_slim_mobilenets.csv").map((row) => ({
  name: `${row["family"]}-${row["width_multiplier"]}-${row["input_resolution"]}-${row["precision"]}`,
  family: row["family"] ?? "",
  width: row["width_multiplier"] ?? "",
  macs: Number(row["macs_millions"]),
  params: Number(row["params_millions"]),
  decimals: (row["params_millions"] ?? "").split(".")[1]?.length ?? 0,
}));
const rounded = (value: number, decimals = 0): number => Math.round(value * 10 ** decimals) / 10 ** decimals;

describe("MobileNet v1 against its model card", () => {
  const rows = mobilenets.filter(({ family }) => family === "mobilenet-v1");

  it("has all 32 published forms", () => {
    expect(rows.length).toBe(32);
  });

  it.each(rows)("$name: $macs million MACs", ({ name, width, macs }) => {
    const network = zooNetwork(name);
    const own = totals(network).macs / 1e6;
    if (width === "0.75") {
      // The card leaves the first convolution out at this width alone: with it, 325 at 224 pixels, not 317.
      expect(rounded(own - (network.layers[0]?.macs ?? 0) / 1e6)).toBe(macs);
    } else if (name.startsWith("mobilenet-v1-0.25-192")) {
      // The card's 34 does not lie on the square of the side, on which all other rows of this width do: 41 (192/224)² = 30.
      expect(rounded(own)).toBe(30);
      expect(rounded(41 * (192 / 224) ** 2)).toBe(30);
      expect(macs).toBe(34);
    } else {
      // 149.4976 is printed as 150: rounded to 149.5 first.
      expect(rounded(rounded(own, 1))).toBe(macs);
    }
  });

  // The card counts three values per normalised channel (shift, mean, variance); folded, one remains.
  it.each(rows)("$name: $params million parameters, with three values per normalised channel", ({ name, params }) => {
    const network = zooNetwork(name);
    const counted = (totals(network).params + 2 * normalisedChannels(network)) / 1e6;
    expect(Math.abs(counted - params)).toBeLessThanOrEqual(0.005);
  });
});

describe("MobileNet v2 against its model card", () => {
  const rows = mobilenets.filter(({ family }) => family === "mobilenet-v2");

  it("has all 22 published forms", () => {
    expect(rows.length).toBe(22);
  });

  it.each(rows)("$name: $macs million MACs, decimals cut off", ({ name, macs }) => {
    expect(Math.floor(totals(zooNetwork(name)).macs / 1e6)).toBe(macs);
  });

  // The card counts weights and the classifier's biases, nothing of the normalisations; folded, one bias per channel stays.
  it.each(rows)("$name: $params million parameters, without normalisation", ({ name, params }) => {
    const network = zooNetwork(name);
    expect(rounded((totals(network).params - normalisedChannels(network)) / 1e6, 2)).toBe(params);
  });

  it("equals torchvision's own count of the network", () => {
    expect(totals(mobilenetV2({ classes: 1000, foldNormalisation: false }))).toEqual({
      macs: 300_774_272,
      params: torchvision("MobileNet_V2").params,
    });
    expect(torchvision("MobileNet_V2").gigaMacs).toBe(0.301);
  });
});

describe("MobileNet v3 against its model card", () => {
  /** What the card says where it disagrees with the published network, and what that network has. */
  const differing: Readonly<Record<string, { readonly macs: number; readonly params: number }>> = {
    // Counts of an earlier small network (66 million MACs, 2.9 million parameters): torchvision counts 57 and 2.54.
    "mobilenet-v3-small-1.0-224": { macs: 57, params: 2.5 },
    "mobilenet-v3-small-0.75-224": { macs: 43, params: 2 },
    "mobilenet-v3-small-minimalistic-1.0-224": { macs: 52, params: 2 },
    // 5.47 is cut off to 5.4.
    "mobilenet-v3-large-1.0-224": { macs: 217, params: 5.5 },
  };
  const rows = mobilenets.filter(({ family }) => family.startsWith("mobilenet-v3"));

  it.each(rows)("$name: MACs and parameters", ({ name, macs, params }) => {
    const own = totals(zooNetwork(name));
    const expected = differing[name.replace(/-(fp32|int8)$/, "")] ?? { macs, params };
    expect({ macs: rounded(own.macs / 1e6), params: rounded(own.params / 1e6, 1) }).toEqual(expected);
  });

  it.each(["large", "small"] as const)("equals torchvision's own count of the %s network", (size) => {
    const own = totals(mobilenetV3({ size, classes: 1000, foldNormalisation: false }));
    const theirs = torchvision(size === "large" ? "MobileNet_V3_Large" : "MobileNet_V3_Small");
    expect(own.params).toBe(theirs.params);
    expect(rounded(own.macs / 1e9, 3)).toBe(theirs.gigaMacs);
  });
});

describe("EfficientNet-Lite against its model card", () => {
  const rows = table("model-cards/efficientnet_lite.csv");

  it.each(rows)(
    "$model: $params_millions million parameters, scale and shift counted",
    ({ model = "", params_millions }) => {
      const { params } = totals(zooNetwork(model, { foldNormalisation: false }));
      expect(rounded(params / 1e6, 1)).toBe(Number(params_millions));
    },
  );

  // The card's profiler counts more than MACs: two operations per normalised element and one per activation and addition.
  // timm counts the normalisations but not the others, which gives its "GMACs" (0.40, 0.62 and 0.89 for 0 to 2).
  it.each(rows)(
    "$model: $macs_millions million with the elementwise operations counted",
    ({ model = "", macs_millions }) => {
      const { layers } = zooNetwork(model);
      const all = (chosen: typeof layers): number => chosen.reduce((sum, layer) => sum + elements(layer), 0);
      const macs = layers.reduce((sum, layer) => sum + layer.macs, 0);
      const normalised = 2 * all(layers.filter(isConvolution));
      const activations = all(layers.filter(({ fused }) => fused === "relu6"));
      const additions = all(layers.filter(({ kind }) => kind === "addition"));
      const card = Number(macs_millions) * 1e6;
      expect(Math.abs(macs + normalised + activations + additions - card) / card).toBeLessThan(0.005);
      const timm = { "efficientnet-lite0": 0.4, "efficientnet-lite1": 0.62, "efficientnet-lite2": 0.89 }[model];
      if (timm !== undefined) expect(rounded((macs + normalised) / 1e9, 2)).toBe(timm);
    },
  );
});

describe("ResNets", () => {
  it("have the parameters and MACs that torchvision counts", () => {
    const counted = [resnet18, resnet50].map((build) => totals(build({ foldNormalisation: false })));
    expect(counted.map(({ params }) => params)).toEqual([
      torchvision("ResNet18").params,
      torchvision("ResNet50").params,
    ]);
    expect(counted.map(({ macs }) => rounded(macs / 1e9, 3))).toEqual([1.814, 4.089]);
    expect(counted[0]?.macs).toBe(1_814_073_344);
  });
});

function torchvision(model: string): { readonly params: number; readonly gigaMacs: number } {
  const row = table("torchvision-weights-meta/torchvision_weights_meta.csv").find(
    (one) => one["task"] === "classification" && one["model"] === model,
  );
  return { params: Number(row?.["num_params"]), gigaMacs: Number(row?.["gflops"]) };
}
