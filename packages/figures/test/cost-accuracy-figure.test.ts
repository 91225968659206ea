import { describe, expect, it } from "vitest";
import { costAccuracyFigure } from "../src/cost-accuracy-figure.js";
import { costView } from "../src/cost-view.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName, point } from "./sample-points.js";

/** C_D = 0.1, 0.2, 0.4, 1: by hand the costs below. */
const designs = [
  point("a", 0.1, 0.4, 0.01, "x"),
  point("b", 0.2, 0.6, 0.02, "x"),
  point("c", 0.4, 0.7, 0.04, "x"),
  point("d", 1, 0.75, 0.1, "x"),
];

describe("costAccuracyFigure", () => {
  const figure = costAccuracyFigure(designs, { alphas: [0.1, 0.5, 0.9] });

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("finds the cheapest design for each weight by hand", () => {
    // alpha 0.1: .55 .38 .31 .325; alpha 0.5: .35 .3 .35 .625; alpha 0.9: .15 .22 .39 .925.
    const best = figure.table.rows.filter((row) => row[1] === "best design");
    expect(best.map((row) => [row[0], row[2], Number(Number(row[5]).toFixed(12))])).toEqual([
      [0.1, "c", 0.31],
      [0.5, "b", 0.3],
      [0.9, "a", 0.15],
    ]);
  });

  it("puts the best point of the curve where no point of the curve nearby costs less", () => {
    const view = costView(designs, { alphas: [0.3] });
    if (view === undefined || view.fit.curve.kind !== "exponential") throw new Error("expected an exponential fit");
    const { a, b } = view.fit.curve;
    const accuracy = view.optima[0]?.continuous.accuracy ?? Number.NaN;
    const cost = (at: number): number => 0.3 * a * Math.exp(b * at) + 0.7 * (1 - at);
    expect(accuracy).toBeGreaterThan(0.4);
    expect(accuracy).toBeLessThan(0.75);
    expect(cost(accuracy)).toBeLessThan(Math.min(cost(accuracy - 1e-4), cost(accuracy + 1e-4)));
  });

  it("fits Merkel's other curve on request", () => {
    expect(costView(designs, { alphas: [], curve: "rational", chance: 0.1 })?.fit.curve).toMatchObject({
      kind: "rational",
      chance: 0.1,
    });
  });

  it("says that fewer than three designs make no curve", () => {
    expect(costAccuracyFigure(designs.slice(0, 2), { alphas: [0.5] }).empty).toBe(
      "Fewer than three designs of different accuracy: no curve can be fitted.",
    );
  });

  it("refuses a weight outside [0, 1]", () => {
    expect(() => costAccuracyFigure(designs, { alphas: [1.5] })).toThrow("alpha must be in [0, 1], got 1.5");
  });

  it("shows hostile names as text", () => {
    const hostile = [...designs, point(hostileName, 0.01, 0.3, 0.01, "x")];
    expect(foreignMarkup(costAccuracyFigure(hostile, { alphas: [0.9] }))).toEqual([]);
  });
});
