import { InputError, type Measurement, unknownName } from "@joulebook/core";
import { newestSoftware, type SoftwareSelection } from "./newest-software.js";
import type { Notice } from "./notice.js";
import { readDataset } from "./read-dataset.js";

export interface LoadOptions {
  /** Ids of shipped datasets; the open MLPerf edge table unless said otherwise. */
  readonly datasets?: readonly string[];
  /** Records that take the place of shipped datasets, e.g. a user's own table. */
  readonly measurements?: readonly Measurement[];
  readonly device?: string;
  /** "newest" (default): one row per device, runtime and model, of the newest software. "all": every row. */
  readonly software?: "newest" | "all";
}

export interface LoadedMeasurements {
  readonly measurements: readonly Measurement[];
  /** How the newest rows were chosen; absent with `software: "all"`. */
  readonly selection?: SoftwareSelection;
  readonly notices: readonly Notice[];
}

/**
 * Measurements to work with: shipped datasets (or records handed in), of one device or all, by default of the newest software.
 *
 * @throws InputError that names the nearest devices when the device is unknown
 */
export function loadMeasurements(options: LoadOptions = {}): LoadedMeasurements {
  const { datasets = ["mlperf-inference-edge-open"], measurements, device, software = "newest" } = options;
  const read = measurements === undefined ? datasets.map(readDataset) : [{ measurements, notices: [] }];
  const all = read.flatMap((part) => part.measurements);
  const notices = read.flatMap((part) => part.notices);
  const rows = device === undefined ? all : ofDevice(all, device);
  if (software === "all") return { measurements: rows, notices };
  const selection = newestSoftware(rows);
  return { measurements: selection.measurements, selection, notices: [...notices, ...selection.notices] };
}

function ofDevice(measurements: readonly Measurement[], device: string): readonly Measurement[] {
  const rows = measurements.filter((row) => row.device === device);
  if (rows.length > 0) return rows;
  const known = [...new Set(measurements.map((row) => row.device))].toSorted();
  throw new InputError([unknownName("device", device, known)]);
}
