import type { Table } from "@joulebook/core";
import type { Cell } from "./flat-record.js";
import { flatTable } from "./flat-table.js";

export interface CsvOptions {
  /** Columns to write, in this order; all by default. */
  readonly columns?: readonly string[];
  /**
   * What happens to text that a spreadsheet would run as a formula (it starts with = + - @ or a tab): "neutralise" (default) puts an
   * apostrophe before it, "keep" writes it as it is, for programs that read the file back.
   */
  readonly formulas?: "neutralise" | "keep";
}

/**
 * Records or a table as CSV (RFC 4180, "\n" line ends): cells with commas, quotes, line breaks or outer spaces are quoted, missing
 * cells are empty, numbers are printed so that they read back exactly.
 *
 * @example toCsv([{ model: "a,b", energy: 0.05 }]) // => 'model,energy\n"a,b",0.05\n'
 */
export function toCsv(
  source: readonly object[] | Table,
  { columns, formulas = "neutralise" }: CsvOptions = {},
): string {
  const table = flatTable(source, columns);
  const safe = (text: string): string => (formulas === "neutralise" && isFormula(text) ? `'${text}` : text);
  const line = (cells: readonly Cell[]): string =>
    `${cells.map((cell) => (typeof cell === "string" ? quoted(safe(cell)) : printed(cell))).join(",")}\n`;
  return [table.columns, ...table.rows].map(line).join("");
}

function printed(cell: number | boolean | undefined): string {
  return cell === undefined || Number.isNaN(cell) ? "" : String(cell);
}

/** A spreadsheet runs text that starts so, also behind spaces; a plain signed number does no harm. */
function isFormula(text: string): boolean {
  return /^\s*[=+\-@\t\r]/.test(text) && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
}

function quoted(text: string): string {
  return /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
