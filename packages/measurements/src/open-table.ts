import type { LatencySummary, Measurement, Source } from "@joulebook/core";
import { computeUnit } from "./compute-unit.js";
import { type CsvTable, cellReader } from "./csv-table.js";
import type { Dataset } from "./datasets.js";
import { type MeasuredCells, measuredCells } from "./measured-cells.js";
import { present } from "./present.js";

/** How the derived energies of the MLPerf tables came about; to be shown with them. */
export const mlperfEnergyDerivation: string =
  "mean wall power / throughput, computed from the published logs; not verified by MLCommons Association";

/** What stands for idle power in the MLPerf tables. */
export const mlperfIdleProxy: string = "median wall power of the about 10 s after the measured window (post_power_w)";

const notes = {
  jetsonCpu: "CPU run: the GPU of this Jetson was not used",
  odroidName:
    "the submitted system name says NVIDIA Jetson AGX Xavier, a copy-paste error of its source: the board is an Odroid N2+",
  floatMacs: "macs and params are those of the float network: the model card lists no quantised one",
  unknownBackend: "the inference runtime could not be told from the submission",
} as const;

/** The rows of the open edge table (with or without power) as records, one per row, in the file's order. */
export function openTableMeasurements(table: CsvTable, dataset: Dataset): readonly Measurement[] {
  const read = cellReader(table.header);
  return table.rows.map((row, index) => {
    const cells = measuredCells(read, row, `${dataset.path}: row ${index + 1}`);
    return openTableMeasurement(cells, { id: dataset.id, licence: dataset.licence, row: index + 1 });
  });
}

function openTableMeasurement(cells: MeasuredCells, origin: { id: string; licence: string; row: number }): Measurement {
  const { text, number, scaled } = cells;
  const backend = text("backend") === "?" ? undefined : text("backend");
  const unit = computeUnit(backend, text("system_name_as_submitted"));
  const model = text("model_id") ?? "";
  const precision = text("precision");
  const energy = number("energy_per_inference_j");
  const idlePower = number("post_power_w");
  return present<Measurement>({
    id: `${origin.id}:${origin.row}`,
    model,
    network: precision !== undefined && model.endsWith(`-${precision}`) ? model.slice(0, -precision.length - 1) : model,
    family: text("family"),
    task: "image-classification",
    device: text("device") ?? "",
    unit,
    configuration: present<Measurement["configuration"]>({
      backend,
      software: text("framework"),
      precision,
      powerMode: powerMode(text("hw_notes")),
      batch: 1,
      scenario: "SingleStream",
    }),
    accuracy: scaled("accuracy_top1_percent", 100),
    accuracyMetric: "top-1",
    accuracySamples: number("accuracy_images"),
    latency: latencySummary(cells),
    throughput: number("qps_with_overhead"),
    energy,
    energyBasis: energy === undefined ? undefined : "wall",
    energyQuality: energy === undefined ? undefined : "derived",
    idleIncluded: energy === undefined ? undefined : true,
    energyDerivation: energy === undefined ? undefined : mlperfEnergyDerivation,
    power: number("avg_power_w"),
    idlePower,
    idleProxy: idlePower === undefined ? undefined : mlperfIdleProxy,
    macs: millions(number("macs_millions")),
    params: millions(number("params_millions")),
    inputResolution: number("input_resolution"),
    widthMultiplier: number("width_multiplier"),
    source: source(text, origin),
    notes: rowNotes(cells, backend, unit),
  });
}

/** Latency columns in milliseconds, as seconds. */
export function latencySummary({ scaled }: MeasuredCells): LatencySummary | undefined {
  const mean = scaled("mean_latency_ms", 1e3);
  if (mean === undefined) return undefined;
  return present<LatencySummary>({
    mean,
    min: scaled("min_latency_ms", 1e3),
    p50: scaled("p50_latency_ms", 1e3),
    p90: scaled("p90_latency_ms", 1e3),
    p99: scaled("p99_latency_ms", 1e3),
    max: scaled("max_latency_ms", 1e3),
  });
}

/** "MAXN" of "Power mode: MAXN". */
function powerMode(hardwareNotes: string | undefined): string | undefined {
  return hardwareNotes?.match(/Power mode: (\S+)/)?.[1];
}

function millions(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1e6);
}

function source(text: MeasuredCells["text"], origin: { id: string; licence: string; row: number }): Source {
  return present<Source>({
    dataset: origin.id,
    row: origin.row,
    licence: origin.licence,
    round: text("round"),
    submitter: text("submitter"),
    time: text("test_datetime_utc"),
    division: "open",
    system: text("system"),
  });
}

function rowNotes(
  { text }: MeasuredCells,
  backend: string | undefined,
  unit: string | undefined,
): readonly string[] | undefined {
  const device = text("device") ?? "";
  const found = [
    device.startsWith("jetson") && unit === "cpu" ? notes.jetsonCpu : undefined,
    device.startsWith("odroid") && text("system_name_as_submitted")?.includes("Jetson") ? notes.odroidName : undefined,
    text("family") === "mobilenet-v2" && text("precision") === "int8" ? notes.floatMacs : undefined,
    backend === undefined ? notes.unknownBackend : undefined,
  ].filter((note) => note !== undefined);
  return found.length === 0 ? undefined : found;
}
