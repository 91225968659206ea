import { describe, expect, it } from "vitest";
import { reliabilityFigure } from "../src/index.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName } from "./sample-points.js";

describe("reliabilityFigure", () => {
  const figure = reliabilityFigure(
    [
      {
        name: "before",
        bins: [
          { low: 0, high: 0.5, count: 0 },
          { low: 0.5, high: 1, count: 100, confidence: 0.9, accuracy: 0.7 },
        ],
      },
      {
        name: hostileName,
        bins: [
          { low: 0, high: 0.5, count: 4, confidence: 0.4, accuracy: 0.5 },
          { low: 0.5, high: 1, count: 96, confidence: 0.72, accuracy: 0.7 },
        ],
      },
    ],
    { id: "reliability", title: "Reliability", caption: "Invented." },
  );

  it("is the golden figure and keeps the house rules", () => {
    expectGolden(figure);
    expectHouseRules(figure);
    expect(foreignMarkup(figure)).toEqual([]);
  });

  it("draws Wilson's interval, by the printed table: 70 of 100 lie in .604 to .781", () => {
    const trace = figure.data[1] as unknown as { y: number[]; error_y: { array: number[]; arrayminus: number[] } };
    expect((trace.y[0] ?? 0) - (trace.error_y.arrayminus[0] ?? 0)).toBeCloseTo(0.6042, 4);
    expect((trace.y[0] ?? 0) + (trace.error_y.array[0] ?? 0)).toBeCloseTo(0.781, 3);
  });

  it("lists every bin, draws those with answers enough, and is empty without any", () => {
    expect(figure.table.rows).toHaveLength(4);
    expect(figure.data.map(({ x }) => (x as number[]).length)).toEqual([2, 1, 1]);
    const none = reliabilityFigure([{ name: "a", bins: [{ low: 0, high: 1, count: 0 }] }], {
      id: "none",
      title: "",
      caption: "",
    });
    expect(none.empty).toBeDefined();
  });
});
