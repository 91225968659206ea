import { InputError, type Measurement } from "@joulebook/core";
import { type Dataset, dataset as findDataset, datasets } from "./datasets.js";
import type { Notice } from "./notice.js";
import { type BenchmarkMachine, benchmarkMeasurements } from "./benchmark-table.js";
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

export interface ReadDatasetOptions {
  /** Only the rows of this device; all when absent. An unknown device has none. */
  readonly device?: string;
}

/** Reads a table; one that can do so cheaply leaves out other devices. */
type TableReader = (dataset: Dataset, device: string | undefined) => Omit<DatasetRecords, "dataset">;

const readers: Readonly<Record<string, TableReader>> = {
  "mlperf-inference-edge-open": openTable,
  "mlperf-inference-edge-open/latency-only": openTable,
  "mlperf-inference-edge-closed": (dataset) => closedTableMeasurements(datasetTable(dataset), dataset),
  "timm-results/rtx4090": benchmark({
    device: "rtx-4090",
    unit: "gpu",
    software: "PyTorch 2.4.0 (CUDA 12.4, NCHW)",
    precision: "amp",
  }),
  "timm-results/rtx3090": benchmark({
    device: "rtx-3090",
    unit: "gpu",
    software: "PyTorch 2.4.0 (CUDA 12.4, NHWC)",
    precision: "amp",
  }),
  "timm-results/i7-12700h": benchmark({
    device: "core-i7-12700h",
    unit: "cpu",
    software: "PyTorch 2.4.0 (dynamo)",
    precision: "fp32",
  }),
  "timm-results/i9-10940x": benchmark({
    device: "core-i9-10940x",
    unit: "cpu",
    software: "PyTorch 2.4.0 (dynamo)",
    precision: "fp32",
  }),
  "mlperf-tiny": (dataset) => tinyTableMeasurements(datasetTable(dataset), dataset),
};

/**
 * Every row of a shipped table of measurements as records, nothing selected or averaged.
 *
 * @throws InputError if there is no such dataset, or if it holds no measurements
 */
export function readDataset(id: string, { device }: ReadDatasetOptions = {}): DatasetRecords {
  const dataset = findDataset(id);
  const read = readers[id];
  if (read !== undefined) {
    const { measurements, notices } = read(dataset, device);
    const wanted = device === undefined ? measurements : measurements.filter((row) => row.device === device);
    return { dataset, measurements: wanted, notices };
  }
  const known = datasets().filter((table) => readers[table.id] !== undefined);
  throw new InputError([
    {
      code: "no-measurements",
      message: `dataset ${JSON.stringify(id)} holds ${dataset.kind}, no measurements`,
      expected: `one of ${known.map((table) => table.id).join(", ")}`,
    },
  ]);
}

function openTable(dataset: Dataset, device: string | undefined): Omit<DatasetRecords, "dataset"> {
  return { measurements: openTableMeasurements(datasetTable(dataset), dataset, device), notices: [] };
}

function benchmark(machine: BenchmarkMachine): TableReader {
  return (dataset) => ({ measurements: benchmarkMeasurements(datasetTable(dataset), dataset, machine), notices: [] });
}
