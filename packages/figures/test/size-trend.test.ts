import { describe, expect, it } from "vitest";
import { sizeTrend } from "../src/size-trend.js";

describe("sizeTrend", () => {
  it("recovers an exponential: the size doubles every tenth", () => {
    const trend = sizeTrend([0.5, 0.6, 0.7], [1e6, 2e6, 4e6]);
    expect(Math.abs((trend?.curve.b ?? 0) / (10 * Math.LN2) - 1)).toBeLessThan(1e-12);
    expect(Math.abs((trend?.curve.a ?? 0) / 31_250 - 1)).toBeLessThan(1e-12);
    expect(trend?.r2).toBeCloseTo(1, 12);
    expect(trend?.factor).toBeCloseTo(1, 6);
  });

  it("is the line through the logarithms by hand: ln S = 0, 1, 1 over A = 0, 1, 2 has slope 1/2 and R² 3/4", () => {
    const trend = sizeTrend([0, 1, 2], [1, Math.E, Math.E]);
    expect(trend?.curve.b).toBeCloseTo(0.5, 12);
    expect(trend?.curve.a).toBeCloseTo(Math.exp(1 / 6), 12);
    expect(trend?.r2).toBeCloseTo(0.75, 12);
    // Residuals -1/6, 1/3, -1/6: squares sum to 1/6, one degree of freedom.
    expect(trend?.factor).toBeCloseTo(Math.exp(Math.sqrt(1 / 6)), 12);
  });

  it("has no trend for two points or a single accuracy, and refuses a size of 0", () => {
    expect(sizeTrend([0.1, 0.2], [1, 2])).toBeUndefined();
    expect(sizeTrend([0.1, 0.1, 0.1], [1, 2, 3])).toBeUndefined();
    expect(() => sizeTrend([0.1, 0.2, 0.3], [1, 0, 2])).toThrow("sizeTrend: sizes must be above 0, got 0");
  });
});
