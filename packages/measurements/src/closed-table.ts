import type { Configuration, Measurement, Source } from "@joulebook/core";
import { readAccuracyText } from "./accuracy-text.js";
import { computeUnit } from "./compute-unit.js";
import { type CsvTable, cellReader } from "./csv-table.js";
import type { Dataset } from "./datasets.js";
import { groupBy } from "./group-by.js";
import { type MeasuredCells, measuredCells } from "./measured-cells.js";
import { softwareBackend, systemDevice, systemPowerMode } from "./mlperf-system.js";
import type { Notice } from "./notice.js";
import { latencySummary } from "./mlperf-row.js";
import { mlperfEnergyDerivation, mlperfIdleProxy } from "./open-table.js";
import { present } from "./present.js";

/** Samples of one MultiStream query. */
const multiStreamSamples = 8;

const scenarios: Readonly<Record<string, string>> = {
  singlestream: "SingleStream",
  multistream: "MultiStream",
  offline: "Offline",
};

const tasks: Readonly<Record<string, string>> = {
  resnet50: "image-classification",
  "ssd-mobilenet": "object-detection",
  "ssd-resnet34": "object-detection",
  retinanet: "object-detection",
  "bert-99": "question-answering",
  rnnt: "speech-recognition",
  "3d-unet-99": "image-segmentation",
  "3d-unet-99.9": "image-segmentation",
};

const notes = {
  jetsonCpu: "CPU run: the GPU of this Jetson was not used",
  offline: "Offline: the published latency is queueing time and is left out; 1 / throughput is the time per inference",
  missingSamples: "the power log holds samples of -2 W, which stand for missing ones: the mean power is slightly low",
  multiStream: "MultiStream: the published latency is that of a query of 8 samples and is left out",
} as const;

/**
 * The rows of the closed edge table as records. Only SingleStream rows have a latency; Offline rows have the queueing time in that
 * column, MultiStream rows the time of 8 samples. Rows that hold one log twice (closed and open division) are reported.
 */
export function closedTableMeasurements(
  table: CsvTable,
  dataset: Dataset,
): { readonly measurements: readonly Measurement[]; readonly notices: readonly Notice[] } {
  const read = cellReader(table.header);
  const cells = table.rows.map((row, index) => measuredCells(read, row, `${dataset.path}: row ${index + 1}`));
  const twins = sameLogs(cells);
  const measurements = cells.map((row, index) =>
    closedTableMeasurement(row, dataset, index + 1, twins.get(index) ?? []),
  );
  return { measurements, notices: twinNotices(measurements, twins) };
}

function closedTableMeasurement(
  cells: MeasuredCells,
  dataset: Dataset,
  row: number,
  twins: readonly number[],
): Measurement {
  const { text, number, scaled } = cells;
  const model = text("model") ?? "";
  const scenario = scenarios[(text("scenario") ?? "").toLowerCase()] ?? text("scenario") ?? "";
  const backend = softwareBackend(text("framework") ?? "");
  const unit = computeUnit(backend, text("system_name"));
  const device = systemDevice(text("system_name") ?? "", text("accelerator"));
  const topOne = scaled("accuracy_percent", 100);
  const written = readAccuracyText(text("accuracy_text") ?? "");
  const multiStream = scenario === "MultiStream";
  const queryTime = scaled("mean_latency_ms", 1e3);
  return present<Measurement>({
    id: `${dataset.id}:${row}`,
    model,
    network: model,
    task: tasks[model] ?? model,
    device,
    unit,
    configuration: present<Configuration>({
      backend,
      software: text("framework"),
      precision: text("weight_data_types"),
      powerMode: systemPowerMode({
        notes: text("hw_notes") ?? "",
        name: text("system_name") ?? "",
        directory: text("system") ?? "",
      }),
      batch: scenario === "SingleStream" ? 1 : undefined,
      scenario,
    }),
    accuracy: topOne ?? written?.accuracy,
    accuracyMetric: topOne === undefined ? written?.metric : "top-1",
    latency: scenario === "SingleStream" ? latencySummary(cells) : undefined,
    throughput:
      multiStream && queryTime
        ? multiStreamSamples / queryTime
        : (number("samples_per_second") ?? number("qps_with_overhead")),
    energy: number("energy_per_inference_j"),
    energyBasis: "wall",
    energyQuality: "derived",
    idleIncluded: true,
    energyDerivation: mlperfEnergyDerivation,
    power: number("avg_power_w"),
    idlePower: number("post_power_w"),
    idleProxy: number("post_power_w") === undefined ? undefined : mlperfIdleProxy,
    source: present<Source>({
      dataset: dataset.id,
      row,
      licence: dataset.licence,
      round: text("round"),
      submitter: text("submitter"),
      time: text("test_datetime_utc"),
      division: text("division"),
      system: text("system"),
    }),
    notes: rowNotes(cells, { device, unit, scenario, twins, accuracyKnown: (topOne ?? written) !== undefined }),
  });
}

function rowNotes(
  { text, number }: MeasuredCells,
  row: { device: string; unit: string | undefined; scenario: string; twins: readonly number[]; accuracyKnown: boolean },
): readonly string[] | undefined {
  const copies = text("duplicated_in")
    ?.split(";")
    .map((name) => scenarios[name.toLowerCase()] ?? name);
  const hardware = text("hw_notes");
  const found = [
    row.device.startsWith("jetson") && row.unit === "cpu" ? notes.jetsonCpu : undefined,
    row.scenario === "Offline" ? notes.offline : undefined,
    row.scenario === "MultiStream" ? notes.multiStream : undefined,
    copies === undefined ? undefined : `the same log was also submitted as ${copies.join(" and ")}: it is one run`,
    hardware?.includes("DLA") ? `submitter's note: ${hardware}` : undefined,
    row.twins.length === 0 ? undefined : `the same log stands in row ${row.twins.join(" and row ")} too: it is one run`,
    (number("min_power_w") ?? 0) < 0 ? notes.missingSamples : undefined,
    row.accuracyKnown ? undefined : "the table holds no readable accuracy of this run",
  ].filter((note) => note !== undefined);
  return found.length === 0 ? undefined : found;
}

/** For the index of every row whose log stands in other rows too: their row numbers. */
function sameLogs(rows: readonly MeasuredCells[]): ReadonlyMap<number, readonly number[]> {
  const indices = rows.map((_, index) => index);
  const log = (index: number): string =>
    ["system", "model", "scenario", "test_datetime_utc", "mean_latency_ms", "avg_power_w"]
      .map((column) => rows[index]?.text(column))
      .join("\n");
  const groups = [...groupBy(indices, log).values()].filter((group) => group.length > 1);
  return new Map(
    groups.flatMap((group) =>
      group.map((index) => [index, group.filter((other) => other !== index).map((other) => other + 1)] as const),
    ),
  );
}

function twinNotices(
  measurements: readonly Measurement[],
  twins: ReadonlyMap<number, readonly number[]>,
): readonly Notice[] {
  if (twins.size === 0) return [];
  const ids = [...twins.keys()].flatMap((index) => measurements[index]?.id ?? []);
  const message = `${ids.length} rows hold a log that stands in the table twice (closed and open division): they are half as many runs`;
  return [{ code: "same-log", message, count: ids.length, ids }];
}
