import { formatNumber, type Json, parseDuration, type QueryDocument } from "@joulebook/core";
import { defaultStore, queryStore } from "@joulebook/measurements";
import { printable } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";
import { wholeNumber } from "../whole-number.js";
import type { QueryCommandOptions } from "./query-options.js";

/** Asks the store. */
export async function queryAction(sql: string, options: QueryCommandOptions): Promise<CommandResult> {
  const { store = defaultStore, limit = "1000", timeout = "60s" } = options;
  const rows = wholeNumber("--limit", limit, { least: 1, most: 1_000_000 });
  const seconds = parseDuration(timeout, { where: "--timeout", positive: true });
  const { files, ...answer } = await queryStore(sql, { store, limit: rows, timeout: seconds });
  const document: DocumentBody<QueryDocument> = { store, ...answer };
  const message = `only the first ${rows} rows are shown: --limit`;
  return {
    name: "query",
    document,
    text: () => queryText(document),
    warnings: answer.truncated ? [{ code: "more-rows", message }] : [],
    inputs: files.map(({ path, sha256, bytes }) => ({ name: `${store}/${path}`, sha256, bytes })),
  };
}

function queryText({ columns, rows }: DocumentBody<QueryDocument>): string {
  return textTable(
    columns.map(({ name }, index) => {
      const values = rows.map((row) => row[index] ?? null);
      const align = values.some((value) => typeof value === "number") ? ({ align: "right" } as const) : {};
      return { title: printable(name), cells: values.map(cell), ...align };
    }),
  );
}

function cell(value: Json): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : formatNumber(value);
  return printable(typeof value === "string" ? value : JSON.stringify(value));
}
