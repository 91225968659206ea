import { exitCodes, formatColumn, formatPercent, InputError, parseFraction, unknownName } from "@joulebook/core";
import type { Measurement, ModelEntry } from "@joulebook/core";
import { groupBy } from "@joulebook/measurements";
import { printable } from "@joulebook/runtime";
import type { CommandResult } from "../../command-line/command-result.js";
import { quantityColumn } from "../../command-line/number-columns.js";
import { textTable } from "../../command-line/text-table.js";
import { type Range, range, rangeCell } from "../../command-line/value-range.js";
import { distinct } from "../distinct.js";
import { hasEnergy, selectMeasurements } from "../select-measurements.js";
import type { ModelsOptions } from "./models-options.js";

/** What the list says of one model. */
interface ModelSummary extends ModelEntry {
  /** Kinds of meter behind the energies. */
  readonly energyQualities: readonly string[];
  /** Lowest and highest accuracy measured; runtimes differ. `accuracy` is the highest. */
  readonly accuracyRange?: Range;
  readonly inputResolution?: number;
  readonly energy?: Range;
  readonly backends: readonly string[];
}

/** Lists models, the most accurate first. */
export async function modelsAction(options: ModelsOptions): Promise<CommandResult> {
  const floor = options.accuracy === undefined ? 0 : parseFraction(options.accuracy, { where: "--accuracy" });
  const { measurements, warnings, inputs } = await selectMeasurements({ software: "all", ...options }, hasEnergy);
  const models = [...groupBy(ofFamily(measurements, options.family), ({ model }) => model)]
    .map(([model, rows]) => summary(model, rows))
    .filter(({ accuracy }) => floor === 0 || (accuracy !== undefined && accuracy >= floor))
    .toSorted((a, b) => (b.accuracy ?? 0) - (a.accuracy ?? 0) || (a.model < b.model ? -1 : 1));
  return { name: "models", document: { models }, text: () => modelsText(models), warnings, inputs };
}

function ofFamily(rows: readonly Measurement[], family: string | undefined): readonly Measurement[] {
  if (family === undefined) return rows;
  const kept = rows.filter((row) => row.family === family);
  if (kept.length > 0) return kept;
  const known = distinct(rows, (row) => row.family);
  throw new InputError([unknownName("family", family, known, { where: "--family" })], exitCodes.usage);
}

function summary(model: string, rows: readonly Measurement[]): ModelSummary {
  const { task, network, family, configuration } = rows[0] as Measurement;
  const accuracyRange = range(rows.map((row) => row.accuracy));
  const optional = {
    network,
    family,
    precision: configuration.precision,
    accuracy: accuracyRange?.high,
    accuracyRange,
    accuracyMetric: rows.find((row) => row.accuracyMetric !== undefined)?.accuracyMetric,
    macs: rows.find((row) => row.macs !== undefined)?.macs,
    params: rows.find((row) => row.params !== undefined)?.params,
    inputResolution: rows.find((row) => row.inputResolution !== undefined)?.inputResolution,
    energy: range(rows.map((row) => row.energy)),
  };
  return {
    model,
    task,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as object),
    devices: distinct(rows, ({ device }) => device),
    backends: distinct(rows, (row) => row.configuration.backend),
    measurements: rows.length,
    energyQualities: distinct(rows, ({ energy: joules, energyQuality }) =>
      joules === undefined ? undefined : energyQuality,
    ),
  };
}

function modelsText(models: readonly ModelSummary[]): string {
  if (models.length === 0) return "No model is that accurate.";
  const energy = formatColumn(
    models.flatMap((row) => [row.energy?.low, row.energy?.high]),
    "J",
  );
  const severalTasks = new Set(models.map(({ task }) => task)).size > 1;
  const text = (value: string | number | undefined): string => printable(`${value ?? ""}`);
  return textTable([
    { title: "Model", cells: models.map(({ model }) => text(model)) },
    { title: "Task", cells: severalTasks ? models.map(({ task }) => text(task)) : [] },
    { title: "Precision", cells: models.map(({ precision }) => text(precision)) },
    { title: "Accuracy", cells: models.map(({ accuracyRange }) => accuracyCell(accuracyRange)), align: "right" },
    quantityColumn(
      "MACs",
      models.map(({ macs }) => macs),
      "",
    ),
    quantityColumn(
      "Params",
      models.map(({ params }) => params),
      "",
    ),
    { title: "Input", cells: models.map(({ inputResolution }) => text(inputResolution)), align: "right" },
    {
      title: `Energy (${energy.unit})`,
      cells: models.map((_, index) => rangeCell(energy.cells, index)),
      align: "right",
    },
    { title: "Meter", cells: models.map(({ energyQualities }) => energyQualities.join(", ")) },
    { title: "Devices", cells: models.map(({ devices }) => text(deviceCell(devices))) },
  ]);
}

function accuracyCell(accuracy: Range | undefined): string {
  if (accuracy === undefined) return "";
  const [low, high] = [accuracy.low, accuracy.high].map((value) => formatPercent(value, { decimals: 2 }));
  return low === high ? `${high}` : `${low?.replace(" %", "")}–${high}`;
}

/** At most three names, so that rows stay on their lines. */
function deviceCell(devices: readonly string[]): string {
  const shown = devices.slice(0, 3).join(", ");
  return devices.length > 3 ? `${shown} and ${devices.length - 3} more` : shown;
}
