import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnScale, formatColumn } from "../../src/index.js";

describe("formatColumn", () => {
  it("puts a whole column under one prefix", () => {
    expect(formatColumn([0.05, 0.0021, undefined, 12], "J", { missing: "–" })).toEqual({
      unit: "mJ",
      factor: 0.001,
      cells: ["50.0", "2.10", "–", "12000"],
    });
  });

  it("takes no prefix for a column without sizes", () => {
    expect(formatColumn([0, undefined], "W")).toEqual({ unit: "W", factor: 1, cells: ["0", ""] });
    expect(formatColumn([], "W").cells).toEqual([]);
  });

  it("keeps the significant digits of every cell, whatever the prefix", () => {
    const value = fc.double({ min: 1e-9, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const { factor, cells } = formatColumn(values, "J");
        for (const [index, cell] of cells.entries()) {
          const printed = Number(cell) * factor;
          const exact = values[index] as number;
          expect(Math.abs(printed - exact) / exact).toBeLessThanOrEqual(0.0050001);
        }
      }),
    );
  });

  it("follows the median size, so that one outlier does not decide", () => {
    expect(columnScale([0.001, 0.002, 5000], "J").unit).toBe("mJ");
  });
});
