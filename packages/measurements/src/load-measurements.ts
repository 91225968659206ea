import { InputError, type Measurement, unknownName } from "@joulebook/core";
import { newestSoftware, type SoftwareSelection } from "./newest-software.js";
import type { Notice } from "./notice.js";
import { readDataset } from "./read-dataset.js";

export interface LoadOptions {
  /** Ids of shipped datasets; the open MLPerf edge table unless said otherwise. */
  readonly datasets?: readonly string[];
  /** Records that take the place of shipped datasets, e.g. a user's own table. */
  readonly measurements?: readonly Measurement[];
  /** Records beside the shipped datasets, e.g. those of a store (`readStore`). */
  readonly beside?: readonly Measurement[];
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
 * Measurements to work with: shipped datasets (or records handed in, in their place or beside them), of one device or all, by default of the newest software.
 *
 * @throws InputError that names the nearest devices when the device is unknown
 */
export function loadMeasurements(options: LoadOptions = {}): LoadedMeasurements {
  const { datasets = ["mlperf-inference-edge-open"], measurements, beside = [], device, software = "newest" } = options;
  const ofDevice = (records: readonly Measurement[]): readonly Measurement[] =>
    device === undefined ? records : records.filter((record) => record.device === device);
  const read =
    measurements === undefined
      ? datasets.map((id) => readDataset(id, device === undefined ? {} : { device }))
      : [{ measurements: ofDevice(measurements), notices: [] }];
  const rows = [...read.flatMap((part) => part.measurements), ...ofDevice(beside)];
  const notices = read.flatMap((part) => part.notices);
  if (device !== undefined && rows.length === 0)
    throw unknownDevice(device, [
      ...(measurements ?? datasets.flatMap((id) => readDataset(id).measurements)),
      ...beside,
    ]);
  if (software === "all") return { measurements: rows, notices };
  const selection = newestSoftware(rows);
  return { measurements: selection.measurements, selection, notices: [...notices, ...selection.notices] };
}

function unknownDevice(device: string, measurements: readonly Measurement[]): InputError {
  const known = [...new Set(measurements.map((row) => row.device))].toSorted();
  return new InputError([unknownName("device", device, known)]);
}
