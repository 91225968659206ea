import type { CellReader } from "./csv-table.js";

/** Reads numbers out of one row's cells; missing is undefined, and a cell that is no number throws with its place. */
export interface MeasuredCells {
  readonly text: (column: string) => string | undefined;
  readonly number: (column: string) => number | undefined;
  /** The number divided by a constant: the one line where a unit turns into SI. */
  readonly scaled: (column: string, divisor: number) => number | undefined;
}

export function measuredCells(read: CellReader, row: readonly string[], place: string): MeasuredCells {
  const text = (column: string): string | undefined => read(row, column);
  const number = (column: string): number | undefined => {
    const cell = text(column);
    if (cell === undefined) return undefined;
    const value = Number(cell);
    if (Number.isFinite(value)) return value;
    throw new Error(`${place}: ${column}: expected a number, got ${JSON.stringify(cell)}`);
  };
  const scaled = (column: string, divisor: number): number | undefined => {
    const value = number(column);
    return value === undefined ? undefined : value / divisor;
  };
  return { text, number, scaled };
}
