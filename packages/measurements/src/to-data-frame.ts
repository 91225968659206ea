import type { Table } from "@joulebook/core";
import type { DataFrame } from "danfojs-node";
import type { Cell } from "./flat-record.js";
import { type FlatTable, flatTable } from "./flat-table.js";
import { sortedRows } from "./sorted-rows.js";

/** Named here too, so that notebooks whose folder does not see danfojs-node can name the type of their variables. */
export type { DataFrame } from "danfojs-node";

export interface DataFrameOptions {
  /** Columns of the frame, in this order; all by default. */
  readonly columns?: readonly string[];
  /** Columns to sort by, the first first; "-" before a name sorts it from high to low. Missing values come last. */
  readonly sort?: readonly string[];
}

/**
 * Records or a table as a danfojs-node DataFrame, for notebooks (up to about 100,000 rows). Types and order are decided here, over all
 * rows, because the library guesses types from the first 20 rows and sorts in quadratic time: a column is numeric only when all its
 * values are numbers (missing: NaN), boolean only when all are; anything else is text, dates and "00123" included (missing: null).
 * A column named like a member of DataFrame ("round", "values") gets a "_" behind its name, because the library would break.
 *
 * Needs the optional package danfojs-node.
 *
 * @throws Error that says how to install it when it is missing
 */
export async function toDataFrame(
  source: readonly object[] | Table,
  { columns, sort = [] }: DataFrameOptions = {},
): Promise<DataFrame> {
  const danfo = await loadDanfo();
  const table = flatTable(source, columns);
  const typed = typedColumns({ columns: table.columns, rows: sortedRows(table, sort) });
  return new danfo.DataFrame(typed.rows, {
    columns: freeNames(typed.columns, danfo.DataFrame.prototype),
    dtypes: typed.dtypes,
  });
}

async function loadDanfo(): Promise<typeof import("danfojs-node")> {
  try {
    const { default: danfo, ...named } = (await import("danfojs-node")) as typeof import("danfojs-node") & {
      default?: typeof import("danfojs-node");
    };
    return danfo ?? named;
  } catch (error) {
    if ((error as { code?: string }).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error("toDataFrame: the optional package danfojs-node is not installed; npm install danfojs-node@1.2.0", {
      cause: error,
    });
  }
}

type DataType = "float32" | "int32" | "boolean" | "string";

interface TypedColumns {
  readonly columns: string[];
  readonly dtypes: DataType[];
  readonly rows: (string | number | boolean | null)[][];
}

function typedColumns({ columns, rows }: FlatTable): TypedColumns {
  const dtypes = columns.map((_, index) => dataType(rows, index));
  return {
    columns: [...columns],
    dtypes,
    rows: rows.map((row) => dtypes.map((dtype, index) => typedCell(row[index], dtype))),
  };
}

/** The library's names: its "float32" holds doubles, and no integer column has missing values. */
function dataType(rows: readonly (readonly Cell[])[], column: number): DataType {
  const kinds = new Set(rows.map((row) => cellKind(row[column])));
  const missing = kinds.delete("missing");
  if (kinds.size === 1 && kinds.has("boolean") && !missing) return "boolean";
  if (kinds.has("text") || kinds.has("boolean")) return "string";
  return missing || kinds.has("fraction") || kinds.size === 0 ? "float32" : "int32";
}

function cellKind(cell: Cell): "missing" | "boolean" | "text" | "integer" | "fraction" {
  if (cell === undefined) return "missing";
  if (typeof cell === "boolean") return "boolean";
  if (typeof cell === "string") return "text";
  return Number.isSafeInteger(cell) ? "integer" : "fraction";
}

function typedCell(cell: Cell, dtype: DataType): string | number | boolean | null {
  if (dtype === "string") return cell === undefined ? null : String(cell);
  return cell === undefined ? Number.NaN : cell;
}

/** Column names that hide no member of the frame: the library makes every column a property of it. */
function freeNames(columns: readonly string[], members: object): string[] {
  const used = new Set<string>();
  return columns.map((name) => {
    let free = name;
    while (free in members || free.startsWith("$") || free === "columns" || used.has(free)) free = `${free}_`;
    used.add(free);
    return free;
  });
}
