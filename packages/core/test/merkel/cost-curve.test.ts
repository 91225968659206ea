import { describe, expect, it } from "vitest";
import { type CostCurve, curveCost, curveSlope } from "../../src/index.js";
import { relativeError } from "../relative-error.js";

const curves: readonly CostCurve[] = [
  { kind: "exponential", a: 0.01, b: 5 },
  { kind: "rational", a: 0.2, b: 1.12, chance: 0.1 },
];

describe("curveCost", () => {
  it("is a e^(bA), and a (A - chance) / (1 - bA): 0.2 * 0.5 / 0.4", () => {
    expect(curveCost({ kind: "exponential", a: 2, b: Math.LN2 }, 1)).toBe(4);
    expect(relativeError(curveCost({ kind: "rational", a: 0.2, b: 1, chance: 0.1 }, 0.6), 0.25)).toBeLessThan(1e-15);
  });

  it("is 0 at the chance level of the rational curve", () => {
    expect(curveCost({ kind: "rational", a: 0.2, b: 1, chance: 0.25 }, 0.25)).toBe(0);
  });

  it("ends at the pole", () => {
    const curve: CostCurve = { kind: "rational", a: 0.2, b: 1.25, chance: 0.1 };
    expect(() => curveCost(curve, 0.8)).toThrow("accuracy must be below the curve's pole at 1/b = 0.8, got 0.8");
    expect(() => curveSlope(curve, 0.9)).toThrow("curveSlope: accuracy must be below");
  });
});

describe("curveSlope", () => {
  it.each(curves)("is the limit of differences of the $kind curve", (curve) => {
    for (const accuracy of [0.15, 0.4, 0.75]) {
      const step = 1e-5;
      const difference = (curveCost(curve, accuracy + step) - curveCost(curve, accuracy - step)) / (2 * step);
      expect(relativeError(curveSlope(curve, accuracy), difference)).toBeLessThan(1e-7);
    }
  });
});
