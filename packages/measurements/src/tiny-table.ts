import type { Configuration, Measurement, Source } from "@joulebook/core";
import { type CsvTable, cellReader } from "./csv-table.js";
import type { Dataset } from "./datasets.js";
import { groupBy } from "./group-by.js";
import { type MeasuredCells, measuredCells } from "./measured-cells.js";
import type { Notice } from "./notice.js";
import { present } from "./present.js";
import { slug } from "./slug.js";
import { compareVersions } from "./software-version.js";
import { type TinySystem, tinySystems } from "./tiny-system.js";

/** Reference network and task of each benchmark of the closed division. */
const benchmarks: Readonly<Record<string, { readonly model: string; readonly task: string }>> = {
  ad: { model: "fc-autoencoder", task: "anomaly-detection" },
  ic: { model: "resnet8", task: "image-classification" },
  kws: { model: "ds-cnn", task: "keyword-spotting" },
  vww: { model: "mobilenet-v1-0.25-96", task: "visual-wake-words" },
  sww: { model: "ds-cnn-1d-streaming", task: "streaming-wakeword" },
};

const notes = {
  modes:
    "energy mode: the device runs at a lower voltage than in performance mode, so this energy does not belong to the latency of performance mode",
  stream: "the published energy is that of the whole stream of about 20 min, not of one inference: it is left out",
  openModel: "open division: the network is the submitter's own, not the reference network",
} as const;

/**
 * The rows of the MLPerf Tiny table as records. A row gives one record of performance mode (latency, accuracy) and, where it has an
 * energy, one of energy mode (`<id>:energy`): two operating points of the device, never mixed in one record. Rows that resubmit an
 * earlier measurement are read once (the newest row) and reported.
 */
export function tinyTableMeasurements(
  table: CsvTable,
  dataset: Dataset,
): { readonly measurements: readonly Measurement[]; readonly notices: readonly Notice[] } {
  const read = cellReader(table.header);
  const rows = table.rows.map((row, index) => ({
    row: index + 1,
    cells: measuredCells(read, row, `${dataset.path}: row ${index + 1}`),
  }));
  const systems = tinySystems(rows.map(({ cells }) => cells));
  const submitted = [...groupBy(rows, ({ cells }) => resubmissionKey(cells)).values()];
  const kept = submitted.map((copies) => copies.reduce((a, b) => (roundOrder(a.cells, b.cells) > 0 ? a : b)));
  const copies = rows.filter((row) => !kept.includes(row)).map(({ row }) => `${dataset.id}:${row}`);
  const measurements = kept
    .toSorted((a, b) => a.row - b.row)
    .flatMap(({ row, cells }) => rowMeasurements(cells, systems(cells), dataset, row));
  return { measurements, notices: resubmissionNotices(copies, rows.length) };
}

/** Rows equal in these are one measurement, submitted again in a later round. */
function resubmissionKey({ text }: MeasuredCells): string {
  const columns = ["submitter", "system", "benchmark", "median_throughput_inf_s", "median_energy_uj_per_inf"];
  return JSON.stringify([...columns, "energy_window_uj"].map((column) => text(column)));
}

function roundOrder(a: MeasuredCells, b: MeasuredCells): number {
  const number = ({ text }: MeasuredCells): number[] => (text("round")?.match(/\d+/g) ?? []).map(Number);
  return compareVersions(number(a), number(b));
}

function rowMeasurements(
  cells: MeasuredCells,
  system: TinySystem,
  dataset: Dataset,
  row: number,
): readonly Measurement[] {
  const { text, number, scaled } = cells;
  const energy = scaled("median_energy_uj_per_inf", 1e6);
  const energyRate = number("energy_mode_throughput_inf_s");
  const performanceRate = number("median_throughput_inf_s");
  const common = commonFields(cells, system, dataset, row);
  const latency = scaled("latency_ms", 1e3);
  const performance = present<Measurement>({
    ...common,
    configuration: { ...common.configuration, powerMode: "performance" },
    latency: latency === undefined ? undefined : { mean: latency },
    throughput: performanceRate,
    notes: found([...system.notes, openNote(cells), text("energy_window_uj") === undefined ? undefined : notes.stream]),
  });
  if (energy === undefined) return [performance];
  return [
    performance,
    present<Measurement>({
      ...common,
      id: `${common.id}:energy`,
      configuration: { ...common.configuration, powerMode: "energy" },
      latency: energyRate === undefined ? undefined : { mean: 1 / energyRate },
      throughput: energyRate,
      energy,
      energyBasis: "rail",
      energyQuality: "external-analyser",
      idleIncluded: true,
      power: scaled("median_power_uw", 1e6),
      notes: found([...system.notes, openNote(cells), notes.modes]),
    }),
  ];
}

function commonFields(cells: MeasuredCells, system: TinySystem, dataset: Dataset, row: number): Measurement {
  const { text, number, scaled } = cells;
  const benchmark = text("benchmark") ?? "";
  const reference = benchmarks[benchmark];
  const isReference = text("reference_model") !== undefined && reference !== undefined;
  const auc = text("accuracy_metric") === "auc";
  const model = isReference
    ? reference.model
    : `${benchmark}-open-${slug(text("submitter") ?? "")}-${slug(text("system") ?? "")}`;
  return present<Measurement>({
    id: `${dataset.id}:${row}`,
    model,
    network: model,
    task: reference?.task ?? benchmark,
    device: system.device,
    unit: system.unit,
    configuration: present<Configuration>({
      backend: `${text("submitter")}/${text("system")}`,
      software: text("framework") === "N/A" ? undefined : text("framework"),
      clock: system.clock,
      voltage: system.voltage,
      batch: 1,
      scenario: "SingleStream",
    }),
    accuracy: auc ? number("accuracy_value") : scaled("accuracy_value", 100),
    scores: number("auc") === undefined || auc ? undefined : { auc: number("auc") as number },
    accuracyMetric: text("accuracy_value") === undefined ? undefined : auc ? "AUC" : "top-1",
    source: present<Source>({
      dataset: dataset.id,
      row,
      licence: dataset.licence,
      round: text("round"),
      submitter: text("submitter"),
      division: text("division"),
      system: text("system"),
    }),
  });
}

function openNote({ text }: MeasuredCells): string | undefined {
  return text("reference_model") === undefined ? notes.openModel : undefined;
}

function found(candidates: readonly (string | undefined)[]): readonly string[] | undefined {
  const stated = candidates.filter((note) => note !== undefined);
  return stated.length === 0 ? undefined : stated;
}

function resubmissionNotices(copies: readonly string[], rows: number): readonly Notice[] {
  if (copies.length === 0) return [];
  const message = `${copies.length} of ${rows} rows submit an earlier measurement again (same submitter, system, benchmark, throughput and energy) and are read once`;
  return [{ code: "resubmitted", message, count: copies.length, ids: copies }];
}
