import { siScale, type UnitScale, unitScale } from "./column-units.js";
import { type StoredColumn, storedColumns } from "./stored-columns.js";

/** A file's column that is understood: which column of the store it becomes, and how its numbers turn into SI. */
export interface RecognisedColumn {
  readonly column: StoredColumn;
  readonly scale: UnitScale;
  /** The unit as the header writes it. */
  readonly unit?: string;
  /** Among several names for one column the lower rank wins, e.g. model_id over model. */
  readonly rank: number;
  /** What an accuracy column's name says of its metric. */
  readonly metric?: string;
  /** What stands for idle power. */
  readonly proxy?: string;
}

/** The name is known, but the unit is missing or none of its dimension. */
export interface UnitMissing {
  readonly column: StoredColumn;
  readonly unit?: string;
}

export type ColumnMeaning = RecognisedColumn | UnitMissing | undefined;

/** What else people call the columns of the store, without their unit, in snake case. First names rank first. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  model: ["model_id", "model", "model_name", "dnn", "arch", "architecture"],
  network: ["network", "net"],
  family: ["family", "model_family"],
  task: ["task"],
  device: ["device", "board", "platform", "hardware", "target", "dut", "device_name"],
  unit: ["unit", "compute_unit", "processor_unit"],
  backend: ["backend", "runtime", "engine", "delegate"],
  software: ["software", "framework", "runtime_version", "software_version"],
  precision: ["precision", "dtype", "data_type", "quantization", "quantisation"],
  threads: ["threads", "num_threads", "n_threads"],
  power_mode: ["power_mode", "nvpmodel"],
  clock_hz: ["clock", "frequency", "clock_frequency", "cpu_clock"],
  voltage_v: ["voltage", "supply_voltage", "vdd"],
  batch: ["batch", "batch_size"],
  scenario: ["scenario"],
  accuracy: [
    "accuracy",
    "acc",
    "accuracy_top1",
    "top1",
    "top_1",
    "top1_accuracy",
    "top_1_accuracy",
    "acc1",
    "acc_1",
    "test_accuracy",
    "val_accuracy",
    "auc",
  ],
  accuracy_metric: ["accuracy_metric", "metric"],
  accuracy_samples: ["accuracy_samples", "accuracy_images", "test_samples"],
  latency_s: [
    "latency",
    "latency_mean",
    "mean_latency",
    "avg_latency",
    "average_latency",
    "latency_avg",
    "inference_time",
    "mean_inference_time",
    "avg_inference_time",
    "time_per_inference",
  ],
  latency_min_s: ["latency_min", "min_latency"],
  latency_p50_s: ["latency_p50", "p50_latency", "median_latency", "latency_median"],
  latency_p90_s: ["latency_p90", "p90_latency"],
  latency_p99_s: ["latency_p99", "p99_latency"],
  latency_max_s: ["latency_max", "max_latency"],
  throughput_per_s: [
    "throughput",
    "throughput_per_s",
    "qps_with_overhead",
    "fps",
    "qps",
    "ips",
    "inferences_per_second",
    "inferences_per_s",
    "images_per_second",
  ],
  energy_j: [
    "energy",
    "energy_per_inference",
    "energy_per_inf",
    "energy_per_image",
    "inference_energy",
    "mean_energy",
    "avg_energy",
  ],
  energy_low_j: ["energy_low", "energy_lower", "energy_ci_low"],
  energy_high_j: ["energy_high", "energy_upper", "energy_ci_high"],
  energy_level: ["energy_level"],
  energy_interval_method: ["energy_interval_method"],
  energy_basis: ["energy_basis", "basis"],
  energy_quality: ["energy_quality", "quality_tier"],
  idle_included: ["idle_included", "includes_idle"],
  energy_derivation: ["energy_derivation"],
  power_w: ["power", "avg_power", "mean_power", "average_power", "power_avg", "power_mean"],
  idle_power_w: ["idle_power", "power_idle", "post_power"],
  idle_proxy: ["idle_proxy"],
  inferences: ["inferences", "iterations", "num_inferences"],
  memory_bytes: ["memory", "peak_memory", "memory_peak", "ram"],
  price: ["price"],
  macs: ["macs"],
  params: ["params", "parameters", "param_count", "num_params"],
  input_resolution: ["input_resolution", "resolution", "input_size", "img_size"],
  width_multiplier: ["width_multiplier", "alpha"],
  round: ["round", "campaign"],
  submitter: ["submitter"],
  time: ["test_datetime_utc", "time_utc", "date"],
  division: ["division"],
  system: ["system"],
  notes: ["notes", "note", "comment"],
};

interface Meaning {
  readonly column: StoredColumn;
  readonly rank: number;
}

const meanings: ReadonlyMap<string, Meaning> = new Map(
  storedColumns.flatMap((column) =>
    (aliases[column.name] ?? []).map((alias, rank): [string, Meaning] => [alias, { column, rank }]),
  ),
);
const byName: ReadonlyMap<string, StoredColumn> = new Map(storedColumns.map((column) => [column.name, column]));

/** Every name that is understood, for hints. */
export const knownColumnNames: readonly string[] = [...new Set([...byName.keys(), ...meanings.keys()])];

