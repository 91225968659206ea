import type { ColumnRule } from "../measurement-columns.js";

/** What a number of a column measures; the unit of a file's column must be one of it. */
export type Dimension = "energy" | "time" | "power" | "frequency" | "share" | "bytes" | "count" | "volts" | "none";

/** A column of the store: SI units, said in its name. */
export interface StoredColumn {
  readonly name: string;
  /** What it means, for messages, data packages and guides. */
  readonly title: string;
  readonly kind: "text" | "number" | "integer" | "flag";
  readonly dimension: Dimension;
  /** Unit of the numbers as stored; absent for text and pure numbers. */
  readonly unit?: string;
  /** Every row must have it. */
  readonly required?: boolean;
  /** Numbers must be above 0 (the default) or may be 0. */
  readonly zero?: boolean;
  readonly choices?: readonly string[];
}

const text = (name: string, title: string, more: Partial<StoredColumn> = {}): StoredColumn => ({
  name,
  title,
  kind: "text",
  dimension: "none",
  ...more,
});
const number = (
  name: string,
  title: string,
  dimension: Dimension,
  unit?: string,
  more: Partial<StoredColumn> = {},
): StoredColumn => ({ name, title, kind: "number", dimension, ...(unit === undefined ? {} : { unit }), ...more });
const integer = (name: string, title: string): StoredColumn =>
  number(name, title, "count", undefined, { kind: "integer" });

/** Where an energy can have been measured, and how good the instrument was: the values of the contract. */
const intervalMethods = ["bootstrap", "held-out", "table", "declared"];
const energyBases = ["wall", "board", "rail", "counter", "model"];
const energyQualities = ["external-analyser", "on-board-sensor", "counter", "derived", "model"];

/** The columns of a stored measurement, in the order in which they are written. */
export const storedColumns: readonly StoredColumn[] = [
  text("model", "Model", { required: true }),
  text("network", "Model without its precision"),
  text("family", "Model family"),
  text("task", "Task"),
  text("device", "Device", { required: true }),
  text("unit", "Part of the device that computes: cpu, gpu, npu"),
  text("backend", "Inference runtime"),
  text("software", "Runtime with its version"),
  text("precision", "Precision: fp32, int8 ..."),
  integer("threads", "Threads"),
  text("power_mode", "Power mode"),
  number("clock_hz", "Clock", "frequency", "Hz"),
  number("voltage_v", "Supply voltage", "volts", "V"),
  integer("batch", "Batch size"),
  text("scenario", "Load pattern"),
  number("accuracy", "Accuracy", "share", "1", { zero: true }),
  text("accuracy_metric", "What accuracy is: top-1, auc ..."),
  integer("accuracy_samples", "Examples of the accuracy"),
  number("latency_s", "Mean latency of one inference", "time", "s"),
  number("latency_min_s", "Smallest latency", "time", "s"),
  number("latency_p50_s", "Median latency", "time", "s"),
  number("latency_p90_s", "90th percentile of latency", "time", "s"),
  number("latency_p99_s", "99th percentile of latency", "time", "s"),
  number("latency_max_s", "Largest latency", "time", "s"),
  number("throughput_per_s", "Inferences per second", "frequency", "1/s"),
  number("energy_j", "Energy of one inference", "energy", "J"),
  number("energy_low_j", "Lower end of the energy's interval", "energy", "J", { zero: true }),
  number("energy_high_j", "Upper end of the energy's interval", "energy", "J", { zero: true }),
  number("energy_level", "Level of the energy's interval", "share", "1"),
  text("energy_interval_method", "How the energy's interval was made", { choices: intervalMethods }),
  text("energy_basis", "Where the energy was measured", { choices: energyBases }),
  text("energy_quality", "Instrument behind the energy", { choices: energyQualities }),
  { name: "idle_included", title: "Whether the energy contains idle power", kind: "flag", dimension: "none" },
  text("energy_derivation", "How the energy was derived from other values"),
  number("power_w", "Mean power while inferring", "power", "W"),
  number("idle_power_w", "Idle power", "power", "W", { zero: true }),
  text("idle_proxy", "What stands for idle power where it was not measured as such"),
  integer("inferences", "Inferences that latency and energy are means of"),
  number("memory_bytes", "Largest memory in use", "bytes", "bytes"),
  number("price", "Price in a unit of your own", "none", undefined, { zero: true }),
  number("macs", "Multiply-accumulates of one inference", "count"),
  number("params", "Parameters", "count"),
  number("input_resolution", "Input side in pixels", "count", "px"),
  number("width_multiplier", "Width multiplier", "none"),
  text("round", "Round or campaign of the test"),
  text("submitter", "Who measured"),
  text("time", "Time of the test, ISO 8601 in UTC"),
  text("division", "Division"),
  text("system", "System"),
  text("notes", "Notes"),
];

/** Rule that a cell of a file must keep, in the unit of the file; shares are at most `max`. */
export function cellRule(column: StoredColumn, name: string, max: number | undefined): ColumnRule {
  const { kind, title, required, zero, choices } = column;
  return {
    name,
    title,
    kind: kindOfRule(column),
    ...(required === undefined ? {} : { required }),
    ...(zero === undefined ? {} : { zero }),
    ...(max === undefined ? {} : { max }),
    ...(kind === "flag" ? { choices: ["true", "false"] } : choices === undefined ? {} : { choices }),
  };
}

function kindOfRule({ name, kind, choices }: StoredColumn): ColumnRule["kind"] {
  if (kind === "number" || kind === "integer") return kind;
  if (kind === "flag" || choices !== undefined) return "choice";
  return name === "time" ? "time" : "text";
}
