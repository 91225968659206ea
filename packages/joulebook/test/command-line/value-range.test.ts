import { expect, test } from "vitest";
import { range, rangeCell } from "../../src/command-line/value-range.js";

test("the range leaves missing values out", () => {
  expect(range([3, undefined, 1, 2])).toEqual({ low: 1, high: 3 });
  expect(range([undefined])).toBeUndefined();
  expect(range([])).toBeUndefined();
});

test("a cell shows one number where both ends print alike", () => {
  expect(rangeCell(["1.0", "2.0", "3.0", "3.0", "", ""], 0)).toBe("1.0–2.0");
  expect(rangeCell(["1.0", "2.0", "3.0", "3.0", "", ""], 1)).toBe("3.0");
  expect(rangeCell(["1.0", "2.0", "3.0", "3.0", "", ""], 2)).toBe("");
});
