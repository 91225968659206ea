import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curveCost, rationalFit } from "../../src/index.js";
import { relativeError } from "../relative-error.js";
import { accuracies, decisionCosts } from "./paper-example.js";

describe("rationalFit", () => {
  it("finds the least squares in linear space that scipy.optimize.curve_fit finds", () => {
    // scipy 1.17.1 from (0.1, 1.1); its Jacobian is a finite difference, hence the wider tolerance of the errors.
    const fit = rationalFit(accuracies, decisionCosts);
    expect(fit.converged).toBe(true);
    expect(relativeError(fit.curve.a, 0.0803404825687493)).toBeLessThan(1e-7);
    expect(relativeError(fit.curve.b, 1.1822229251477452)).toBeLessThan(1e-8);
    expect(relativeError(fit.standardErrors.a, 0.01925815125238205)).toBeLessThan(1e-6);
    expect(relativeError(fit.standardErrors.b, 0.01926510886818751)).toBeLessThan(1e-6);
    expect(relativeError(fit.residualDeviation ** 2 * 4, 0.03446356062528107)).toBeLessThan(1e-10);
  });

  it("finds it for a sweep of widths too, with intervals of t(3, 0.95) = 3.1824 standard errors", () => {
    const fit = rationalFit([0.55, 0.66, 0.74, 0.78, 0.8], [0.0178, 0.0662, 0.2549, 0.5662, 1]);
    expect(relativeError(fit.curve.a, 0.04156714335402489)).toBeLessThan(1e-7);
    expect(relativeError(fit.curve.b, 1.2139273587660293)).toBeLessThan(1e-8);
    const { a, b } = fit.intervals;
    expect(relativeError(a.high - fit.curve.a, 3.1824463053 * 0.00537846231840319)).toBeLessThan(1e-6);
    expect(relativeError(fit.curve.b - b.low, 3.1824463053 * 0.00523508046005565)).toBeLessThan(1e-5);
  });

  it("gives back the curve that exact points lie on, for any chance level", () => {
    const parameters = fc.record({
      a: fc.double({ min: 1e-3, max: 10, noNaN: true }),
      b: fc.double({ min: -2, max: 1.2, noNaN: true }),
      chance: fc.constantFrom(0, 0.01, 0.1, 0.5),
    });
    fc.assert(
      fc.property(parameters, ({ a, b, chance }) => {
        const cost = accuracies.map((accuracy) => (a * (accuracy - chance)) / (1 - b * accuracy));
        const { curve, converged } = rationalFit(accuracies, cost, { chance });
        expect(converged).toBe(true);
        expect(relativeError(curve.a, a)).toBeLessThan(1e-6);
        expect(Math.abs(curve.b - b)).toBeLessThan(1e-6);
      }),
    );
  });

  it("keeps its pole above every accuracy, whatever the points", () => {
    const costs = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(costs, (cost) => {
        const { curve, residuals } = rationalFit(accuracies, cost);
        expect(1 - curve.b * 0.8).toBeGreaterThan(0);
        accuracies.forEach((accuracy, i) => {
          const residual = (cost[i] as number) - curveCost(curve, accuracy);
          expect(Math.abs((residuals[i] as number) - residual)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(residual)));
        });
      }),
    );
  });

  it("refuses accuracies and chance levels that are no fractions, and points that fix nothing", () => {
    expect(() => rationalFit([50, 60, 70], [1, 2, 3])).toThrow("accuracy must be in [0, 1], got 50 at point 0");
    expect(() => rationalFit([0.5, 0.6, 0.7], [1, 2, 3], { chance: 1 })).toThrow("chance must be in [0, 1), got 1");
    expect(() => rationalFit([0.1, 0, 0.1], [1, 2, 3])).toThrow(
      "needs an accuracy other than 0 and the chance level 0.1",
    );
    expect(() => rationalFit([0.5, 0.6], [1, 2])).toThrow("rationalFit: needs at least 3 points");
  });
});
