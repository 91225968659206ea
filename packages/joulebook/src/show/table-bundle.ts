import { formatNumber, type Table } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import { escapeHtml } from "./escape-html.js";

/** What a cell shows: MIME type to content; the front end takes the richest it knows. */
export type DisplayBundle = Readonly<Record<string, string>>;

type Cell = string | number | undefined;

/** Rows shown before a table is cut (and says so). */
const shownRows = 30;

/** A table as HTML, Markdown and aligned text, cut after 30 rows. Cells are data: markup and escapes in them are shown. */
export function tableBundle({ columns, rows }: Table): DisplayBundle {
  const titles = columns.map((column) => column.title);
  const cells = rows.slice(0, shownRows).map((row) => row.map(cellText));
  const isNumber = columns.map((_, index) => rows.every((row) => typeof row[index] !== "string"));
  const rest = rows.length - cells.length;
  const note = rest > 0 ? `... ${rest} more rows` : "";
  return {
    "text/html": htmlTable(titles, cells, isNumber, note),
    "text/markdown": markdownTable(titles, cells, isNumber, note),
    "text/plain": plainTable(titles, cells, isNumber, note),
  };
}

function cellText(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "string") return cell;
  return Number.isSafeInteger(cell) ? String(cell) : formatNumber(cell);
}

function htmlTable(titles: readonly string[], rows: readonly string[][], isNumber: boolean[], note: string): string {
  const align = (index: number): string => ` style="text-align:${isNumber[index] === true ? "right" : "left"}"`;
  const row = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((cell, index) => `<${tag}${align(index)}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  const body = rows.map((cells) => row("td", cells)).join("");
  const end = note === "" ? "" : `<p>${note}</p>`;
  return `<table><thead>${row("th", titles)}</thead><tbody>${body}</tbody></table>${end}`;
}

function markdownTable(
  titles: readonly string[],
  rows: readonly string[][],
  isNumber: boolean[],
  note: string,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(" | ")} |`;
  const rule = `| ${isNumber.map((number) => (number ? "---:" : "---")).join(" | ")} |`;
  return [line(titles), rule, ...rows.map(line), ...(note === "" ? [] : ["", note])].join("\n");
}

function markdownCell(text: string): string {
  return escapeHtml(printable(text)).replace(/[\\|`*_[\]~]/g, (character) => `\\${character}`);
}

function plainTable(titles: readonly string[], rows: readonly string[][], isNumber: boolean[], note: string): string {
  const lines = [titles, ...rows].map((row) => row.map(printable));
  const widths = titles.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const aligned = lines.map((line) =>
    line
      .map((cell, index) =>
        isNumber[index] === true ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return [...aligned, ...(note === "" ? [] : [note])].join("\n");
}
