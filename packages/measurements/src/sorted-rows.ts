import type { Cell } from "./flat-record.js";
import type { FlatTable } from "./flat-table.js";

/**
 * The rows of a table sorted by some columns, the first first; "-" before a name sorts from high to low. Rows that are equal in all of
 * them keep their order; missing values come last either way. Text is compared by code points, so that the order is the same everywhere.
 *
 * @throws RangeError when a column does not exist
 */
export function sortedRows({ columns, rows }: FlatTable, by: readonly string[]): readonly (readonly Cell[])[] {
  const keys = by.map((name) => {
    const descending = name.startsWith("-") && !columns.includes(name);
    const column = columns.indexOf(descending ? name.slice(1) : name);
    if (column < 0) throw new RangeError(`cannot sort by ${JSON.stringify(name)}; there are ${columns.join(", ")}`);
    return { column, sign: descending ? -1 : 1 };
  });
  return rows.toSorted((a, b) => {
    for (const { column, sign } of keys) {
      const order = compareCells(a[column], b[column], sign);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function compareCells(a: Cell, b: Cell, sign: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  const [left, right] = [String(a), String(b)];
  return left < right ? -sign : left > right ? sign : 0;
}
