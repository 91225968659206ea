import type { MeasurementTable } from "./measurement-table.js";
import type { TableColumn } from "./tables/table-columns.js";

/** Rows in groups, which are numbered in the order of their first rows. */
export interface RowGroups {
  /** The group of each row. */
  readonly of: Uint32Array;
  /** The first row of each group. */
  readonly first: Uint32Array;
}

/** The rows that are equal in all the columns, or equally without a value. A group's rows need not lie together. */
export function rowGroups(table: MeasurementTable, columns: readonly string[]): RowGroups {
  const all = { of: new Uint32Array(table.rows), first: new Uint32Array(Math.min(1, table.rows)) };
  return refinedGroups(table, all, columns);
}

/** Groups divided further by more columns. */
export function refinedGroups(table: MeasurementTable, groups: RowGroups, columns: readonly string[]): RowGroups {
  const divisions = columns.flatMap((name) => {
    const column = table.column(name);
    const codes = column === undefined ? undefined : columnCodes(column);
    return codes === undefined || isConstant(codes) ? [] : [codes];
  });
  if (divisions.length === 0) return groups;
  let keys: Codes = { codes: groups.of.slice(), size: groups.first.length };
  for (const division of divisions) {
    if (keys.size * division.size > densest(table.rows)) {
      const { of, first } = numbered(keys);
      keys = { codes: of, size: first.length };
    }
    keys = keys.size * division.size > densest(table.rows) ? sparsePairs(keys, division) : densePairs(keys, division);
  }
  return numbered(keys);
}

/** A number for each row; rows of one number are alike. */
interface Codes {
  readonly codes: Uint32Array;
  /** No code is as large. */
  readonly size: number;
}

/** Up to so many different numbers a table of all of them is made. */
function densest(rows: number): number {
  return 8 * rows + 1024;
}

function columnCodes(column: TableColumn): Codes {
  if (column.kind === "text") return { codes: column.codes, size: column.texts.length };
  return smallWholeNumbers(column.values) ?? otherNumbers(column.values);
}

/** Numbers of threads and the like stand for themselves. */
function smallWholeNumbers(values: Float64Array): Codes | undefined {
  const codes = new Uint32Array(values.length);
  let largest = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    if (!(value >= 0 && value < 4096) || value !== Math.floor(value)) return undefined;
    codes[row] = value + 1;
    if (value > largest) largest = value;
  }
  return { codes, size: largest + 2 };
}

function otherNumbers(values: Float64Array): Codes {
  const codes = new Uint32Array(values.length);
  const known = new Map<number, number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    const code = known.get(value) ?? known.size + 1;
    known.set(value, code);
    codes[row] = code;
  }
  return { codes, size: known.size + 1 };
}

function isConstant({ codes, size }: Codes): boolean {
  return size === 2 && !codes.includes(0);
}

function densePairs(keys: Codes, { codes, size }: Codes): Codes {
  const pairs = keys.codes;
  for (let row = 0; row < pairs.length; row++) pairs[row] = (pairs[row] as number) * size + (codes[row] as number);
  return { codes: pairs, size: keys.size * size };
}

function sparsePairs(keys: Codes, { codes, size }: Codes): Codes {
  const pairs = keys.codes;
  const known = new Map<number, number>();
  for (let row = 0; row < pairs.length; row++) {
    const pair = (pairs[row] as number) * size + (codes[row] as number);
    const number = known.get(pair) ?? known.size;
    known.set(pair, number);
    pairs[row] = number;
  }
  return { codes: pairs, size: known.size };
}

/** Numbers in the order in which they appear. */
function numbered({ codes, size }: Codes): RowGroups {
  const numbers = new Uint32Array(size);
  const of = new Uint32Array(codes.length);
  const first = new Uint32Array(Math.min(size, codes.length));
  let groups = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    let number = numbers[code] as number;
    if (number === 0) {
      first[groups] = row;
      groups += 1;
      number = groups;
      numbers[code] = number;
    }
    of[row] = number - 1;
  }
  return { of, first: first.slice(0, groups) };
}
