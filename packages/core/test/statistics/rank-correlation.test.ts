import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kendallTau, spearman } from "../../src/index.js";
import { relativeError } from "../relative-error.js";

/** Tau-b by looking at every pair. */
function bruteForceTau(x: readonly number[], y: readonly number[]): number | undefined {
  let [score, untiedX, untiedY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const a = Math.sign((x[i] as number) - (x[j] as number));
      const b = Math.sign((y[i] as number) - (y[j] as number));
      score += a * b;
      untiedX += a * a;
      untiedY += b * b;
    }
  }
  return untiedX * untiedY === 0 ? undefined : score / Math.sqrt(untiedX * untiedY);
}

const x = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
const y = [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4];

describe("kendallTau", () => {
  it("counts one swapped pair of six as (5 - 1) / 6", () => {
    expect(relativeError(kendallTau([1, 2, 3, 4], [1, 3, 2, 4]), 4 / 6)).toBeLessThan(1e-15);
  });

  it("handles ties as scipy.stats.kendalltau does", () => {
    // scipy 1.17.1
    expect(relativeError(kendallTau(x, y), 0.14757295747452434)).toBeLessThan(1e-14);
  });

  it("agrees with looking at every pair", () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 40 }), (pairs) => {
        const columns = [pairs.map(([a]) => a), pairs.map(([, b]) => b)] as const;
        const expected = bruteForceTau(...columns);
        const actual = kendallTau(...columns);
        if (expected === undefined) expect(actual).toBeUndefined();
        else expect(Math.abs((actual as number) - expected)).toBeLessThan(1e-14);
      }),
    );
  });

  it("is undefined where there is no order to compare", () => {
    expect(kendallTau([1, 1, 1], [1, 2, 3])).toBeUndefined();
  });

  it("refuses uneven columns, one pair and NaN", () => {
    expect(() => kendallTau([1, 2], [1])).toThrow("kendallTau: needs at least two pairs, got 2 x and 1 y");
    expect(() => kendallTau([1], [1])).toThrow("at least two pairs");
    expect(() => kendallTau([1, 2], [1, Number.NaN])).toThrow("got NaN in pair 1");
  });
});

describe("spearman", () => {
  it("is 1 - 6 sum(d^2) / (n (n^2 - 1)) without ties: 1 - 6 * 2 / 60", () => {
    expect(relativeError(spearman([1, 2, 3, 4], [1, 3, 2, 4]), 0.8)).toBeLessThan(1e-15);
  });

  it("handles ties as scipy.stats.spearmanr does", () => {
    // scipy 1.17.1
    expect(relativeError(spearman(x, y), 0.1384567651467695)).toBeLessThan(1e-14);
  });

  it("is undefined where every value is the same", () => {
    expect(spearman([2, 2], [1, 2])).toBeUndefined();
  });
});
