import { describe, expect, it } from "vitest";
import { cellText, columnDecimals } from "../../src/html/cell-text.js";

describe("cellText", () => {
  it("prints a true minus sign, and a dash for what is missing", () => {
    expect(cellText(-1.25, 1)).toBe("\u22121.3");
    expect(cellText(undefined, 1)).toBe("–");
    expect(cellText("-x", 1)).toBe("-x");
  });
});

describe("columnDecimals", () => {
  it("gives one number of decimals to the whole column", () => {
    expect(columnDecimals([12.345, 99, 101.5])).toBe(1);
    expect(columnDecimals([0.00123, 0.0456, undefined])).toBe(4);
    expect(columnDecimals([1234.5, 2000.25])).toBe(0);
    expect(columnDecimals([1, 2, 94])).toBe(0);
    expect(columnDecimals(["a", undefined])).toBe(0);
  });
});
