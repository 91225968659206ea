import type { IngestDocument, IngestedTable } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { DocumentBody } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";

/** What became of each table, for people. */
export function ingestText({ store, files }: DocumentBody<IngestDocument>): string {
  return files.map((table) => tableText(table, store)).join("\n\n");
}

function tableText(
  { file, dataset, status, rows, rejected, rejects, columns, log }: IngestedTable,
  store: string,
): string {
  if (status === "unchanged")
    return printable(`${file}: the dataset ${dataset} in ${store} holds it already (${rows} rows)`);
  const left = rejected === 0 ? "" : `; ${rejected} rejected, see ${rejects ?? ""}`;
  const many = rows === 1 ? "1 row" : `${rows} rows`;
  if (log !== undefined) {
    const names = columns.map(({ column }) => column).join(", ");
    return `${printable(`${file}: a power log (${log}), ${many} stored as dataset ${dataset} in ${store}${left}`)}\n  ${names}`;
  }
  return [
    printable(`${file}: ${many} stored as dataset ${dataset} in ${store}${left}`),
    textTable([
      { title: "Column", cells: columns.map(({ header }) => printable(header)) },
      { title: "Unit", cells: columns.map(({ unit = "" }) => printable(unit)) },
      { title: "Stored as", cells: columns.map(({ column }) => column) },
    ]),
  ].join("\n");
}
