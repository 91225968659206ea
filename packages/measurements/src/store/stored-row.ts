import type { Configuration, Interval, LatencySummary, Measurement, Source } from "@joulebook/core";
import { numberReader, type TableColumn } from "../tables/table-columns.js";
import { storedColumn } from "../tables/table-mapping.js";

/** Reads a column of the store at a row; undefined when it is missing. */
type ColumnReader<T> = (row: number) => T | undefined;

/** The columns of a table by their names in the store. */
type Columns = (name: string) => TableColumn | undefined;

/** How a dataset's rows are named. */
export interface StoredOrigin {
  readonly dataset: string;
  readonly licence: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Rows of the store as records. Which columns there are is looked at once, not for every row. */
export function storedRows(columns: Columns, { dataset, licence }: StoredOrigin): (row: number) => Measurement {
  const fields = present(columns, topFields);
  const configuration = present(columns, configurationFields);
  const latency = present(columns, latencyFields);
  const source = present(columns, sourceFields);
  const number = reader<number>(columns, "row");
  const notes = reader<string>(columns, "notes");
  const mean = reader<number>(columns, "latency_s");
  const interval = intervalReader(columns, "energy");
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
  readonly value: ColumnReader<unknown>;
}

function present<T>(columns: Columns, fields: Fields<T>): readonly PresentField[] {
  return fields.flatMap(([name, field]) =>
    columns(name) === undefined ? [] : [{ field, value: reader<unknown>(columns, name) }],
  );
}

function fill(record: object, fields: readonly PresentField[], row: number): void {
  for (const { field, value } of fields) {
    const own = value(row);
    if (own !== undefined) (record as Record<string, unknown>)[field] = own;
  }
}

function reader<T>(columns: Columns, name: string): ColumnReader<T> {
  const column = columns(name);
  if (column?.kind !== "text") return numberReader(column) as ColumnReader<T>;
  const { codes } = column;
  const flag = storedColumn(name)?.kind === "flag";
  const meanings = column.texts.map((text, code) => (code === 0 ? undefined : flag ? text === "true" : text));
  return (row) => meanings[codes[row] as number] as T | undefined;
}

/** The columns of the intervals that a budget or a limit asks for; the store has those of the energy. */
const intervalColumns = {
  energy: { low: "energy_low_j", high: "energy_high_j", level: "energy_level", method: "energy_interval_method" },
  latency: { low: "latency_low_s", high: "latency_high_s", level: "latency_level", method: "latency_interval_method" },
} as const;

/** An interval with both ends; its level is 95 % and its method "declared" where the table does not say. */
export function intervalReader(columns: Columns, of: keyof typeof intervalColumns): ColumnReader<Interval> {
  const names = intervalColumns[of];
  const low = reader<number>(columns, names.low);
  const high = reader<number>(columns, names.high);
  const level = reader<number>(columns, names.level);
  const method = reader<Interval["method"]>(columns, names.method);
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

type Value = string | number | boolean | undefined;

/** What each column of the store holds of a record. */
const recordValues: ReadonlyMap<string, (measurement: Measurement) => Value> = new Map<
  string,
  (measurement: Measurement) => Value
>([
  ["row", ({ source }) => source.row],
  ...intervalValues("energy", ({ energyInterval }) => energyInterval),
  ...intervalValues("latency", ({ latencyInterval }) => latencyInterval),
  ...values(topFields, (measurement) => measurement),
  ...values(configurationFields, ({ configuration }) => configuration),
  ["latency_s", ({ latency }) => latency?.mean],
  ...values(latencyFields, ({ latency }) => latency),
  ...values(sourceFields, ({ source }) => source),
  ["notes", ({ notes }) => notes?.join("; ")],
]);

function values<T extends object>(
  fields: Fields<T>,
  part: (measurement: Measurement) => T | undefined,
): readonly (readonly [string, (measurement: Measurement) => Value])[] {
  return fields.map(([column, field]) => [column, (measurement) => part(measurement)?.[field] as Value]);
}

function intervalValues(
  of: keyof typeof intervalColumns,
  part: (measurement: Measurement) => Interval | undefined,
): readonly (readonly [string, (measurement: Measurement) => Value])[] {
  const { low, high, level, method } = intervalColumns[of];
  return [
    [low, (measurement) => part(measurement)?.low],
    [high, (measurement) => part(measurement)?.high],
    [level, (measurement) => part(measurement)?.level],
    [method, (measurement) => part(measurement)?.method],
  ];
}

/** A record as one flat row: the columns of the store that it has values for. What no column holds (scores, other intervals) is not in it. */
export function storedValues(measurement: Measurement): Readonly<Record<string, string | number | boolean>> {
  const row: Record<string, string | number | boolean> = {};
  for (const [column, value] of recordValues) {
    const own = value(measurement);
    if (own !== undefined && storedColumn(column) !== undefined) row[column] = own;
  }
  return row;
}

/** A column as records fill it; undefined where none has a value. */
export function recordColumn(records: readonly Measurement[], name: string): TableColumn | undefined {
  const value = recordValues.get(name);
  const filled = value === undefined ? undefined : records.map(value).find((own) => own !== undefined);
  if (value === undefined || filled === undefined) return undefined;
  if (typeof filled === "number")
    return { kind: "number", values: Float64Array.from(records, (record) => (value(record) as number) ?? Number.NaN) };
  const texts = [""];
  const known = new Map<string, number>();
  const codes = Uint32Array.from(records, (record) => {
    const own = value(record);
    if (own === undefined) return 0;
    const code = known.get(String(own)) ?? texts.push(String(own)) - 1;
    known.set(String(own), code);
    return code;
  });
  return { kind: "text", codes, texts };
}
