import type { Measurement } from "@joulebook/core";
import { type CsvTable, cellReader } from "./csv-table.js";
import type { Dataset } from "./datasets.js";
import { type MeasuredCells, measuredCells } from "./measured-cells.js";
import { mlperfRow, type RowOrigin } from "./mlperf-row.js";

/** How the derived energies of the MLPerf tables came about; to be shown with them. */
export const mlperfEnergyDerivation: string =
  "mean wall power / throughput, computed from the published logs; not verified by MLCommons Association";

/** What stands for idle power in the MLPerf tables. */
export const mlperfIdleProxy: string = "median wall power of the about 10 s after the measured window (post_power_w)";

const notes = {
  jetsonCpu: "CPU run: the GPU of this Jetson was not used",
  odroidName:
    "the submitted system name says NVIDIA Jetson AGX Xavier, a copy-paste error of its source: the board is an Odroid N2+",
  otherSetup:
    "the submitted system (rpi4coral-fan.on) had a fan running and names a Coral accelerator: it draws about 1 W more than the board of later rounds",
  floatMacs: "macs and params are those of the float network: the model card lists no quantised one",
  clockStep: "the published smallest latency is not above 0, because the clock was set during the run: it is left out",
  unknownBackend: "the inference runtime could not be told from the submission",
} as const;

/**
 * The rows of the open edge table (with or without power) as records, one per row, in the file's order; of one device only, when it is
 * named: the others are not even converted.
 */
export function openTableMeasurements(table: CsvTable, dataset: Dataset, device?: string): readonly Measurement[] {
  const read = cellReader(table.header);
  const common: Omit<RowOrigin, "row"> = {
    dataset: dataset.id,
    licence: dataset.licence,
    division: "open",
    energyBasis: "wall",
    idleIncluded: true,
    energyDerivation: mlperfEnergyDerivation,
    idleProxy: mlperfIdleProxy,
    scenario: "SingleStream",
    batch: 1,
  };
  return table.rows.flatMap((row, index) => {
    if (device !== undefined && read(row, "device") !== device) return [];
    const cells = measuredCells(read, row, `${dataset.path}: row ${index + 1}`);
    const measurement = mlperfRow(cells, { ...common, row: index + 1 });
    const caveats = rowNotes(measurement, cells);
    return [caveats.length === 0 ? measurement : { ...measurement, notes: caveats }];
  });
}

function rowNotes(row: Measurement, { text, number }: MeasuredCells): readonly string[] {
  const { device, unit, family, configuration, source } = row;
  return [
    device.startsWith("jetson") && unit === "cpu" ? notes.jetsonCpu : undefined,
    device.startsWith("odroid") && text("system_name_as_submitted")?.includes("Jetson") ? notes.odroidName : undefined,
    source.system?.startsWith("rpi4coral") ? notes.otherSetup : undefined,
    family === "mobilenet-v2" && configuration.precision === "int8" ? notes.floatMacs : undefined,
    (number("min_latency_ms") ?? 1) <= 0 ? notes.clockStep : undefined,
    configuration.backend === undefined ? notes.unknownBackend : undefined,
  ].filter((note) => note !== undefined);
}
