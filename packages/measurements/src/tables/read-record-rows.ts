import { isUtf8 } from "node:buffer";
import type { Problem } from "@joulebook/core";
import { flatRecord } from "../flat-record.js";
import { RowCollector, type TableRows, type TableRowsOptions, unreadable } from "./row-collector.js";

/** Records as flat cells, whatever file they came from. */
export interface FlatRecords {
  readonly header: readonly string[];
  readonly rows: readonly {
    readonly line: number;
    readonly cells: ReadonlyMap<string, string>;
    readonly text: () => string;
  }[];
  readonly broken: readonly { readonly line: number; readonly problem: Problem; readonly text: string }[];
}

/** Records as columns of the store, as `readDelimitedRows` reads text. */
export function readRecordRows({ header, rows, broken }: FlatRecords, options: TableRowsOptions = {}): TableRows {
  const empty = { code: "no-rows", message: "the file holds no records", expected: "at least one" };
  if (header.length === 0 && broken.length === 0) return unreadable([empty]);
  const collector = new RowCollector(header, options);
  for (const { line, problem, text } of broken) collector.reject(line, [{ ...problem, line }], () => text);
  for (const { line, cells, text } of rows) {
    const texts = header.map((name) => cells.get(name) ?? "");
    collector.addTexts(texts, line, text);
  }
  const texts = new Map(rows.map(({ line, text }) => [line, text]));
  return collector.finish((line) => texts.get(line)?.() ?? "");
}

/**
 * JSON lines: one object a line, flat with named units as a table's header, or joulebook's own Measurement.
 *
 * @param bytes UTF-8
 */
export function jsonLines(bytes: Uint8Array): FlatRecords {
  const rows: { line: number; cells: ReadonlyMap<string, string>; text: () => string }[] = [];
  const broken: { line: number; problem: Problem; text: string }[] = [];
  const header = new Set<string>();
  if (!isUtf8(bytes)) {
    const problem = { code: "not-utf8", message: "the file is not UTF-8 text", expected: "UTF-8 text" };
    return { header: [], rows, broken: [{ line: 1, problem, text: "" }] };
  }
  const lines = Buffer.from(bytes)
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .split("\n");
  lines.forEach((text, index) => {
    if (text.trim() === "") return;
    const line = index + 1;
    const record = parsed(text);
    if (record instanceof Error) {
      const cut = index === lines.length - 1 ? { fix: "was the file cut off?" } : {};
      broken.push({
        line,
        problem: { code: "bad-json", message: `the line is no JSON object: ${record.message}`, ...cut },
        text,
      });
      return;
    }
    const cells = flatCells(record);
    for (const name of cells.keys()) header.add(name);
    rows.push({ line, cells, text: () => text });
  });
  return { header: [...header], rows, broken };
}

function parsed(text: string): object | Error {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
    return new Error("expected { ... }");
  } catch (error) {
    return error as Error;
  }
}

/** The record's values as text; those of a Measurement under the names of the store's columns. */
export function flatCells(record: object): ReadonlyMap<string, string> {
  const own = isMeasurement(record);
  const cells = new Map<string, string>();
  let flat: ReadonlyMap<string, unknown>;
  try {
    flat = flatRecord(record);
  } catch {
    flat = new Map(); // nested deeper than any table
  }
  for (const [name, value] of flat) {
    if (value === undefined || (own && left.has(name))) continue;
    cells.set(own ? (recordNames[name] ?? name) : name, String(value));
  }
  return cells;
}

function isMeasurement(record: object): boolean {
  const { configuration, source } = record as { readonly configuration?: unknown; readonly source?: unknown };
  return typeof configuration === "object" && configuration !== null && typeof source === "object" && source !== null;
}

/** What the store says anew of every row. */
const left: ReadonlySet<string> = new Set(["id", "source.dataset", "source.row", "source.licence"]);

/** Fields of a Measurement whose names differ from the store's columns. */
const recordNames: Readonly<Record<string, string>> = {
  "configuration.backend": "backend",
  "configuration.software": "software",
  "configuration.precision": "precision",
  "configuration.threads": "threads",
  "configuration.powerMode": "power_mode",
  "configuration.clock": "clock_hz",
  "configuration.voltage": "voltage_v",
  "configuration.batch": "batch",
  "configuration.scenario": "scenario",
  accuracyMetric: "accuracy_metric",
  accuracySamples: "accuracy_samples",
  "latency.mean": "latency_s",
  "latency.min": "latency_min_s",
  "latency.p50": "latency_p50_s",
  "latency.p90": "latency_p90_s",
  "latency.p99": "latency_p99_s",
  "latency.max": "latency_max_s",
  throughput: "throughput_per_s",
  energy: "energy_j",
  "energyInterval.low": "energy_low_j",
  "energyInterval.high": "energy_high_j",
  "energyInterval.level": "energy_level",
  "energyInterval.method": "energy_interval_method",
  energyBasis: "energy_basis",
  energyQuality: "energy_quality",
  idleIncluded: "idle_included",
  energyDerivation: "energy_derivation",
  power: "power_w",
  idlePower: "idle_power_w",
  idleProxy: "idle_proxy",
  memory: "memory_bytes",
  inputResolution: "input_resolution",
  widthMultiplier: "width_multiplier",
  "source.round": "round",
  "source.submitter": "submitter",
  "source.time": "time",
  "source.division": "division",
  "source.system": "system",
};
