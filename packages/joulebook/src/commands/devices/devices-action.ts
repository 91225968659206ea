import { formatColumn } from "@joulebook/core";
import type { Measurement } from "@joulebook/core";
import { groupBy } from "@joulebook/measurements";
import { printable } from "@joulebook/runtime";
import type { CommandResult } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";
import { type Range, range, rangeCell } from "../../command-line/value-range.js";
import { distinct } from "../distinct.js";
import type { MeasurementOptions } from "../measurement-options.js";
import { selectMeasurements } from "../select-measurements.js";

/** What is known of one device. */
interface DeviceSummary {
  readonly device: string;
  readonly units: readonly string[];
  readonly backends: readonly string[];
  readonly models: number;
  readonly measurements: number;
  readonly energy?: Range;
  readonly latency?: Range;
  readonly datasets: readonly string[];
}

/** Lists devices; the measurements they are counted from are the ones that `recommend` would use. */
export async function devicesAction(options: MeasurementOptions): Promise<CommandResult> {
  const { measurements, warnings, inputs } = await selectMeasurements(options);
  const devices = [...groupBy(measurements, ({ device }) => device)]
    .map(([device, rows]) => summary(device, rows))
    .toSorted((a, b) => (a.device < b.device ? -1 : 1));
  return { name: "devices", document: { devices }, text: () => devicesText(devices), warnings, inputs };
}

function summary(device: string, rows: readonly Measurement[]): DeviceSummary {
  const energy = range(rows.map((row) => row.energy));
  const latency = range(rows.map((row) => row.latency?.mean));
  return {
    device,
    units: distinct(rows, ({ unit }) => unit),
    backends: distinct(rows, ({ configuration }) => configuration.backend),
    models: distinct(rows, ({ model }) => model).length,
    measurements: rows.length,
    ...(energy === undefined ? {} : { energy }),
    ...(latency === undefined ? {} : { latency }),
    datasets: distinct(rows, ({ source }) => source.dataset),
  };
}

function devicesText(devices: readonly DeviceSummary[]): string {
  const energy = formatColumn(
    devices.flatMap((row) => [row.energy?.low, row.energy?.high]),
    "J",
  );
  const latency = formatColumn(
    devices.flatMap((row) => [row.latency?.low, row.latency?.high]),
    "s",
  );
  return textTable([
    { title: "Device", cells: devices.map(({ device }) => printable(device)) },
    { title: "Models", cells: devices.map(({ models }) => `${models}`), align: "right" },
    { title: "Rows", cells: devices.map((row) => `${row.measurements}`), align: "right" },
    {
      title: `Energy (${energy.unit})`,
      cells: devices.map((_, index) => rangeCell(energy.cells, index)),
      align: "right",
    },
    {
      title: `Latency (${latency.unit})`,
      cells: devices.map((_, index) => rangeCell(latency.cells, index)),
      align: "right",
    },
    { title: "Units", cells: devices.map(({ units }) => printable(units.join(", "))) },
    { title: "Runtimes", cells: devices.map(({ backends }) => printable(backends.join(", "))) },
  ]);
}
