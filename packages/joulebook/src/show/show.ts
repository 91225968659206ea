import type { Figure, Table } from "@joulebook/core";
import type { Recommendation } from "@joulebook/recommender";
import type { Renderer } from "@joulebook/report";
import { displayInKernel, isKernel } from "./kernel-display.js";
import { figureBundle } from "./figure-bundle.js";
import { recommendationBundle } from "./recommendation-bundle.js";
import { recordsTable } from "./records-table.js";
import { type DisplayBundle, tableBundle } from "./table-bundle.js";

let figures = 0;

/**
 * Shows a value richly in a notebook cell: figures (interactive, with a picture), tables, records, data frames and
 * recommendations. Outside a notebook it prints the plain text.
 *
 * @example await show(energyAccuracy); // in a cell
 */
export async function show(value: unknown): Promise<void> {
  const bundle = isFigure(value) ? await figureOutput(value) : valueBundle(value);
  if (!displayInKernel(bundle)) process.stdout.write(`${bundle["text/plain"] ?? ""}\n`);
}

function valueBundle(value: unknown): DisplayBundle {
  if (isRecommendation(value)) return recommendationBundle(value);
  if (isTable(value)) return tableBundle(value);
  if (isFrame(value)) return tableBundle(frameTable(value));
  if (Array.isArray(value) && value.every(isObject)) return tableBundle(recordsTable(value));
  if (isObject(value)) return tableBundle(recordTable(value));
  return { "text/plain": String(value) };
}

let renderer: Promise<Renderer | undefined> | undefined;

/** Draws through one browser for the whole notebook; without one that starts the figure is interactive, with its table. */
async function figureOutput(figure: Figure): Promise<DisplayBundle> {
  if (!isKernel()) return figureBundle(figure, { number: 0 });
  const { NoBrowserError, openRenderer, plotlyBundle } = await import("@joulebook/report");
  renderer ??= keepingInterrupts(openRenderer).catch((error: unknown) => {
    if (!(error instanceof NoBrowserError)) console.error(`show: figures have no picture: ${(error as Error).message}`);
    return undefined;
  });
  const svg = figure.empty === undefined ? await (await renderer)?.figureSvg(figure) : undefined;
  figures++;
  return figureBundle(figure, {
    number: figures,
    ...(svg === undefined ? {} : { svg }),
    ...(figures === 1 ? { plotly: plotlyBundle() } : {}),
  });
}

/**
 * Opens something without letting it take over interrupts, where the kernel handles them: in Jupyter an interrupt stops
 * the cell, not the kernel. A browser ends with the process in any case.
 */
async function keepingInterrupts<T>(open: () => Promise<T>): Promise<T> {
  const own = process.listeners("SIGINT");
  const opened = await open();
  if (own.length > 0) {
    for (const listener of process.listeners("SIGINT")) {
      if (!own.includes(listener)) process.off("SIGINT", listener);
    }
  }
  return opened;
}

/** One record: a row per field. */
function recordTable(record: object): Table {
  const { columns, rows } = recordsTable([record]);
  return {
    columns: [
      { name: "field", title: "field", unit: "" },
      { name: "value", title: "value", unit: "" },
    ],
    rows: columns.map(({ name }, index) => [name, rows[0]?.[index]]),
  };
}

/** The parts of danfojs-node's DataFrame that showing one needs. */
interface Frame {
  readonly columns: readonly string[];
  readonly values: readonly (readonly unknown[])[];
}

function frameTable({ columns, values }: Frame): Table {
  const cell = (value: unknown): string | number | undefined => {
    if (value === undefined || value === null || Number.isNaN(value)) return undefined;
    return typeof value === "number" ? value : String(value);
  };
  return {
    columns: columns.map((name) => ({ name, title: name, unit: "" })),
    rows: values.map((row) => row.map(cell)),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isFigure(value: unknown): value is Figure {
  return isObject(value) && "layout" in value && "data" in value && "table" in value && "caption" in value;
}

function isTable(value: unknown): value is Table {
  return isObject(value) && "columns" in value && "rows" in value && Array.isArray(value.rows);
}

function isFrame(value: unknown): value is Frame {
  return isObject(value) && "values" in value && "columns" in value && "ctypes" in value;
}

function isRecommendation(value: unknown): value is Recommendation {
  return isObject(value) && "feasible" in value && "reasons" in value && "axis" in value;
}
