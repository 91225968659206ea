import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curveCost, exponentialFit } from "../../src/index.js";
import { relativeError } from "../relative-error.js";
import { accuracies, decisionCosts } from "./paper-example.js";

describe("exponentialFit", () => {
  const fit = exponentialFit(accuracies, decisionCosts);

  it("finds the least squares in linear space that scipy.optimize.curve_fit finds", () => {
    // scipy 1.17.1; its Jacobian is a finite difference, hence the wider tolerance of the errors.
    expect(fit.converged).toBe(true);
    expect(relativeError(fit.curve.a, 6.98727075067e-6)).toBeLessThan(1e-7);
    expect(relativeError(fit.curve.b, 14.857647213)).toBeLessThan(1e-8);
    expect(relativeError(fit.standardErrors.a, 6.93074100129e-6)).toBeLessThan(1e-6);
    expect(relativeError(fit.standardErrors.b, 1.2630050933)).toBeLessThan(1e-6);
    expect(relativeError(fit.residualDeviation ** 2 * 4, 0.006502904227300292)).toBeLessThan(1e-10);
  });

  it("differs from the fit of the logarithm, where b is about 20.7", () => {
    const logs = decisionCosts.map(Math.log);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value) / values.length;
    const [x, y] = [mean(accuracies), mean(logs)];
    const slope =
      accuracies.reduce((sum, at, i) => sum + (at - x) * ((logs[i] as number) - y), 0) /
      accuracies.reduce((sum, at) => sum + (at - x) ** 2, 0);
    expect(relativeError(slope, 20.7)).toBeLessThan(0.01);
    expect(fit.curve.b).toBeLessThan(15);
  });

  it("reports residuals as observed less fitted, and R2 from them", () => {
    accuracies.forEach((accuracy, i) => {
      const residual = (decisionCosts[i] as number) - curveCost(fit.curve, accuracy);
      expect(Math.abs((fit.residuals[i] as number) - residual)).toBeLessThan(1e-12);
    });
    // 1 - 0.0065029042273 / sum((C - mean)^2), mean 0.4584555, sum 0.85287
    expect(relativeError(fit.r2, 0.992375)).toBeLessThan(1e-6);
    expect(fit.n).toBe(6);
  });

  it("gives intervals of t(4, 0.95) = 2.7764 standard errors, of ln a for a", () => {
    const { a, b } = fit.intervals;
    expect(relativeError(b.high - fit.curve.b, 2.7764451052 * fit.standardErrors.b)).toBeLessThan(1e-9);
    const factor = Math.exp((2.7764451052 * fit.standardErrors.a) / fit.curve.a);
    expect(relativeError(a.high, fit.curve.a * factor)).toBeLessThan(1e-9);
    expect(relativeError(a.low, fit.curve.a / factor)).toBeLessThan(1e-9);
    expect(b).toMatchObject({ level: 0.95, method: "covariance" });
  });

  it("gives back the curve that exact points lie on, whatever the unit of the cost", () => {
    const parameters = fc.record({
      exponent: fc.double({ min: -9, max: 9, noNaN: true }),
      b: fc.double({ min: -12, max: 25, noNaN: true }),
    });
    fc.assert(
      fc.property(parameters, ({ exponent, b }) => {
        const a = 10 ** exponent;
        const cost = accuracies.map((accuracy) => a * Math.exp(b * accuracy));
        const exact = exponentialFit(accuracies, cost);
        expect(exact.converged).toBe(true);
        expect(relativeError(exact.curve.a, a)).toBeLessThan(1e-9);
        expect(Math.abs(exact.curve.b - b)).toBeLessThan(1e-9);
      }),
    );
  });

  it("reaches a minimum: no nearby curve has smaller squares", () => {
    const noisy = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 });
    const squares = (a: number, b: number, cost: readonly number[]): number =>
      accuracies.reduce((sum, at, i) => sum + ((cost[i] as number) - a * Math.exp(b * at)) ** 2, 0);
    fc.assert(
      fc.property(noisy, (cost) => {
        const { curve, converged } = exponentialFit(accuracies, cost);
        expect(converged).toBe(true);
        const least = squares(curve.a, curve.b, cost);
        for (const [da, db] of [
          [1e-3, 0],
          [-1e-3, 0],
          [0, 1e-3],
          [0, -1e-3],
        ] as const) {
          expect(squares(curve.a * (1 + da), curve.b + db, cost)).toBeGreaterThanOrEqual(least * (1 - 1e-12));
        }
      }),
    );
  });

  it("of equal costs is the flat line, without an R2", () => {
    const flat = exponentialFit([0.1, 0.2, 0.3], [2, 2, 2]);
    expect(flat.r2).toBeUndefined();
    expect(flat.curve.b).toBe(0);
    expect(relativeError(flat.curve.a, 2)).toBeLessThan(1e-15);
  });

  it("refuses what cannot be fitted, and says why", () => {
    expect(() => exponentialFit([0.1, 0.2], [1, 2])).toThrow(
      "needs at least 3 points to fit 2 parameters and judge the fit, got 2",
    );
    expect(() => exponentialFit([0.1, 0.2, 0.3], [1, 2])).toThrow("as many accuracies as costs, got 3 and 2");
    expect(() => exponentialFit([0.1, 0.1, 0.1], [1, 2, 3])).toThrow("at least 2 different accuracies, all are 0.1");
    expect(() => exponentialFit([0.1, 0.2, 0.3], [1, 0, 3])).toThrow("cost must be above 0, got 0 at point 1");
    expect(() => exponentialFit([0.1, Number.NaN, 0.3], [1, 2, 3])).toThrow(
      "accuracy must be finite, got NaN at point 1",
    );
  });
});
