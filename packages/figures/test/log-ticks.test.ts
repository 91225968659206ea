import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logAxis } from "../src/log-ticks.js";

describe("logAxis", () => {
  it("puts ticks at 1, 2 and 5 over a short range and writes them as plain numbers", () => {
    const { tickvals, ticktext, range } = logAxis([10, 100], 0);
    expect(tickvals).toEqual([10, 20, 50, 100]);
    expect(ticktext).toEqual(["10", "20", "50", "100"]);
    expect(range).toEqual([1, 2]);
  });

  it("puts ticks at the powers of ten over a long range", () => {
    expect(logAxis([1e-3, 1e4], 0).tickvals).toEqual([1e-3, 1e-2, 0.1, 1, 10, 100, 1000, 1e4]);
  });

  it("holds every value and at least one tick, whatever the values", () => {
    const size = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fc.array(size, { minLength: 1 }), (values) => {
        const { range, tickvals } = logAxis(values);
        const inside = (value: number): boolean =>
          Math.log10(value) >= range[0] - 1e-9 && Math.log10(value) <= range[1] + 1e-9;
        expect(values.every(inside)).toBe(true);
        expect(tickvals.length).toBeGreaterThan(0);
        expect(tickvals.every(inside)).toBe(true);
      }),
    );
  });

  it("refuses values among which none is positive", () => {
    expect(() => logAxis([0, -1])).toThrow(RangeError);
  });
});
