import type { Configuration, Interval, LatencySummary, Measurement, Source } from "@joulebook/core";

/** Reads a column of the store at a row; undefined when it is missing. */
type ColumnReader<T> = (row: number) => T | undefined;

/** How a dataset's rows are named. */
export interface StoredOrigin {
  readonly dataset: string;
  readonly licence: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Rows of the store as records. Which columns there are is looked at once, not for every row.
 *
 * @param columns of one row group: numbers, texts and booleans; null is missing
 */
export function storedRows(
  columns: ReadonlyMap<string, ArrayLike<unknown>>,
  { dataset, licence }: StoredOrigin,
): (row: number) => Measurement {
  const fields = topFields.flatMap(([name, field]) => present(columns, name, field));
  const configuration = configurationFields.flatMap(([name, field]) => present(columns, name, field));
  const latency = latencyFields.flatMap(([name, field]) => present(columns, name, field));
  const source = sourceFields.flatMap(([name, field]) => present(columns, name, field));
  const number = reader<number>(columns, "row");
  const notes = reader<string>(columns, "notes");
  const mean = reader<number>(columns, "latency_s");
  const interval = intervalReader(columns);
  return (row) => {
    const at = number(row) ?? 0;
    const record = { id: `${dataset}:${at}`, model: "", task: "", device: "" } as Mutable<Measurement>;
    fill(record, fields, row);
    record.configuration = {};
    fill(record.configuration, configuration, row);
    const average = mean(row);
    if (average !== undefined) {
      const summary: LatencySummary = { mean: average };
      fill(summary, latency, row);
      record.latency = summary;
    }
    const energyInterval = interval(row);
    if (energyInterval !== undefined) record.energyInterval = energyInterval;
    const from: Source = { dataset, row: at, licence };
    fill(from, source, row);
    record.source = from;
    const note = notes(row);
    if (note !== undefined) record.notes = note.split("; ");
    return record;
  };
}

interface PresentField {
  readonly field: string;
  readonly values: ArrayLike<unknown>;
}

function present(
  columns: ReadonlyMap<string, ArrayLike<unknown>>,
  name: string,
  field: string,
): readonly PresentField[] {
  const values = columns.get(name);
  return values === undefined ? [] : [{ field, values }];
}

function fill(record: object, fields: readonly PresentField[], row: number): void {
  for (const { field, values } of fields) {
    const value = values[row];
    if (value !== null && value !== undefined) (record as Record<string, unknown>)[field] = value;
  }
}

function reader<T>(columns: ReadonlyMap<string, ArrayLike<unknown>>, name: string): ColumnReader<T> {
  const values = columns.get(name);
  return (row) => (values?.[row] ?? undefined) as T | undefined;
}

/** An interval with both ends; its level is 95 % and its method "declared" where the table does not say. */
function intervalReader(columns: ReadonlyMap<string, ArrayLike<unknown>>): ColumnReader<Interval> {
  const low = reader<number>(columns, "energy_low_j");
  const high = reader<number>(columns, "energy_high_j");
  const level = reader<number>(columns, "energy_level");
  const method = reader<Interval["method"]>(columns, "energy_interval_method");
  return (row) => {
    const least = low(row);
    const most = high(row);
    if (least === undefined || most === undefined) return undefined;
    return { low: least, high: most, level: level(row) ?? 0.95, method: method(row) ?? "declared" };
  };
}

type Fields<T> = readonly (readonly [column: string, field: keyof T & string])[];

const topFields: Fields<Measurement> = [
  ["model", "model"],
  ["network", "network"],
  ["family", "family"],
  ["task", "task"],
  ["device", "device"],
  ["unit", "unit"],
  ["accuracy", "accuracy"],
  ["accuracy_metric", "accuracyMetric"],
  ["accuracy_samples", "accuracySamples"],
  ["throughput_per_s", "throughput"],
  ["energy_j", "energy"],
  ["energy_basis", "energyBasis"],
  ["energy_quality", "energyQuality"],
  ["idle_included", "idleIncluded"],
  ["energy_derivation", "energyDerivation"],
  ["power_w", "power"],
  ["idle_power_w", "idlePower"],
  ["idle_proxy", "idleProxy"],
  ["inferences", "inferences"],
  ["memory_bytes", "memory"],
  ["price", "price"],
  ["macs", "macs"],
  ["params", "params"],
  ["input_resolution", "inputResolution"],
  ["width_multiplier", "widthMultiplier"],
];

const configurationFields: Fields<Configuration> = [
  ["backend", "backend"],
  ["software", "software"],
  ["precision", "precision"],
  ["threads", "threads"],
  ["power_mode", "powerMode"],
  ["clock_hz", "clock"],
  ["voltage_v", "voltage"],
  ["batch", "batch"],
  ["scenario", "scenario"],
];

const latencyFields: Fields<LatencySummary> = [
  ["latency_min_s", "min"],
  ["latency_p50_s", "p50"],
  ["latency_p90_s", "p90"],
  ["latency_p99_s", "p99"],
  ["latency_max_s", "max"],
];

const sourceFields: Fields<Source> = [
  ["round", "round"],
  ["submitter", "submitter"],
  ["time", "time"],
  ["division", "division"],
  ["system", "system"],
];

/** A record as one flat row: the columns of the store that it has values for. What no column holds (scores, other intervals) is not in it. */
export function storedValues(measurement: Measurement): Readonly<Record<string, string | number | boolean>> {
  const { configuration, latency, source, notes, energyInterval } = measurement;
  const row: Record<string, string | number | boolean> = {};
  if (energyInterval !== undefined) {
    const { low, high, level, method } = energyInterval;
    Object.assign(row, { energy_low_j: low, energy_high_j: high, energy_level: level, energy_interval_method: method });
  }
  take(row, measurement, topFields);
  take(row, configuration, configurationFields);
  if (latency !== undefined) {
    row["latency_s"] = latency.mean;
    take(row, latency, latencyFields);
  }
  take(row, source, sourceFields);
  if (notes !== undefined) row["notes"] = notes.join("; ");
  return row;
}

function take<T extends object>(row: Record<string, string | number | boolean>, record: T, fields: Fields<T>): void {
  for (const [column, field] of fields) {
    const value: unknown = record[field];
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") row[column] = value;
  }
}
