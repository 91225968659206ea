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

/** Columns that only a table of measurements has; a log may tell devices apart. */
const ofMeasurements = new Set([
  "model",
  "network",
  "accuracy",
  "latency_s",
  "latency_p50_s",
  "latency_p90_s",
  "throughput_per_s",
]);

/** Whether the first line names columns of a table of measurements. */
export function isMeasurementTable(head: LogHead): boolean {
  return titles(head).some((cell) => ofMeasurements.has(recogniseColumn(cell)?.column.name ?? ""));
}

function titles({ text }: LogHead): readonly string[] {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== "") ?? "";
  return first.length >= text.length ? [] : splitRow(first, logDelimiter(text));
}

function holdsSamples(head: LogHead): boolean {
  const cells = titles(head);
  if (isMeasurementTable(head) || cells.some((cell) => recogniseColumn(cell)?.column.name === "device")) return false;
  const dimensions = new Set(cells.map((cell) => columnDimension(columnTitle(cell))));
  const has = (...names: readonly ("time" | "power" | "voltage" | "current" | "energy")[]): boolean =>
    names.every((name) => dimensions.has(name));
  return cells.some(namesTime) && (has("power") || has("voltage", "current") || has("energy") || has("current"));
}
