import { describe, expect, it } from "vitest";
import { cholesky, forwardSolve, inverseOf, solveCholesky } from "../../src/statistics/cholesky.js";

/** By hand: L = [[2, 0, 0], [6, 1, 0], [-8, 5, 3]]. */
const matrix = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);

describe("cholesky", () => {
  const factor = cholesky(matrix, 3);

  it("gives the factor known by hand, and the determinant (2·1·3)² = 36", () => {
    expect([...(factor?.lower ?? [])]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
    expect(factor?.logDeterminant).toBeCloseTo(Math.log(36), 12);
  });

  it("solves: A·(1, 2, 3) = (-20, -43, 192)", () => {
    if (factor === undefined) throw new Error("no factor");
    expect([...solveCholesky(factor, [-20, -43, 192])]).toEqual([1, 2, 3]);
    expect([...forwardSolve(factor, [2, 7, 0])]).toEqual([1, 1, 1]);
  });

  it("inverts: A·A⁻¹ is the unit matrix to 1e-10", () => {
    if (factor === undefined) throw new Error("no factor");
    const inverse = inverseOf(factor);
    for (const row of [0, 1, 2]) {
      for (const column of [0, 1, 2]) {
        const product = [0, 1, 2].reduce(
          (sum, k) => sum + (matrix[3 * row + k] ?? 0) * (inverse[3 * k + column] ?? 0),
          0,
        );
        expect(Math.abs(product - (row === column ? 1 : 0))).toBeLessThan(1e-10);
      }
    }
  });

  it("refuses what is not positive definite", () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
    expect(cholesky(Float64Array.of(Number.NaN), 1)).toBeUndefined();
  });
});
