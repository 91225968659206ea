import { describe, expect, it } from "vitest";
import { memoryTimelineFigure } from "../src/memory-timeline-figure.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName } from "./sample-points.js";

const timelines = [
  {
    name: "own order",
    steps: [
      { layer: "convolution", live: 8_490 },
      { layer: "depthwise", live: 16_000 },
      { layer: "dense", live: 76 },
    ],
  },
  {
    name: "in place",
    steps: [
      { layer: "convolution", live: 8_490 },
      { layer: "depthwise", live: 12_000 },
      { layer: "dense", live: 76 },
    ],
  },
];

describe("memoryTimelineFigure", () => {
  const figure = memoryTimelineFigure(timelines, { limit: { name: "SRAM", bytes: 20_000 } });

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("writes each peak beside its name, in the unit of the axis", () => {
    expect(figure.data.map((trace) => trace["name"])).toEqual(["own order (peak 16 KB)", "in place (peak 12 KB)"]);
  });

  it("draws each step from half before its number to half after", () => {
    expect(figure.data[0]).toMatchObject({
      x: [0.5, 1.5, 2.5, 3.5],
      y: [8.49, 16, 0.076, 0.076],
      line: { shape: "hv" },
    });
  });

  it("leaves room for a limit above the peak, and draws it", () => {
    expect(figure.layout["yaxis"]).toMatchObject({ range: [0, 21.6] });
    expect(figure.layout["shapes"]).toMatchObject([{ y0: 20, y1: 20 }]);
    expect(memoryTimelineFigure(timelines).layout["shapes"]).toEqual([]);
  });

  it("says when there is no layer", () => {
    expect(memoryTimelineFigure([]).empty).toBe("The network has no layer.");
    expect(memoryTimelineFigure([{ name: "none", steps: [] }]).empty).toBeDefined();
  });

  it("shows hostile names as text", () => {
    const hostile = [{ name: hostileName, steps: [{ layer: hostileName, live: 1 }] }];
    expect(foreignMarkup(memoryTimelineFigure(hostile, { limit: { name: hostileName, bytes: 1 } }))).toEqual([]);
  });
});
