import { describe, expect, it } from "vitest";
import { normalProbability, normalQuantile } from "../../src/statistics/normal.js";

// Origin of the values: tables of Abramowitz and Stegun (26.1, 26.2), fifteen digits; the far tail from 26.2.12's asymptotic series.
describe("the normal distribution", () => {
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [2, 0.977249868051821],
    [3, 0.99865010196837],
    [-1, 0.158655253931457],
    [-4, 3.16712418331199e-5],
    [-5, 2.86651571879194e-7],
  ])("has P(Z <= %d) = %d", (z, p) => {
    expect(normalProbability(z) / p).toBeCloseTo(1, 12);
  });

  it.each([
    [0.5, 0],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [0.025, -1.959963984540054],
  ])("stays below z with probability %d for z = %d", (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 11);
  });

  it("meets at 3, where one series takes over from the other", () => {
    expect(normalProbability(3 - 1e-9)).toBeCloseTo(normalProbability(3 + 1e-9), 10);
  });

  it("has quantiles for probabilities alone", () => {
    for (const p of [0, 1, -0.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});
