import type { Table } from "@joulebook/core";

/**
 * A table as CSV (RFC 4180, UTF-8, LF): names of the columns, then the rows; missing cells are empty.
 *
 * Text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line break) gets a leading
 * apostrophe, so that opening the file never runs what a data file says. Numbers stay numbers.
 *
 * @example tableCsv({ columns: [{ name: "model", title: "Model", unit: "" }], rows: [["=1+1"]] }) // => "model\n'=1+1\n"
 */
export function tableCsv(table: Table): string {
  const lines = [
    table.columns.map(({ name }) => csvCell(name)),
    ...table.rows.map((row) => table.columns.map((_, column) => csvCell(row[column]))),
  ];
  return `${lines.map((cells) => cells.join(",")).join("\n")}\n`;
}

function csvCell(cell: string | number | undefined): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
