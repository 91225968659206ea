import { describe, expect, it } from "vitest";
import { staticPowerFit } from "../../src/index.js";
import { ndp120Points } from "./ndp120.js";

const relative = (value: number | undefined, expected: number): number =>
  Math.abs((value ?? Number.NaN) / expected - 1);

describe("staticPowerFit", () => {
  // Solved by hand from two equations each; the published analysis rounds to these digits.
  it.each([
    ["keywords", 35.39e-6, 0.653e-3],
    ["images", 112.31e-6, 0.676e-3],
    ["persons", 78.02e-6, 0.665e-3],
  ])("%s alone: C and static power of the two operating points", (network, perSquareVolt, staticPower) => {
    const fit = staticPowerFit(ndp120Points.filter((one) => one.network === network));
    expect(relative(fit.staticPower, staticPower)).toBeLessThan(1e-3);
    expect(relative(fit.switched[0]?.perSquareVolt, perSquareVolt)).toBeLessThan(2e-4);
    expect(Math.max(...fit.residuals.map(Math.abs))).toBeLessThan(1e-12);
    expect(fit.degreesOfFreedom).toBe(0);
  });

  it("gives one static power between 0.65 and 0.68 mW for three unrelated tasks, with residuals below 0.2 %", () => {
    const fit = staticPowerFit(ndp120Points);
    expect(fit.staticPower).toBeGreaterThan(0.65e-3);
    expect(fit.staticPower).toBeLessThan(0.68e-3);
    expect(fit.degreesOfFreedom).toBe(2);
    const worst = Math.max(...fit.residuals.map(Math.abs));
    expect(worst).toBeLessThan(2e-3);
    expect(worst).toBeGreaterThan(1e-6);
  });

  it("finds what made the points again, and a minimum where they are disturbed", () => {
    const made = [0.8, 0.9, 1, 1.1].map((voltage) => {
      const latency = 0.01 / voltage ** 3;
      return { voltage, latency, energy: 50e-6 * voltage ** 2 + 2e-3 * latency };
    });
    const exact = staticPowerFit([{ network: "n", points: made }]);
    expect(relative(exact.staticPower, 2e-3)).toBeLessThan(1e-9);
    expect(relative(exact.switched[0]?.perSquareVolt, 50e-6)).toBeLessThan(1e-9);
    const disturbed = made.map((point, at) => ({
      ...point,
      energy: point.energy * (1 + (at % 2 === 0 ? 0.02 : -0.02)),
    }));
    const fit = staticPowerFit([{ network: "n", points: disturbed }]);
    const error = (staticPower: number, c: number): number =>
      disturbed.reduce(
        (sum, { voltage, latency, energy }) => sum + ((c * voltage ** 2 + staticPower * latency) / energy - 1) ** 2,
        0,
      );
    const c = fit.switched[0]?.perSquareVolt ?? Number.NaN;
    const least = error(fit.staticPower, c);
    for (const [a, b] of [
      [1.01, 1],
      [0.99, 1],
      [1, 1.01],
      [1, 0.99],
    ] as const)
      expect(error(fit.staticPower * a, c * b)).toBeGreaterThan(least);
  });

  it("refuses points that cannot tell both parts apart, and figures that are not positive", () => {
    const point = { voltage: 1, energy: 1, latency: 1 };
    expect(() => staticPowerFit([{ network: "n", points: [point] }])).toThrow(RangeError);
    expect(() => staticPowerFit([{ network: "n", points: [point, { voltage: 2, energy: 4, latency: 4 }] }])).toThrow(
      "told apart",
    );
    expect(() => staticPowerFit([{ network: "n", points: [point, { ...point, energy: 0 }] }])).toThrow("energy");
    expect(() => staticPowerFit([])).toThrow(RangeError);
  });
});
