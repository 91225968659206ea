import { describe, expect, it } from "vitest";
import { buildEngine } from "../../src/engine/engine.js";
import { merkelNetwork } from "../../src/network/merkel.js";
import { mobileNetwork } from "../../src/network/mobile.js";

function parameters(layers: number, exits: "all" | "last"): number {
  const { parameters } = buildEngine(merkelNetwork({ layers, filters: 64, exits }), { batch: 1 });
  return parameters.list.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

describe("merkelNetwork", () => {
  it("has the paper's numbers of parameters at 64 filters", () => {
    // Separate networks of 1 to 6 layers, 2.6 M together; one network with six exits, 2.4 M.
    const separate = [1, 2, 3, 4, 5, 6].map((layers) => parameters(layers, "last"));
    expect(separate).toEqual([30_730, 577_802, 540_490, 508_298, 481_226, 459_274]);
    expect(parameters(6, "all")).toBe(2_369_084);
  });
});

describe("mobileNetwork", () => {
  it("adds residuals where shapes agree and mounts both head forms", () => {
    const { nodes, exits } = mobileNetwork({
      stem: 8,
      blocks: [
        { expand: 1, channels: 8, stride: 1, kernel: 3 },
        { expand: 4, channels: 12, stride: 2, kernel: 3 },
      ],
      mounts: [1, 2],
      heads: ["single", "double"],
    });
    expect(exits).toEqual(["exit1-single", "exit1-double", "exit2-single", "exit2-double"]);
    expect(nodes.filter(({ kind }) => kind === "add")).toEqual([
      { kind: "add", name: "block1-add", with: "stem-norm" },
    ]);
    // The hidden layer has half as many units as the pooled map has values: 4 * 4 * 12 / 2.
    expect(nodes.find(({ name }) => name === "exit2-hidden")).toMatchObject({ units: 96 });
  });
});
