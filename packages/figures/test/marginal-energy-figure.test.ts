import { describe, expect, it } from "vitest";
import { marginalEnergyFigure } from "../src/marginal-energy-figure.js";
import type { OperatingPoint } from "../src/operating-point.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName, point, samplePoints } from "./sample-points.js";

const [a, b, , d] = samplePoints as readonly [OperatingPoint, OperatingPoint, OperatingPoint, OperatingPoint];

describe("marginalEnergyFigure", () => {
  const steep = point("e", 0.05, 0.69, 0.01, "tflite");
  const figure = marginalEnergyFigure([a, b, steep, d], { choice: b });

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("prices each step by hand: 30 mJ for 10 points, 10 mJ for 9, 110 mJ for 1; the hull skips b", () => {
    const prices = figure.table.rows.map((row) => [row[0], row[1], row[2], Number(row[5]?.toString().slice(0, 6))]);
    expect(prices).toEqual([
      ["front", "a", "b", 3],
      ["front", "b", "e", 1.1111],
      ["front", "e", "d", 110],
      ["hull", "a", "e", 2.1052],
      ["hull", "e", "d", 110],
    ]);
    expect(figure.units["y"]).toBe("mJ per point");
  });

  it("says that a single member has no step", () => {
    expect(marginalEnergyFigure([a]).empty).toBe("The front has fewer than two members.");
    expect(marginalEnergyFigure([]).empty).toBeDefined();
  });

  it("shows hostile names as text", () => {
    const hostile = point(hostileName, 0.002, 0.2, 0.001, "x");
    expect(foreignMarkup(marginalEnergyFigure([hostile, a, b], { choice: hostile }))).toEqual([]);
  });
});
