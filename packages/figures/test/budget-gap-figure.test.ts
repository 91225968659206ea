import { describe, expect, it } from "vitest";
import { budgetGapFigure } from "../src/budget-gap-figure.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName } from "./sample-points.js";

const series = [
  {
    name: "one model",
    points: [{ budget: 0.01, gap: 0 }, { budget: 0.02, gap: 0.4 }, { budget: 0.04 }, { budget: 0.08, gap: 0.1 }],
  },
  {
    name: "mix",
    points: [
      { budget: 0.01, gap: 0 },
      { budget: 0.02, gap: 0 },
      { budget: 0.04, gap: 0 },
      { budget: 0.08, gap: 0 },
    ],
  },
];

describe("budgetGapFigure", () => {
  const figure = budgetGapFigure(series, { band: { low: 0.03, high: 0.07, name: "published" } });

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("leaves a hole where nothing fits, and keeps it out of the median", () => {
    expect(figure.data[0]).toMatchObject({
      y: [0, 40, null, 10],
      name: "one model (median 10.0 %)",
      connectgaps: false,
    });
  });

  it("names the axis after what the budget limits", () => {
    const power = budgetGapFigure([{ name: "s", points: [{ budget: 2, gap: 0.1 }] }], { unit: "W" });
    expect(power.layout["xaxis"]).toMatchObject({ title: { text: "Budget of average power (W)" } });
  });

  it("says when no budget has a choice", () => {
    expect(budgetGapFigure([{ name: "s", points: [{ budget: 1 }] }]).empty).toBe(
      "No budget of the sweep has a choice.",
    );
    expect(budgetGapFigure([]).empty).toBeDefined();
  });

  it("shows hostile names as text", () => {
    const hostile = [{ name: hostileName, points: [{ budget: 1, gap: 0.1 }] }];
    expect(foreignMarkup(budgetGapFigure(hostile, { band: { low: 0, high: 1, name: hostileName } }))).toEqual([]);
  });
});
