/** A symmetric positive definite matrix as its lower triangular factor: A = L·Lᵀ, row by row. */
export interface Cholesky {
  readonly size: number;
  readonly lower: Float64Array;
  /** log det A. */
  readonly logDeterminant: number;
}

/**
 * Cholesky factor of a symmetric matrix given row by row; undefined if it is not positive definite.
 * Source: docs/equations.md#linear-algebra
 *
 * @example cholesky(Float64Array.of(9), 1)?.lower // => Float64Array.of(3)
 */
export function cholesky(matrix: Float64Array, size: number): Cholesky | undefined {
  const lower = new Float64Array(size * size);
  let logDeterminant = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++) sum -= (lower[row * size + k] as number) * (lower[column * size + k] as number);
      if (row === column) {
        if (!(sum > 0)) return undefined;
        lower[row * size + row] = Math.sqrt(sum);
        logDeterminant += Math.log(sum);
      } else {
        lower[row * size + column] = sum / (lower[column * size + column] as number);
      }
    }
  }
  return { size, lower, logDeterminant };
}

/** x with L·x = b. */
export function forwardSolve({ size, lower }: Cholesky, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = b[row] as number;
    for (let k = 0; k < row; k++) sum -= (lower[row * size + k] as number) * (x[k] as number);
    x[row] = sum / (lower[row * size + row] as number);
  }
  return x;
}

/**
 * x with A·x = b.
 */
export function solveCholesky(factor: Cholesky, b: ArrayLike<number>): Float64Array {
  const { size, lower } = factor;
  const x = forwardSolve(factor, b);
  for (let row = size - 1; row >= 0; row--) {
    let sum = x[row] as number;
    for (let k = row + 1; k < size; k++) sum -= (lower[k * size + row] as number) * (x[k] as number);
    x[row] = sum / (lower[row * size + row] as number);
  }
  return x;
}

/** A⁻¹ = L⁻ᵀ·L⁻¹, row by row. */
export function inverseOf({ size, lower }: Cholesky): Float64Array {
  // Rows of L⁻ᵀ: row j holds column j of L⁻¹, so that both loops run along rows.
  const columns = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    const at = column * size;
    columns[at + column] = 1 / (lower[at + column] as number);
    for (let row = column + 1; row < size; row++) {
      let sum = 0;
      for (let k = column; k < row; k++) sum -= (lower[row * size + k] as number) * (columns[at + k] as number);
      columns[at + row] = sum / (lower[row * size + row] as number);
    }
  }
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let k = row; k < size; k++)
        sum += (columns[row * size + k] as number) * (columns[column * size + k] as number);
      inverse[row * size + column] = sum;
      inverse[column * size + row] = sum;
    }
  }
  return inverse;
}
