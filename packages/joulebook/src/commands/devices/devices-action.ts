import { formatColumn } from "@joulebook/core";
import type { DeviceEntry, Measurement } from "@joulebook/core";
import { groupBy } from "@joulebook/measurements";
import { printable } from "@joulebook/runtime";
import type { CommandResult } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";
import { type Range, range, rangeCell } from "../../command-line/value-range.js";
import { distinct } from "../distinct.js";
import type { MeasurementOptions } from "../measurement-options.js";
import { hasEnergy, selectMeasurements } from "../select-measurements.js";

/** What the list says of one device. */
interface DeviceSummary extends DeviceEntry {
  /** Kinds of meter behind the energies. */
  readonly energyQualities: readonly string[];
  readonly units: readonly string[];
  readonly energy?: Range;
  readonly latency?: Range;
  readonly datasets: readonly string[];
}

/** Lists devices; the measurements they are counted from are the ones that `recommend` would use. */
export async function devicesAction(options: MeasurementOptions): Promise<CommandResult> {
  const { measurements, warnings, inputs } = await selectMeasurements({ software: "all", ...options }, hasEnergy);
  const devices = [...groupBy(measurements, ({ device }) => device)]
    .map(([device, rows]) => summary(device, rows))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { name: "devices", document: { devices }, text: () => devicesText(devices), warnings, inputs };
}

function summary(id: string, rows: readonly Measurement[]): DeviceSummary {
  const energy = range(rows.map((row) => row.energy));
  const latency = range(rows.map((row) => row.latency?.mean));
  return {
    id,
    units: distinct(rows, ({ unit }) => unit),
    backends: distinct(rows, ({ configuration }) => configuration.backend),
    models: distinct(rows, ({ model }) => model).length,
    measurements: rows.length,
    energyQualities: distinct(rows, ({ energy: joules, energyQuality }) =>
      joules === undefined ? undefined : energyQuality,
    ),
    measurementsWithEnergy: rows.filter((row) => row.energy !== undefined).length,
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
    { title: "Device", cells: devices.map(({ id }) => printable(id)) },
    { title: "Models", cells: devices.map(({ models }) => `${models}`), align: "right" },
    { title: "Rows", cells: devices.map((row) => `${row.measurements}`), align: "right" },
    {
      title: `Energy (${energy.unit})`,
      cells: devices.map((_, index) => rangeCell(energy.cells, index)),
      align: "right",
    },
    { title: "Meter", cells: devices.map(({ energyQualities }) => energyQualities.join(", ")) },
    {
      title: `Latency (${latency.unit})`,
      cells: devices.map((_, index) => rangeCell(latency.cells, index)),
      align: "right",
    },
    { title: "Datasets", cells: devices.map((row) => printable(row.datasets.join(", "))) },
    { title: "Units", cells: devices.map(({ units }) => printable(units.join(", "))) },
    { title: "Runtimes", cells: devices.map(({ backends }) => printable(backends.join(", "))) },
  ]);
}
