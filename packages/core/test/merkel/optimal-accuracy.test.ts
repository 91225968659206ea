import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CostCurve,
  curveCost,
  curveSlope,
  interiorAlphas,
  optimalAccuracy,
  optimalAccuracyAtPrice,
} from "../../src/index.js";
import { relativeError } from "../relative-error.js";
import { goldenSection } from "./golden-section.js";

const exponential: CostCurve = { kind: "exponential", a: 6.98727e-6, b: 14.857647 };
const rational: CostCurve = { kind: "rational", a: 0.2, b: 1.12, chance: 0.1 };
const range = { min: 0.4, max: 0.8 };

const convexCurve = fc.oneof(
  fc.record({
    kind: fc.constant("exponential" as const),
    a: fc.double({ min: 1e-8, max: 1, noNaN: true }),
    b: fc.double({ min: 0.1, max: 25, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant("rational" as const),
    a: fc.double({ min: 1e-3, max: 2, noNaN: true }),
    b: fc.double({ min: 0.01, max: 1.1, noNaN: true }),
    chance: fc.constantFrom(0.01, 0.1, 0.5),
  }),
);

describe("optimalAccuracy", () => {
  it("of the exponential curve is ln((1 - alpha) / (alpha a b)) / b: 0.61739 at alpha 0.5", () => {
    const { accuracy, clampedTo, stationary } = optimalAccuracy(exponential, 0.5, range);
    expect(Math.abs(accuracy - 0.61739)).toBeLessThan(5e-6);
    expect(clampedTo).toBeUndefined();
    expect(stationary).toBe(accuracy);
  });

  it.each([
    [0.1, 0.76743],
    [0.3, 0.64653],
    [0.6, 0.43202],
  ])("of the rational curve at alpha %f is %f", (alpha, expected) => {
    const { accuracy } = optimalAccuracy(rational, alpha, { min: 0.1, max: 0.85 });
    expect(Math.abs(accuracy - expected)).toBeLessThan(5e-6);
  });

  it("is moved to the lower end where energy weighs too much: rational curve, alpha 0.9", () => {
    expect(optimalAccuracy(rational, 0.9, range)).toMatchObject({ accuracy: 0.4, clampedTo: "min" });
  });

  it("is the most accurate design at alpha 0 and the cheapest at alpha 1, without a stationary point", () => {
    for (const curve of [exponential, rational]) {
      expect(optimalAccuracy(curve, 0, range)).toEqual({ accuracy: 0.8, clampedTo: "max" });
      expect(optimalAccuracy(curve, 1, range)).toEqual({ accuracy: 0.4, clampedTo: "min" });
    }
  });

  it("agrees with golden-section search over the cost, inside the range and at its ends", () => {
    const alphas = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(convexCurve, alphas, (curve, alpha) => {
        const cost = (accuracy: number): number => alpha * curveCost(curve, accuracy) + (1 - alpha) * (1 - accuracy);
        const found = goldenSection(cost, 0.15, 0.85);
        const { accuracy } = optimalAccuracy(curve, alpha, { min: 0.15, max: 0.85 });
        // The search cannot tell costs apart that differ by less than rounding, so compare costs, and accuracies loosely.
        expect(cost(accuracy)).toBeLessThanOrEqual(cost(found) + 1e-14 * (1 + Math.abs(cost(found))));
        const curvature = (curveSlope(curve, found + 1e-4) - curveSlope(curve, found - 1e-4)) / 2e-4;
        const blur = 1e-8 + 4 * Math.sqrt((2e-16 * (1 + cost(found))) / (alpha * curvature));
        expect(Math.abs(accuracy - found)).toBeLessThan(blur);
      }),
    );
  });

  it("stays below the pole of a rational curve", () => {
    const steep: CostCurve = { kind: "rational", a: 0.2, b: 1.25, chance: 0.1 };
    for (const alpha of [0, 1e-12, 0.1]) {
      const { accuracy } = optimalAccuracy(steep, alpha, { min: 0.1, max: 1 });
      expect(accuracy).toBeLessThan(0.8);
      expect(curveCost(steep, accuracy)).toBeGreaterThan(0);
    }
  });

  it("of a curve that is not convex is the better end of the range", () => {
    const concave: CostCurve = { kind: "rational", a: 1, b: -2, chance: 0.1 };
    const cost = (alpha: number, accuracy: number): number =>
      alpha * curveCost(concave, accuracy) + (1 - alpha) * (1 - accuracy);
    for (const alpha of [0, 0.2, 0.5, 0.7, 0.8, 1]) {
      const { accuracy, stationary } = optimalAccuracy(concave, alpha, range);
      expect(cost(alpha, accuracy)).toBe(Math.min(cost(alpha, 0.4), cost(alpha, 0.8)));
      expect(stationary).toBeUndefined();
    }
  });

  it("refuses an alpha outside [0, 1], a bad range, and one beyond the pole", () => {
    expect(() => optimalAccuracy(exponential, -0.1, range)).toThrow("alpha must be in [0, 1], got -0.1");
    expect(() => optimalAccuracy(exponential, 0.5, { min: 0.9, max: 0.8 })).toThrow(
      "0 <= min <= max <= 1, got 0.9 to 0.8",
    );
    const steep: CostCurve = { kind: "rational", a: 0.2, b: 2, chance: 0.1 };
    expect(() => optimalAccuracy(steep, 0.5, { min: 0.6, max: 0.8 })).toThrow(
      "lies beyond the curve's pole at 1/b = 0.5",
    );
    expect(() => optimalAccuracyAtPrice(exponential, Number.NaN, range)).toThrow(
      "price of an error must be at least 0, got NaN",
    );
  });
});

describe("interiorAlphas", () => {
  it("has the golden threshold: A* reaches 0.8 at alpha 0.0622", () => {
    expect(Math.abs(interiorAlphas(exponential, range).low - 0.0622)).toBeLessThan(5e-5);
  });

  it("separates clamped from interior optima", () => {
    fc.assert(
      fc.property(convexCurve, (curve) => {
        const { low, high } = interiorAlphas(curve, range);
        const ends = (alpha: number): string | undefined => optimalAccuracy(curve, alpha, range).clampedTo;
        expect(ends(low * 0.999)).toBe("max");
        expect(ends(low + (high - low) / 2)).toBeUndefined();
        expect(ends(high + (1 - high) * 0.001)).toBe("min");
      }),
    );
  });

  it("is refused for a curve that is not convex", () => {
    expect(() => interiorAlphas({ kind: "exponential", a: 1, b: -1 }, range)).toThrow("must be convex (a > 0, b > 0)");
  });
});

describe("optimalAccuracyAtPrice", () => {
  it("is the optimum at the alpha that (1 - alpha) / alpha makes of the price", () => {
    const atPrice = optimalAccuracyAtPrice(rational, 4, range).accuracy;
    expect(relativeError(atPrice, optimalAccuracy(rational, 0.2, range).accuracy)).toBeLessThan(1e-14);
  });
});
