import type { Measurement } from "@joulebook/core";
import { recordColumn } from "./store/stored-row.js";
import type { TableColumn } from "./tables/table-columns.js";

/** Measurements by column: a record is made only of the rows that somebody asks for. */
export interface MeasurementTable {
  readonly rows: number;
  /** A column of the store by its name ("row" is the number of a row in its dataset); undefined where there are no values. */
  readonly column: (name: string) => TableColumn | undefined;
  readonly id: (row: number) => string;
  readonly record: (row: number) => Measurement;
}

/** Records as a table. */
export function measurementTable(records: readonly Measurement[]): MeasurementTable {
  const at = (row: number): Measurement => records[row] as Measurement;
  return {
    rows: records.length,
    column: once((name) => recordColumn(records, name)),
    id: (row) => at(row).id,
    record: at,
  };
}

/** All rows of a table as records. */
export function tableRecords({ rows, record }: MeasurementTable): readonly Measurement[] {
  return Array.from({ length: rows }, (_, row) => record(row));
}

/** Some rows of a table, in the order given. */
export function selectRows(table: MeasurementTable, rows: Uint32Array): MeasurementTable {
  const at = (row: number): number => rows[row] as number;
  return {
    rows: rows.length,
    column: once((name) => {
      const column = table.column(name);
      return column === undefined ? undefined : selectValues(column, rows);
    }),
    id: (row) => table.id(at(row)),
    record: (row) => table.record(at(row)),
  };
}

/** The rows of several tables, one table after the other. */
export function joinTables(tables: readonly MeasurementTable[]): MeasurementTable {
  const [only, ...others] = tables;
  if (only !== undefined && others.length === 0) return only;
  const starts: number[] = [];
  let rows = 0;
  for (const table of tables) {
    starts.push(rows);
    rows += table.rows;
  }
  const within = <T>(row: number, read: (table: MeasurementTable, row: number) => T): T => {
    const place = starts.findLastIndex((start) => start <= row);
    return read(tables[place] as MeasurementTable, row - (starts[place] as number));
  };
  return {
    rows,
    column: once((name) =>
      joinColumns(
        tables.map((table) => ({ rows: table.rows, column: table.column(name) })),
        rows,
      ),
    ),
    id: (row) => within(row, (table, own) => table.id(own)),
    record: (row) => within(row, (table, own) => table.record(own)),
  };
}

/** The different texts of a column that rows have, sorted. */
export function distinctTexts({ column }: MeasurementTable, name: string): readonly string[] {
  const found = column(name);
  if (found?.kind !== "text") return [];
  const used = new Uint8Array(found.texts.length);
  for (const code of found.codes) used[code] = 1;
  return found.texts.filter((_, code) => code > 0 && used[code] === 1).toSorted();
}

/** The rows that have one of some texts in one of some columns. */
export function rowsWithText(
  table: MeasurementTable,
  columns: readonly string[],
  texts: readonly string[],
): MeasurementTable {
  const wanted = columns.flatMap((name) => {
    const column = table.column(name);
    if (column?.kind !== "text") return [];
    return [
      { codes: column.codes, is: Uint8Array.from(column.texts, (text, code) => +(code > 0 && texts.includes(text))) },
    ];
  });
  const rows = new Uint32Array(table.rows);
  let size = 0;
  for (let row = 0; row < table.rows; row++)
    if (wanted.some(({ codes, is }) => is[codes[row] as number] === 1)) rows[size++] = row;
  return selectRows(table, rows.slice(0, size));
}

/** The numbers of a column, NaN where one is missing. */
export function numbersOf({ column, rows }: MeasurementTable, name: string): Float64Array {
  const found = column(name);
  return found?.kind === "number" ? found.values : new Float64Array(rows).fill(Number.NaN);
}

/** A function of a name that works each answer out once. */
export function once<T>(work: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    if (!known.has(name)) known.set(name, work(name));
    return known.get(name) as T;
  };
}

function selectValues(column: TableColumn, rows: Uint32Array): TableColumn {
  if (column.kind === "number") {
    const values = new Float64Array(rows.length);
    for (let row = 0; row < rows.length; row++) values[row] = column.values[rows[row] as number] as number;
    return { kind: "number", values };
  }
  const codes = new Uint32Array(rows.length);
  for (let row = 0; row < rows.length; row++) codes[row] = column.codes[rows[row] as number] as number;
  return { kind: "text", codes, texts: column.texts };
}

interface Part {
  readonly rows: number;
  readonly column: TableColumn | undefined;
}

function joinColumns(parts: readonly Part[], rows: number): TableColumn | undefined {
  const kind = parts.find(({ column }) => column !== undefined)?.column?.kind;
  if (kind === undefined) return undefined;
  return kind === "number" ? joinNumbers(parts, rows) : joinTexts(parts, rows);
}

function joinNumbers(parts: readonly Part[], rows: number): TableColumn {
  const values = new Float64Array(rows).fill(Number.NaN);
  let start = 0;
  for (const { rows: own, column } of parts) {
    if (column?.kind === "number") values.set(column.values, start);
    start += own;
  }
  return { kind: "number", values };
}

function joinTexts(parts: readonly Part[], rows: number): TableColumn {
  const codes = new Uint32Array(rows);
  const texts = [""];
  const known = new Map<string, number>();
  const codeOf = (text: string): number => {
    const code = known.get(text) ?? texts.push(text) - 1;
    known.set(text, code);
    return code;
  };
  let start = 0;
  for (const { rows: own, column } of parts) {
    if (column?.kind === "text") {
      const renumbered = column.texts.map((text, code) => (code === 0 ? 0 : codeOf(text)));
      for (let row = 0; row < own; row++) codes[start + row] = renumbered[column.codes[row] as number] as number;
    }
    start += own;
  }
  return { kind: "text", codes, texts };
}
