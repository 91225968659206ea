import type { Configuration, Measurement } from "@joulebook/core";
import { canonicalModelName } from "./canonical-model-name.js";
import { type CsvTable, cellReader } from "./csv-table.js";
import type { Dataset } from "./datasets.js";
import { measuredCells } from "./measured-cells.js";
import { present } from "./present.js";
import { thousands } from "./thousands.js";

/** What a timm benchmark ran on; its file names say so. */
export interface BenchmarkMachine {
  readonly device: string;
  readonly unit: "cpu" | "gpu";
  readonly software: string;
  readonly precision: string;
}

/**
 * The rows of a timm inference benchmark as records of speed: no accuracy, no energy, on machines that are no edge boards. The time of
 * a step is the latency of one inference only in batches of one.
 */
export function benchmarkMeasurements(
  table: CsvTable,
  dataset: Dataset,
  machine: BenchmarkMachine,
): readonly Measurement[] {
  const read = cellReader(table.header);
  return table.rows.map((row, index) => {
    const { text, number, scaled } = measuredCells(read, row, `${dataset.path}: row ${index + 1}`);
    const batch = number("infer_batch_size");
    const step = scaled("infer_step_time", 1e3);
    const model = canonicalModelName(text("model") ?? "");
    const gigaMacs = number("infer_gmacs");
    const megaParams = thousands(text("param_count"));
    return present<Measurement>({
      id: `${dataset.id}:${index + 1}`,
      model,
      network: model,
      task: "image-classification",
      device: machine.device,
      unit: machine.unit,
      configuration: present<Configuration>({
        backend: "pytorch",
        software: machine.software,
        precision: machine.precision,
        batch,
      }),
      latency: batch === 1 && step !== undefined ? { mean: step } : undefined,
      throughput: number("infer_samples_per_sec"),
      macs: gigaMacs === undefined ? undefined : Math.round(gigaMacs * 1e9),
      params: megaParams === undefined ? undefined : Math.round(megaParams * 1e6),
      inputResolution: number("infer_img_size"),
      source: { dataset: dataset.id, row: index + 1, licence: dataset.licence },
    });
  });
}
