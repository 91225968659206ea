import type { Table } from "@joulebook/core";
import type { VNode } from "preact";
import type { TableBlock } from "../document/document.js";
import { inlineHtml } from "../text/markdown-html.js";
import { cellText, columnDecimals } from "./cell-text.js";
import { Raw } from "./raw.js";
import type { RenderContext } from "./render-context.js";

/** A numbered table: title above, heads that repeat on every page it runs over. */
export function TableView({ block, context }: { block: TableBlock; context: RenderContext }): VNode {
  const target = context.targets.get(`table:${block.id}`);
  const { table, decimals = {}, emphasis = [] } = block;
  return (
    <div class={tableClass(table.rows.length)} id={target?.anchor}>
      <p class="caption">
        <span class="label">{target?.label}.</span> {block.title}
      </p>
      <PlainTable table={table} decimals={decimals} emphasis={emphasis} />
      {block.caption === undefined ? null : <Raw class="table-note" html={inlineHtml(block.caption, context)} />}
    </div>
  );
}

/** The rows and heads alone: numbers to the right, text to the left. */
export function PlainTable({
  table,
  decimals = {},
  emphasis = [],
}: {
  table: Table;
  decimals?: Readonly<Record<string, number>>;
  emphasis?: readonly number[];
}): VNode {
  const digits = table.columns.map((_, column) => columnDecimals(table.rows.map((row) => row[column])));
  const kinds = table.columns.map((_, column) => columnClass(table.rows.map((row) => row[column])));
  return (
    <table>
      <thead>
        <tr>
          {table.columns.map(({ title, unit }, column) => (
            <th scope="col" class={kinds[column]?.split(" ")[0]}>
              {title}
              {unit === "" || unit === "1" ? null : <span class="unit"> ({unit})</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          <tr class={emphasis.includes(index) ? "emphasis" : undefined}>
            {table.columns.map(({ name }, column) => (
              <td class={kinds[column]}>{cellText(row[column], decimals[name] ?? digits[column] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Tables up to this many rows are kept on one page. */
const keptRows = 16;
/** Tables of more rows are set smaller: they are looked up, not read. */
const readRows = 60;

function tableClass(rows: number): string {
  return rows <= keptRows ? "table keep" : rows > readRows ? "table dense" : "table";
}

const shortText = 22;

/** Numbers stand to the right, text to the left; columns of short names never wrap. */
function columnClass(cells: readonly (string | number | undefined)[]): string {
  if (cells.every((cell) => typeof cell !== "string")) return "number";
  return cells.every((cell) => String(cell ?? "").length <= shortText) ? "text short" : "text long";
}
