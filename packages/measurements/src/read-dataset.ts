import { InputError, type Measurement } from "@joulebook/core";
import { type Dataset, dataset as findDataset, datasets } from "./datasets.js";
import type { Notice } from "./notice.js";
import { closedTableMeasurements } from "./closed-table.js";
import { openTableMeasurements } from "./open-table.js";
import { datasetTable } from "./read-table.js";
import { tinyTableMeasurements } from "./tiny-table.js";

/** The records of a dataset, and what reading it had to decide. */
export interface DatasetRecords {
  readonly dataset: Dataset;
  readonly measurements: readonly Measurement[];
  readonly notices: readonly Notice[];
}

type TableReader = (dataset: Dataset) => Omit<DatasetRecords, "dataset">;

const readers: Readonly<Record<string, TableReader>> = {
  "mlperf-inference-edge-open": openTable,
  "mlperf-inference-edge-open/latency-only": openTable,
  "mlperf-inference-edge-closed": (dataset) => closedTableMeasurements(datasetTable(dataset), dataset),
  "mlperf-tiny": (dataset) => tinyTableMeasurements(datasetTable(dataset), dataset),
};

/**
 * Every row of a shipped table of measurements as records, nothing selected or averaged.
 *
 * @throws InputError if there is no such dataset, or if it holds no measurements
 */
export function readDataset(id: string): DatasetRecords {
  const dataset = findDataset(id);
  const read = readers[id];
  if (read !== undefined) return { dataset, ...read(dataset) };
  const measured = datasets().filter((table) => table.kind === "measurements");
  throw new InputError([
    {
      code: "no-measurements",
      message: `dataset ${JSON.stringify(id)} holds ${dataset.kind}, no measurements`,
      expected: `one of ${measured.map((table) => table.id).join(", ")}`,
    },
  ]);
}

function openTable(dataset: Dataset): Omit<DatasetRecords, "dataset"> {
  return { measurements: openTableMeasurements(datasetTable(dataset), dataset), notices: [] };
}
