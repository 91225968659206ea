import { type CountDocument, formatBytes, formatNumber, formatPercent } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { DocumentBody } from "../../command-line/command-result.js";
import { countColumn, countText as wholeCount } from "../../command-line/number-columns.js";
import { textTable } from "../../command-line/text-table.js";
import { shortened } from "../network/shortened.js";

/** Layers that are printed; the others are in the document. */
const shownLayers = 300;

/** Counts for people: totals, kinds, layers, and what was not counted. */
export function countText(document: DocumentBody<CountDocument>): string {
  const { network, macs, params, weightBytes, unsupported, notes, layers } = document;
  const left = layers.length - shownLayers;
  return [
    `${printable(network)}: ${wholeCount(macs)} MACs, ${wholeCount(params)} parameters in ${formatBytes(weightBytes)}`,
    kindTable(document),
    layerTable(document),
    ...(left > 0 ? [`and ${left} more layers (--json lists all)`] : []),
    ...(unsupported.length > 0
      ? [`Not counted: ${unsupported.map(({ op, count }) => `${count} × ${printable(op)}`).join(", ")}`]
      : []),
    ...(notes.length > 0 ? [notes.map((note) => `note: ${printable(note)}`).join("\n")] : []),
  ].join("\n\n");
}

function kindTable({ byKind, macs }: DocumentBody<CountDocument>): string {
  return textTable([
    { title: "Kind", cells: byKind.map(({ kind }) => kind) },
    { title: "Layers", cells: byKind.map(({ layers }) => `${layers}`), align: "right" },
    countColumn(
      "MACs",
      byKind.map((row) => row.macs),
    ),
    {
      title: "Share",
      cells: byKind.map((row) => (macs === 0 ? "" : formatPercent(row.macs / macs, { decimals: 1 }))),
      align: "right",
    },
    countColumn(
      "Params",
      byKind.map(({ params }) => params),
    ),
    countColumn(
      "Ops",
      byKind.map(({ ops }) => ops),
    ),
  ]);
}

function layerTable({ layers }: DocumentBody<CountDocument>): string {
  const rows = layers.slice(0, shownLayers);
  return textTable([
    { title: "Layer", cells: rows.map(({ name }) => shortened(printable(name))) },
    { title: "Kind", cells: rows.map(({ kind }) => kind) },
    { title: "Output", cells: rows.map(({ outputShape }) => outputShape.join("×")) },
    countColumn(
      "MACs",
      rows.map(({ macs }) => macs),
    ),
    countColumn(
      "Params",
      rows.map(({ params }) => params),
    ),
    {
      title: "MACs/output",
      cells: rows.map(({ macsPerOutput }) => (macsPerOutput === 0 ? "" : formatNumber(macsPerOutput))),
      align: "right",
    },
  ]);
}
