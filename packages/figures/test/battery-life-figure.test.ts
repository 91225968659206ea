import { describe, expect, it } from "vitest";
import { batteryLifeFigure } from "../src/battery-life-figure.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName, powered } from "./sample-points.js";

/** 36 kJ: 10 h at 1 W. */
const battery = { capacity: 36_000 };
const design = powered("design", { energy: 2.1, latency: 0.1, idlePower: 1 });

describe("batteryLifeFigure", () => {
  const figure = batteryLifeFigure([design], { battery, rate: 1, idlePower: 1 });

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("falls from nearly the life of a waiting board to 36 kJ / 21 W at the highest rate", () => {
    const lives = figure.data[0]?.["y"] as number[];
    expect(lives[0]).toBeCloseTo(10 / (1 + 2 * 0.01), 8);
    expect(lives.at(-1)).toBeCloseTo(10 / 21, 6);
    expect(figure.layout["annotations"]).toMatchObject([{}, { text: "waiting only: 10 h" }]);
  });

  it("shows days where all lives are long", () => {
    const long = batteryLifeFigure([design], { battery: { capacity: 36_000_000 }, rate: 1 });
    expect(long.units["y"]).toBe("d");
  });

  it("says when nothing drains the battery, and refuses a rate of 0", () => {
    expect(batteryLifeFigure([], { battery }).empty).toBe("There is no design that drains the battery.");
    expect(() => batteryLifeFigure([design], { battery, rate: 0 })).toThrow("rate must be positive");
  });

  it("shows hostile names as text", () => {
    expect(foreignMarkup(batteryLifeFigure([{ ...design, model: hostileName }], { battery }))).toEqual([]);
  });
});
