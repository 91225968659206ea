import type { Table } from "@joulebook/core";
import { type Cell, flatRecord } from "./flat-record.js";

/** Rows of equal length under named columns. */
export interface FlatTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * Records or a table as one rectangular table: every column that any record has, in order of first appearance, unless named. Records
 * that lack a column have a missing cell in it, so that no row shifts.
 *
 * @throws RangeError when a named column is in no record
 */
export function flatTable(source: readonly object[] | Table, columns?: readonly string[]): FlatTable {
  if (isTable(source))
    return pick(
      source.columns.map(({ name }) => name),
      source.rows,
      columns,
    );
  const records = source.map(flatRecord);
  const found = [...new Set(records.flatMap((record) => [...record.keys()]))];
  return pick(
    found,
    records.map((record) => found.map((name) => record.get(name))),
    columns,
  );
}

function isTable(source: readonly object[] | Table): source is Table {
  return !Array.isArray(source);
}

function pick(
  found: readonly string[],
  rows: readonly (readonly Cell[])[],
  wanted: readonly string[] | undefined,
): FlatTable {
  if (wanted === undefined) return { columns: found, rows };
  const positions = wanted.map((name) => {
    const position = found.indexOf(name);
    if (position < 0 && rows.length > 0)
      throw new RangeError(`no record has a column ${JSON.stringify(name)}; there are ${found.join(", ")}`);
    return position;
  });
  return { columns: wanted, rows: rows.map((row) => positions.map((position) => row[position])) };
}
