import { describe, expect, it } from "vitest";
import { latencyEnergyAccuracyFigure } from "../src/latency-energy-accuracy-figure.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName, point, samplePoints } from "./sample-points.js";

describe("latencyEnergyAccuracyFigure", () => {
  const [, choice] = samplePoints;
  const figure = latencyEnergyAccuracyFigure(samplePoints, {
    ...(choice === undefined ? {} : { choice }),
    latencyLimit: 0.02,
  });

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("puts milliseconds against millijoules", () => {
    const shown = figure.data.find((trace) => trace["name"] === "armnn");
    expect(shown?.["x"]).toEqual([12, 50]);
    expect(shown?.["y"]).toEqual([50, 160]);
  });

  it("makes more accurate bubbles larger", () => {
    const sizes = figure.data.flatMap((trace) => {
      const marker = trace["marker"] as { readonly size: unknown; readonly color: unknown };
      if (!Array.isArray(marker.size) || !Array.isArray(marker.color)) return [];
      const accuracies = marker.color;
      return marker.size.map((size, index): [number, number] => [Number(accuracies[index]), Number(size)]);
    });
    const ordered = sizes.toSorted(([x], [y]) => x - y).map(([, size]) => size);
    expect(ordered).toEqual(ordered.toSorted((x, y) => x - y));
    expect(new Set(ordered).size).toBe(4);
  });

  it("leaves out points without a latency, and says so when none is left", () => {
    const { latency: _, ...untimed } = point("u", 0.02, 0.5, 1, "tflite");
    expect(latencyEnergyAccuracyFigure([untimed, ...samplePoints]).table.rows).toHaveLength(4);
    expect(latencyEnergyAccuracyFigure([untimed]).empty).toBe("No candidate states its latency.");
  });

  it("shows hostile names as text", () => {
    expect(foreignMarkup(latencyEnergyAccuracyFigure([point(hostileName, 0.02, 0.5, 0.01, hostileName)]))).toEqual([]);
  });
});
