import { cholesky, solveCholesky } from "@joulebook/core";

/** Relative to the largest gradient: below it a coefficient at zero stays there. */
const tolerance = 1e-10;
/** Share of a column that others do not make up, below which it counts as made up by them. */
const dependent = 1e-6;

/**
 * Coefficients c ≥ 0 that make Σ (A·c − b)² least (Lawson and Hanson's active sets, on the normal equations).
 *
 * Columns are brought to equal length first, so that units do not matter; a column of zeros, or one that others make up,
 * gets the coefficient 0.
 * Source: docs/equations.md#non-negative-least-squares
 *
 * @param rows of A, all of one length
 * @example nonNegativeLeastSquares([[1, 0], [0, 1]], [2, -3]) // => [2, 0]
 */
export function nonNegativeLeastSquares(rows: readonly (readonly number[])[], b: readonly number[]): readonly number[] {
  const width = rows[0]?.length ?? 0;
  const { gram, right, lengths } = normalEquations(rows, b, width);
  const active = new Set<number>();
  const refused = new Set<number>();
  let solution: Float64Array = new Float64Array(width);
  const scale = Math.max(...right.map(Math.abs), 0);
  for (let step = 0; step < 3 * width + 3; step++) {
    const entering = steepest(gram, right, solution, active, refused);
    if (entering === undefined || entering.gradient <= tolerance * scale) break;
    active.add(entering.column);
    const settled = settle(gram, right, solution, active, width);
    if (settled === undefined) {
      active.delete(entering.column);
      refused.add(entering.column);
      continue;
    }
    solution = settled;
    refused.clear();
  }
  return [...solution].map((value, column) => (lengths[column] === 0 ? 0 : value / (lengths[column] as number)));
}

function normalEquations(rows: readonly (readonly number[])[], b: readonly number[], width: number) {
  const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column] as number));
  const lengths = columns.map((column) => Math.hypot(...column));
  const units = columns.map((column, index) => column.map((value) => value / ((lengths[index] as number) || 1)));
  return {
    lengths,
    gram: units.map((a) => units.map((other) => dot(a, other))),
    right: units.map((column) => dot(column, b)),
  };
}

/** The column at zero along which the error falls most. */
function steepest(
  gram: readonly (readonly number[])[],
  right: readonly number[],
  solution: Float64Array,
  active: ReadonlySet<number>,
  refused: ReadonlySet<number>,
): { readonly column: number; readonly gradient: number } | undefined {
  let best: { readonly column: number; readonly gradient: number } | undefined;
  for (const [column, value] of right.entries()) {
    if (active.has(column) || refused.has(column)) continue;
    const gradient = value - dot(gram[column] as readonly number[], solution);
    if (best === undefined || gradient > best.gradient) best = { column, gradient };
  }
  return best;
}

/** Least squares over the active columns; columns that would turn negative leave one after the other. */
function settle(
  gram: readonly (readonly number[])[],
  right: readonly number[],
  start: Float64Array,
  active: Set<number>,
  width: number,
): Float64Array | undefined {
  let current: Float64Array = Float64Array.from(start);
  for (;;) {
    const columns = [...active];
    const free = solveFree(gram, right, columns);
    if (free === undefined) return undefined;
    const target = new Float64Array(width);
    for (const [index, column] of columns.entries()) target[column] = free[index] as number;
    const leaving = columns.filter((column) => (target[column] as number) <= 0);
    if (leaving.length === 0) return target;
    const share = Math.min(...leaving.map((column) => stepTo(current[column] as number, target[column] as number)));
    current = current.map((value, column) => value + share * ((target[column] as number) - value));
    for (const column of leaving) {
      if ((current[column] as number) > 1e-14) continue;
      current[column] = 0;
      active.delete(column);
    }
  }
}

/** Share of the way from a value to a target at which zero is met. */
function stepTo(from: number, to: number): number {
  return from === to ? 0 : from / (from - to);
}

function solveFree(
  gram: readonly (readonly number[])[],
  right: readonly number[],
  columns: readonly number[],
): Float64Array | undefined {
  const size = columns.length;
  const matrix = new Float64Array(size * size);
  for (const [row, a] of columns.entries())
    for (const [column, b] of columns.entries())
      matrix[row * size + column] = (gram[a] as readonly number[])[b] as number;
  const factor = cholesky(matrix, size);
  // Columns have length 1: a pivot is what the columns before do not make up of one.
  const pivots = columns.map((_, index) => factor?.lower[index * size + index] ?? 0);
  if (factor === undefined || Math.min(...pivots) < dependent) return undefined;
  return solveCholesky(
    factor,
    columns.map((column) => right[column] as number),
  );
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
