import { describe, expect, it } from "vitest";
import { normalProbability, normalQuantile } from "../../src/index.js";

// Values: Abramowitz and Stegun, tables 26.1 and 26.2, and standard tail values.
describe("the normal distribution", () => {
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [2, 0.977249868051821],
    [2.999, 0.9986456634662729],
    [3, 0.99865010196837],
    [-5, 2.866515718791939e-7],
    [-10, 7.61985302416e-24],
  ])("is %s -> %s", (x, share) => {
    expect(Math.abs(normalProbability(x) / share - 1)).toBeLessThan(1e-8);
  });

  it("is smooth where the series meets the continued fraction", () => {
    expect(Math.abs(normalProbability(3 - 1e-12) - normalProbability(3))).toBeLessThan(1e-13);
  });

  it("inverts itself", () => {
    for (const share of [1e-20, 1e-6, 0.01, 0.3, 0.5, 0.9, 0.999999]) {
      expect(Math.abs(normalProbability(normalQuantile(share)) / share - 1)).toBeLessThan(1e-12);
    }
    expect(Math.abs(normalQuantile(0.975) - 1.959963984540054)).toBeLessThan(1e-12);
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(() => normalQuantile(1.1)).toThrow(RangeError);
  });
});
