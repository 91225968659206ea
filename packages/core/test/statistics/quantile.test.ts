import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, quantile, quantiles } from "../../src/index.js";

describe("quantile", () => {
  it("interpolates between order statistics as R's type 7 and numpy.quantile do", () => {
    // numpy 2.4.6: quantile([7, 1, 3.5, 2, 2, 10], q)
    expect(quantiles([7, 1, 3.5, 2, 2, 10], [0, 0.1, 0.25, 0.5, 0.9, 1])).toEqual([1, 1.5, 2, 2.75, 8.5, 10]);
    expect(quantile([1, 2, 3, 4], 0.9)).toBe(3.7);
  });

  it("gives the k-th smallest of n values at q = (k - 1) / (n - 1)", () => {
    const sample = fc.uniqueArray(fc.integer(), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(sample, fc.nat(29), (values, nat) => {
        const k = nat % values.length;
        const exact = quantile(values, k / (values.length - 1));
        const expected = values.toSorted((a, b) => a - b)[k] as number;
        expect(Math.abs(exact - expected)).toBeLessThanOrEqual(1e-6);
      }),
    );
  });

  it("has the middle value, or the mean of the two middle ones, as median", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([3, 1, 2, 10])).toBe(2.5);
  });

  it("leaves its input as it was, and takes typed arrays", () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
    expect(quantile(Float64Array.of(3, 1, 2), 0.5)).toBe(2);
  });

  it("refuses no values, NaN, and a q outside [0, 1]", () => {
    expect(() => quantile([], 0.5)).toThrow("needs at least one value");
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow("must be numbers, got NaN");
    expect(() => quantile([1], 1.5)).toThrow("q must be in [0, 1], got 1.5");
  });
});
