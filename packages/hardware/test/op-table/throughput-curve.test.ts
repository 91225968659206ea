import { describe, expect, it } from "vitest";
import { throughputAt } from "../../src/index.js";
import { relativeError } from "../relative-error.js";

const interval = (low: number, high: number) => ({ low, high, level: 1, method: "table" as const });
const points = [
  { macsPerOutput: 100, throughput: 4e6, source: "s", interval: interval(1e6, 1e8) },
  { macsPerOutput: 1, throughput: 1e6, source: "s", unverified: true, interval: interval(1e6, 1e6) },
];

describe("throughputAt", () => {
  it("is a straight line in log-log: ten times the MACs per output, twice the throughput", () => {
    const { value, extrapolated, unverified } = throughputAt(points, 10);
    expect(relativeError(value, 2e6)).toBeLessThan(1e-12);
    expect([extrapolated, unverified]).toEqual([false, true]);
  });

  it("runs the range through the ends of the points' ranges in the same way", () => {
    const { interval: found } = throughputAt(points, 10);
    expect(relativeError(found?.low, 1e6)).toBeLessThan(1e-12);
    expect(relativeError(found?.high, 1e7)).toBeLessThan(1e-12);
  });

  it("gives a point's own value at it, and says nothing of its neighbours", () => {
    expect(throughputAt(points, 100)).toEqual({
      value: 4e6,
      interval: interval(1e6, 1e8),
      extrapolated: false,
      unverified: false,
      assumed: false,
    });
  });

  it.each([
    [0.5, 1e6],
    [1000, 4e6],
  ])("holds the nearest point beyond the ends, and flags it: %d", (x, expected) => {
    expect(throughputAt(points, x)).toMatchObject({ value: expected, extrapolated: true });
  });

  it("refuses an empty table and places without a logarithm", () => {
    expect(() => throughputAt([], 1)).toThrow(/at least one point/);
    expect(() => throughputAt(points, 0)).toThrow(/above 0, got 0/);
  });
});
