import { checkRows, type Predictor } from "./predictor.js";

const penalties = [1e-4, 0.01, 0.1, 1, 10];

/**
 * Ridge regression on centred features, its penalty by the leave-one-out error (in closed form); the deviation is
 * s·√(1 + xᵀ(XᵀX + λI)⁻¹x) with s² the leave-one-out mean square. Source: docs/equations.md#surrogates
 *
 * @throws RangeError without rows
 * @example ridge([[0], [1], [2], [3]], [1, 3, 5, 7]).predict([4]).mean // => 8.9999
 */
export function ridge(rows: readonly (readonly number[])[], values: readonly number[]): Predictor {
  checkRows("ridge", rows, values);
  const n = rows.length;
  const width = rows[0]?.length ?? 0;
  const centre = Array.from({ length: width }, (_, k) => rows.reduce((sum, row) => sum + (row[k] as number), 0) / n);
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const centred = rows.map((row) => row.map((value, k) => value - (centre[k] as number)));
  const gram = Array.from({ length: width }, (_, i) =>
    Array.from({ length: width }, (_unused, j) =>
      centred.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0),
    ),
  );
  const moment = Array.from({ length: width }, (_, k) =>
    centred.reduce((sum, row, r) => sum + (row[k] as number) * ((values[r] as number) - mean), 0),
  );
  let best: { readonly error: number; readonly weights: number[]; readonly inverse: number[][] } | undefined;
  for (const penalty of penalties) {
    const inverse = inverted(gram.map((row, i) => row.map((value, j) => (i === j ? value + penalty : value))));
    const weights = inverse.map((row) => dot(row, moment));
    // Leave-one-out: residual / (1 - leverage), the mean's own leverage 1/n included.
    const error =
      centred.reduce((sum, row, r) => {
        const leverage = quadratic(inverse, row) + 1 / n;
        return sum + (((values[r] as number) - mean - dot(row, weights)) / Math.max(1e-6, 1 - leverage)) ** 2;
      }, 0) / n;
    if (best === undefined || error < best.error) best = { error, weights, inverse };
  }
  const { error, weights, inverse } = best as NonNullable<typeof best>;
  return {
    predict(features) {
      const x = features.map((value, k) => value - (centre[k] as number));
      return { mean: mean + dot(x, weights), deviation: Math.sqrt(error * (1 + quadratic(inverse, x))) };
    },
  };
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

function quadratic(matrix: readonly (readonly number[])[], x: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) if (x[i] !== 0) sum += (x[i] as number) * dot(matrix[i] as number[], x);
  return sum;
}

/** Inverse of a positive definite matrix by Gauss and Jordan; the penalty keeps every pivot positive. */
function inverted(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...Array.from({ length: size }, (_, j) => (i === j ? 1 : 0))]);
  for (let pivot = 0; pivot < size; pivot++) {
    const row = work[pivot] as number[];
    const scale = row[pivot] as number;
    for (let k = 0; k < 2 * size; k++) row[k] = (row[k] as number) / scale;
    work.forEach((other, i) => {
      const factor = other[pivot] as number;
      if (i === pivot || factor === 0) return;
      for (let k = 0; k < 2 * size; k++) other[k] = (other[k] as number) - factor * (row[k] as number);
    });
  }
  return work.map((row) => row.slice(size));
}