/**
 * What a file's column means, by its name and unit: `energy_mJ`, `Energy [mJ]` and `energy per inference (mJ)` are one.
 *
 * @example recogniseColumn("Latency (ms)")?.unit // => "ms"
 */
export function recogniseColumn(header: string): ColumnMeaning {
  const exact = byName.get(header);
  if (exact !== undefined) {
    const rank = Math.max(0, aliases[exact.name]?.indexOf(header) ?? 0);
    return { column: exact, scale: siScale, rank, ...(exact.unit === undefined ? {} : { unit: exact.unit }) };
  }
  for (const { base, unit } of readings(header)) {
    const meaning = meanings.get(base);
    if (meaning === undefined) continue;
    const found = withUnit(meaning, base, unit);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A known name with a unit of its dimension, or with none where it needs none. */
function withUnit({ column, rank }: Meaning, base: string, unit: string | undefined): ColumnMeaning {
  const more = { ...extra(column, base) };
  const scale = unit === undefined ? impliedScale(column, base) : unitScale(unit, column.dimension);
  if (scale !== undefined) return { column, scale, rank, ...(unit === undefined ? {} : { unit }), ...more };
  return { column, ...(unit === undefined ? {} : { unit }) };
}

function extra({ name }: StoredColumn, base: string): Pick<RecognisedColumn, "metric" | "proxy"> {
  if (name === "accuracy" && /top_?1|acc_?1/.test(base)) return { metric: "top-1" };
  if (name === "accuracy" && base === "auc") return { metric: "auc" };
  return name === "idle_power_w" && base === "post_power" ? { proxy: "post_power_w of the table" } : {};
}

/** Numbers whose unit goes without saying: shares, counts, and rates that are called so. */
function impliedScale({ name, dimension }: StoredColumn, base: string): UnitScale | undefined {
  if (dimension === "none" || dimension === "count" || dimension === "share") return siScale;
  return name === "throughput_per_s" && base !== "throughput" ? siScale : undefined;
}

/** The ways to split a header into a name and a unit: brackets, else nothing, else its last words. */
function readings(header: string): readonly { readonly base: string; readonly unit?: string }[] {
  const bracketed = /^(.*?)\s*[[(]\s*([^\])]*?)\s*[\])]\s*$/.exec(header);
  if (bracketed !== null) return [{ base: snake(bracketed[1] ?? ""), unit: bracketed[2] ?? "" }];
  const words = header.trim().split(/[\s_]+/);
  const last = (count: number): { readonly base: string; readonly unit: string } => ({
    base: snake(words.slice(0, -count).join("_")),
    unit: words.slice(-count).join("_"),
  });
  const percent = /^(.*?)\s*%$/.exec(header);
  return [
    ...(percent === null ? [] : [{ base: snake(percent[1] ?? ""), unit: "%" }]),
    ...(words.length > 2 ? [last(2)] : []),
    ...(words.length > 1 ? [last(1)] : []),
    { base: snake(header) },
  ].filter(({ base, unit }: { base: string; unit?: string }) => base !== "" && (unit === undefined || isUnit(unit)));
}

/**
 * What a column whose name says nothing may be, by its unit alone: an energy in mJ is likely that of an inference. A guess, for
 * mappings that a person looks at.
 *
 * @example columnByUnit("E (mJ)") // => { column: "energy_j", unit: "mJ" }
 */
export function columnByUnit(header: string): { readonly column: string; readonly unit: string } | undefined {
  for (const { unit } of readings(header)) {
    if (unit === undefined) continue;
    const dimension = usual.find(([name]) => unitScale(unit, name) !== undefined);
    if (dimension !== undefined) return { column: dimension[1], unit };
  }
  return undefined;
}

const usual = [
  ["energy", "energy_j"],
  ["time", "latency_s"],
  ["power", "power_w"],
  ["share", "accuracy"],
  ["bytes", "memory_bytes"],
] as const;

const dimensions = ["energy", "time", "power", "frequency", "share", "bytes", "count", "volts"] as const;

/** A word that is a unit of anything; what only may be one (MJ) counts too, so that it is asked about. */
function isUnit(word: string): boolean {
  return /^M[JWV]$/.test(word) || dimensions.some((dimension) => unitScale(word, dimension) !== undefined);
}

/** "Mean Latency", "meanLatency" and "mean-latency" as "mean_latency". */
function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}
