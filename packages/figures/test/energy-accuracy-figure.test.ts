import { describe, expect, it } from "vitest";
import { energyAccuracyFigure } from "../src/energy-accuracy-figure.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import type { OperatingPoint } from "../src/operating-point.js";
import { hostileName, point, samplePoints } from "./sample-points.js";

const [a, b, , d] = samplePoints as readonly [OperatingPoint, OperatingPoint, OperatingPoint, OperatingPoint];
const front = [a, b, d];
const mix = {
  energy: 0.1,
  accuracy: 0.65,
  parts: [
    { candidate: { model: "b" }, share: 0.5 },
    { candidate: { model: "d" }, share: 0.5 },
  ],
};

describe("energyAccuracyFigure", () => {
  const figure = energyAccuracyFigure(samplePoints, { front, budget: 0.1, choice: b, mix });

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("says in its caption where points of one device are of several operating points", () => {
    const [one, other, third] = [
      { ...a, device: "board", keys: { powerMode: "5W" } },
      { ...b, device: "board", keys: { powerMode: "10W" } },
      { ...d, device: "board", keys: {} },
    ];
    expect(energyAccuracyFigure([one, other], { caption: "Mine." }).caption).toBe(
      "Mine. board was measured at several operating points: 5W (1), 10W (1).",
    );
    expect(energyAccuracyFigure([one, third], { caption: "Mine." }).caption).toContain(
      "do not say their operating point",
    );
    expect(energyAccuracyFigure([one, { ...other, device: "else" }], { caption: "Mine." }).caption).toBe("Mine.");
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("shows joules as the SI prefix of the axis says, and accuracies in percent", () => {
    expect(figure.units).toEqual({ x: "mJ", y: "%" });
    const shown = figure.data.find((trace) => trace["name"] === "tflite");
    expect(shown?.["x"]).toEqual([10, 40]);
    expect(shown?.["y"]).toEqual([50, 60]);
  });

  it("draws the front as the accuracy that each energy can buy", () => {
    const line = figure.data.find((trace) => trace["name"] === "Pareto front");
    expect(line).toMatchObject({ x: [10, 40, 160], y: [50, 60, 70], line: { shape: "hv" } });
  });

  it("puts the budget line at the budget, whatever the axis's prefix", () => {
    expect(figure.layout["shapes"]).toMatchObject([{ x0: 100, x1: 100 }]);
    const large = energyAccuracyFigure([point("m", 30, 0.5, 1, "x"), point("n", 50, 0.6, 1, "x")], { budget: 40 });
    expect(large.layout["shapes"]).toMatchObject([{ x0: 40, x1: 40 }]);
    expect(large.units["x"]).toBe("J");
  });

  it("tells in its table what is on the front", () => {
    expect(figure.table.rows.map((row) => [row[1], row[4], row[6]])).toEqual([
      ["a", 10, "yes"],
      ["b", 40, "yes"],
      ["c", 50, "no"],
      ["d", 160, "yes"],
    ]);
  });

  it("shows hostile names as text", () => {
    const hostile = point(hostileName, 0.02, 0.5, 0.001, hostileName);
    const shown = energyAccuracyFigure([hostile, ...samplePoints], { choice: hostile, named: [hostile] });
    expect(foreignMarkup(shown)).toEqual([]);
  });

  it("says that there is nothing to draw instead of drawing nothing", () => {
    const empty = energyAccuracyFigure([]);
    expect(empty.empty).toBe("No candidate has both energy and accuracy.");
    expect(empty.data).toEqual([]);
    expect(empty.table.rows).toEqual([]);
  });
});
