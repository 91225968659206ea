import { describe, expect, it } from "vitest";
import { choiceStabilityFigure } from "../src/choice-stability-figure.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName } from "./sample-points.js";

const points = [
  { error: 0, stays: 1, fits: 1 },
  { error: 0.05, stays: 0.8, fits: 0.9 },
  { error: 0.1, stays: 0.5, fits: 0.75 },
];

describe("choiceStabilityFigure", () => {
  const figure = choiceStabilityFigure([{ name: "common", points }]);

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("shows shares in percent", () => {
    expect(figure.data.map(({ name, x, y }) => [name, x, y])).toEqual([
      ["common: stays the best", [0, 5, 10], [100, 80, 50]],
      ["common: keeps to the budget", [0, 5, 10], [100, 90, 75]],
    ]);
  });

  it("says when there was no choice to try", () => {
    expect(choiceStabilityFigure([]).empty).toBe("There is no choice whose errors could be tried.");
  });

  it("shows hostile names as text", () => {
    expect(foreignMarkup(choiceStabilityFigure([{ name: hostileName, points }]))).toEqual([]);
  });
});
