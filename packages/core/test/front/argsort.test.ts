import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { argsort } from "../../src/front/argsort.js";
import { random } from "../../src/index.js";

const byComparison = (values: Float64Array): number[] =>
  [...values.keys()].toSorted((a, b) => {
    const [x, y] = [values[a] as number, values[b] as number];
    return x < y ? -1 : x > y ? 1 : a - b;
  });

describe("argsort", () => {
  it("agrees with a stable comparison sort on any numbers, signed zeros and infinities included", () => {
    const values = fc.float64Array({ noNaN: true, maxLength: 60 });
    fc.assert(
      fc.property(values, (array) => {
        expect([...argsort(array)]).toEqual(byComparison(array));
      }),
    );
  });

  it("agrees with a stable comparison sort where it sorts by radix", () => {
    const stream = random(7, "argsort");
    const special = [0, -0, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, Infinity, -Infinity, 1, -1];
    const values = Float64Array.from({ length: 6000 }, () => {
      if (stream.uniform() < 0.3) return stream.pick(special);
      return stream.normal() * 10 ** (stream.integer(600) - 300);
    });
    expect([...argsort(values)]).toEqual(byComparison(values));
  });

  it("keeps the order of many equal values", () => {
    expect([...argsort(new Float64Array(5000).fill(3))]).toEqual([...Array(5000).keys()]);
  });
});
