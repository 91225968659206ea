import { expect, it } from "vitest";
import { mean } from "../../src/index.js";

it("is the sum over the count", () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(mean(Float64Array.of(-4, 1.5))).toBe(-1.25);
  expect(mean([7])).toBe(7);
});

it("sums in the order given, as one by one on paper", () => {
  // 1e16 + 1 is 1e16 in double precision; the other way round the ones add up to 2 first.
  expect(mean([1e16, 1, 1, -1e16])).toBe(0);
  expect(mean([1, 1, 1e16, -1e16])).toBe(0.5);
});

it("has none without values", () => {
  expect(() => mean([])).toThrow(new RangeError("mean: needs at least one value, got none"));
});
