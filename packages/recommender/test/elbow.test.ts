import { describe, expect, it } from "vitest";
import { elbow } from "../src/index.js";

describe("the elbow of a front", () => {
  it("is the point farthest above the chord, both axes scaled", () => {
    expect(elbow(Float64Array.of(0, 1, 10), Float64Array.of(0, 0.8, 1))).toBe(1);
    // Chord at costs 0, 0.25, 0.5, 1: heights above it are 0.25 and 0.3.
    expect(elbow(Float64Array.of(2, 4, 6, 10), Float64Array.of(0.1, 0.3, 0.42, 0.5))).toBe(2);
  });

  it("does not depend on the units of the axes", () => {
    const cost = Float64Array.of(2, 4, 6, 10);
    const accuracy = Float64Array.of(0.1, 0.3, 0.42, 0.5);
    expect(
      elbow(
        cost.map((value) => value * 1e-9 + 5),
        accuracy.map((value) => value * 100),
      ),
    ).toBe(2);
  });

  it("is absent from a straight front, a convex one, and one of fewer than three points", () => {
    expect(elbow(Float64Array.of(0, 1, 2), Float64Array.of(0, 1, 2))).toBe(-1);
    expect(elbow(Float64Array.of(0, 1, 2), Float64Array.of(0, 0.1, 1))).toBe(-1);
    expect(elbow(Float64Array.of(0, 1), Float64Array.of(0, 1))).toBe(-1);
  });
});
