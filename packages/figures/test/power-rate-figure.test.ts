import { describe, expect, it } from "vitest";
import { powerRateFigure } from "../src/power-rate-figure.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName, powered } from "./sample-points.js";

/** P = 1 + 2r up to 10/s and P = 3 + r up to 20/s, which cross at 2/s and 5 W. */
const small = powered("small", { energy: 2.1, latency: 0.1, idlePower: 1 }, "a");
const large = powered("large", { energy: 1.15, latency: 0.05, idlePower: 3 }, "b");

describe("powerRateFigure", () => {
  const figure = powerRateFigure([small, large], { rate: 5, limit: 6 });

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("ends each line at the highest rate that its design can keep", () => {
    const ends = figure.data.slice(0, 2).map(({ x, y }) => [(x as number[]).at(-1), (y as number[]).at(-1)]);
    expect(ends[0]?.map((value) => Number(value?.toFixed(6)))).toEqual([10, 21]);
    expect(ends[1]?.map((value) => Number(value?.toFixed(6)))).toEqual([20, 23]);
  });

  it("keeps every power finite, also where 1/t times t rounds to above 1", () => {
    for (let i = 1; i < 60; i++) {
      const odd = powered("odd", { energy: 1, latency: i / 49, idlePower: 0.1 });
      const powers = powerRateFigure([odd], { rate: 0.1 }).data[0]?.["y"] as number[];
      expect(powers.every(Number.isFinite)).toBe(true);
    }
  });

  it("marks where the lines cross, and says so in the table", () => {
    const crossing = figure.data.find((trace) => trace["name"] === "crossover");
    expect(crossing).toMatchObject({ text: ["small / large"] });
    const last = figure.table.rows.at(-1);
    expect(last?.slice(0, 2)).toEqual(["small", "large"]);
    expect(Number(last?.[2])).toBeCloseTo(2, 10);
    expect(Number(last?.[3])).toBeCloseTo(5, 10);
  });

  it("says when there is no design, and refuses a rate of 0", () => {
    expect(powerRateFigure([]).empty).toBe("There is no design to draw.");
    expect(() => powerRateFigure([small], { rate: 0 })).toThrow("rate must be positive and finite, got 0");
  });

  it("shows hostile names as text", () => {
    const hostile = { ...large, model: hostileName };
    expect(foreignMarkup(powerRateFigure([small, hostile]))).toEqual([]);
  });
});
