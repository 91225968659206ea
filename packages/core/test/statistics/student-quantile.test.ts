import { describe, expect, it } from "vitest";
import { studentQuantile } from "../../src/statistics/student-quantile.js";
import { relativeError } from "../relative-error.js";

describe("studentQuantile", () => {
  it.each([
    // scipy 1.17.1: stats.t.ppf((1 + level) / 2, degrees)
    [1, 0.95, 12.706204736174694],
    [2, 0.95, 4.302652729749462],
    [4, 0.95, 2.7764451051977934],
    [7, 0.99, 3.4994832973504924],
    [30, 0.5, 0.6827556933212927],
    [101, 0.9, 1.6600806304117863],
  ])("with %i degrees of freedom and level %f is that of scipy", (degrees, level, expected) => {
    expect(relativeError(studentQuantile(degrees, level), expected)).toBeLessThan(1e-12);
  });

  it("of one degree of freedom is the Cauchy quantile, tan(pi level / 2)", () => {
    expect(relativeError(studentQuantile(1, 0.5), 1)).toBeLessThan(1e-15);
    expect(studentQuantile(1, 0)).toBe(0);
  });

  it("refuses broken degrees of freedom and a level of 1", () => {
    expect(() => studentQuantile(0, 0.95)).toThrow("degrees must be a positive integer, got 0");
    expect(() => studentQuantile(3, 1)).toThrow("level must be in [0, 1), got 1");
  });
});
