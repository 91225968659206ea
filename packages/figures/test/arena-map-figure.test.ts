import { describe, expect, it } from "vitest";
import { arenaMapFigure } from "../src/arena-map-figure.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName } from "./sample-points.js";

const buffers = [
  { tensors: ["input"], size: 2_000, offset: 8_000, firstUse: 0, lastUse: 0 },
  { tensors: ["convolution", "relu"], size: 8_000, offset: 0, firstUse: 0, lastUse: 1 },
  { tensors: ["logits"], size: 10, offset: 8_000, firstUse: 1, lastUse: 1 },
];

describe("arenaMapFigure", () => {
  const figure = arenaMapFigure(buffers, { lowerBound: 10_000 });

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("draws a buffer over the steps it lives, both inclusive, and from its offset to its end", () => {
    expect(figure.data[0]).toMatchObject({ x: [1, 1.5, 2], width: [1, 2, 1], base: [8, 0, 8], y: [2, 8, 0.01] });
  });

  it("names the tensors of each buffer, inside where the name fits", () => {
    const names = ["input", "convolution + relu", "logits"];
    expect(figure.data[0]).toMatchObject({ text: names, customdata: names, textposition: "inside" });
    expect(figure.layout["uniformtext"]).toEqual({ minsize: 9, mode: "hide" });
  });

  it("says whether the lower bound is reached", () => {
    const labels = (lowerBound: number): unknown => arenaMapFigure(buffers, { lowerBound }).layout["annotations"];
    expect(labels(10_000)).toMatchObject([{ text: "lower bound, reached", y: 10 }]);
    expect(labels(9_000)).toMatchObject([{ text: "lower bound", y: 9 }]);
    expect(arenaMapFigure(buffers).layout["annotations"]).toEqual([]);
  });

  it("says when there is no buffer", () => {
    expect(arenaMapFigure([]).empty).toBe("There is no buffer to place.");
  });

  it("shows hostile names as text", () => {
    const [first] = buffers;
    if (first === undefined) throw new Error("no buffer");
    expect(foreignMarkup(arenaMapFigure([{ ...first, tensors: [hostileName] }], { lowerBound: 1 }))).toEqual([]);
  });
});
