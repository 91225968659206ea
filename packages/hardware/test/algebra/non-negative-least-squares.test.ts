import { describe, expect, it } from "vitest";
import { random } from "@joulebook/core";
import { nonNegativeLeastSquares } from "../../src/algebra/non-negative-least-squares.js";

type Rows = readonly (readonly number[])[];

function squares(rows: Rows, b: readonly number[], c: readonly number[]): number {
  return rows.reduce((sum, row, index) => {
    const found = row.reduce((all, value, column) => all + value * (c[column] ?? 0), 0);
    return sum + (found - (b[index] ?? 0)) ** 2;
  }, 0);
}

/** Least squares over a subset of columns by Gaussian elimination; undefined where the subset is singular. */
function leastSquares(rows: Rows, b: readonly number[], columns: readonly number[]): readonly number[] | undefined {
  const system = columns.map((p) => [
    ...columns.map((q) => rows.reduce((sum, row) => sum + (row[p] ?? 0) * (row[q] ?? 0), 0)),
    rows.reduce((sum, row, index) => sum + (row[p] ?? 0) * (b[index] ?? 0), 0),
  ]);
  for (const [step, pivot] of system.entries()) {
    const head = pivot[step] ?? 0;
    if (Math.abs(head) < 1e-12) return undefined;
    for (const [index, row] of system.entries()) {
      if (index === step) continue;
      const factor = (row[step] ?? 0) / head;
      for (let k = step; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
  const width = rows[0]?.length ?? 0;
  const solution = Array.from({ length: width }, () => 0);
  for (const [index, column] of columns.entries())
    solution[column] = (system[index]?.at(-1) ?? 0) / (system[index]?.[index] ?? 1);
  return solution;
}

describe("nonNegativeLeastSquares", () => {
  it("is ordinary least squares where that has no negative coefficient", () => {
    // y = 2 + 3x through three points, exactly.
    const found = nonNegativeLeastSquares(
      [
        [1, 0],
        [1, 1],
        [1, 2],
      ],
      [2, 5, 8],
    );
    expect(found[0]).toBeCloseTo(2, 9);
    expect(found[1]).toBeCloseTo(3, 9);
  });

  it("holds a coefficient at 0 that would be negative, and fits the rest anew", () => {
    // Through (0, 1) and (1, 0) the slope is -1; held at 0 the best constant is ½.
    const [constant, slope] = nonNegativeLeastSquares(
      [
        [1, 0],
        [1, 1],
      ],
      [1, 0],
    );
    expect(constant).toBeCloseTo(0.5, 12);
    expect(slope).toBe(0);
  });

  it("finds the smallest error that any set of columns reaches", () => {
    const subsets = Array.from({ length: 16 }, (_, mask) => [0, 1, 2, 3].filter((bit) => (mask >> bit) % 2 === 1));
    for (let seed = 0; seed < 60; seed++) {
      const stream = random(seed, "nnls");
      const rows = Array.from({ length: 7 }, () =>
        Array.from({ length: 4 }, () => stream.uniform() * 10 ** (seed % 5)),
      );
      const b = Array.from({ length: 7 }, () => stream.uniform() - 0.2);
      const best = Math.min(
        ...subsets.flatMap((columns) => {
          const c = leastSquares(rows, b, columns);
          return c === undefined || c.some((value) => value < 0) ? [] : [squares(rows, b, c)];
        }),
      );
      const found = nonNegativeLeastSquares(rows, b);
      expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
      expect(squares(rows, b, found)).toBeLessThan(best * (1 + 1e-6) + 1e-12);
    }
  });

  it("takes columns of zeros and repeated columns", () => {
    const found = nonNegativeLeastSquares(
      [
        [1, 1, 0],
        [2, 2, 0],
        [3, 3, 0],
      ],
      [2, 4, 6],
    );
    expect((found[0] ?? 0) + (found[1] ?? 0)).toBeCloseTo(2, 6);
    expect(found[2]).toBe(0);
  });
});
