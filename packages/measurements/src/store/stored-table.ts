import type { Measurement } from "@joulebook/core";
import { type MeasurementTable, once } from "../measurement-table.js";
import { storedColumn } from "../tables/table-mapping.js";
import type { TableColumn } from "../tables/table-columns.js";
import { textCodes } from "../tables/text-codes.js";
import { type ColumnChunk, readFlags, readNumbers, readTexts } from "./column-pages.js";
import type { ParquetGroup } from "./parquet-groups.js";
import { type StoredOrigin, storedRows } from "./stored-row.js";

/**
 * The rows of a file of the store. A column is decoded the first time it is asked for, which fails where its bytes are damaged.
 *
 * @param damaged what to throw, by what is wrong
 */
export function storedTable(
  groups: readonly ParquetGroup[],
  origin: StoredOrigin,
  damaged: (why: string) => Error,
): MeasurementTable {
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const column = once((name) => {
    try {
      return decoded(groups, name, rows);
    } catch (error) {
      throw damaged(`column ${name}: ${(error as Error).message}`);
    }
  });
  let record: ((row: number) => Measurement) | undefined;
  const number = (row: number): number => {
    const numbers = column("row");
    return numbers?.kind === "number" ? (numbers.values[row] as number) : 0;
  };
  return {
    rows,
    column,
    id: (row) => `${origin.dataset}:${number(row)}`,
    record: (row) => (record ??= storedRows(column, origin))(row),
  };
}

function decoded(groups: readonly ParquetGroup[], name: string, rows: number): TableColumn | undefined {
  const kind = name === "row" ? "integer" : storedColumn(name)?.kind;
  const present = groups.filter(({ chunks }) => chunks.has(name));
  if (kind === undefined || present.length === 0) return undefined;
  if (kind === "number" || kind === "integer") {
    const values = new Float64Array(rows);
    if (present.length < groups.length || present.some(({ chunks }) => chunks.get(name)?.nullable))
      values.fill(Number.NaN);
    everyChunk(groups, name, (chunk, start, end) => readNumbers(chunk, values.subarray(start, end)));
    return { kind: "number", values };
  }
  const codes = new Uint32Array(rows);
  if (kind === "flag") {
    everyChunk(groups, name, (chunk, start, end) => readFlags(chunk, codes.subarray(start, end)));
    return { kind: "text", codes, texts: ["", "false", "true"] };
  }
  const texts = textCodes();
  everyChunk(groups, name, (chunk, start, end) => readTexts(chunk, codes.subarray(start, end), texts));
  return { kind: "text", codes, texts: texts.texts() };
}

/** The column's bytes in each row group that has it, and which rows they are. */
function everyChunk(
  groups: readonly ParquetGroup[],
  name: string,
  read: (chunk: ColumnChunk, start: number, end: number) => void,
): void {
  let start = 0;
  for (const { rows, chunks } of groups) {
    const chunk = chunks.get(name);
    if (chunk !== undefined) read(chunk, start, start + rows);
    start += rows;
  }
}
