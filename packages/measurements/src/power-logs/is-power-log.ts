import { InputError } from "@joulebook/core";
import { recogniseColumn } from "../tables/recognise-column.js";
import { columnDimension, columnTitle, logDelimiter, namesTime, splitRow } from "./csv-header.js";
import { detectedFormat } from "./log-formats.js";
import type { LogHead } from "./log-sink.js";
import { readHead } from "./read-blocks.js";

/**
 * Whether a file is a power log rather than a table of measurements: it begins as a known log does, or is a table of times and
 * powers (or voltages and currents, or a counter of energy) in which no column is a model, a device, a latency or an accuracy. What
 * cannot be read is none.
 */
export async function isPowerLog(path: string): Promise<boolean> {
  try {
    const head = await readHead(path);
    const format = detectedFormat(head);
    return format !== undefined && (format.id !== "csv" || holdsSamples(head));
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** Columns that only a table of measurements has. */
const ofMeasurements = /^(model|network|device|accuracy|latency_s|throughput_per_s|latency_p\d+_s)$/;

function holdsSamples({ text }: LogHead): boolean {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== "") ?? "";
  if (first.length >= text.length) return false;
  const cells = splitRow(first, logDelimiter(text));
  if (cells.some((cell) => ofMeasurements.test(recogniseColumn(cell)?.column.name ?? ""))) return false;
  const dimensions = new Set(cells.map((cell) => columnDimension(columnTitle(cell))));
  const has = (...names: readonly ("time" | "power" | "voltage" | "current" | "energy")[]): boolean =>
    names.every((name) => dimensions.has(name));
  return cells.some(namesTime) && (has("power") || has("voltage", "current") || has("energy") || has("current"));
}
