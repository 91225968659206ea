import {
  exitCodes,
  formatColumn,
  formatCount,
  formatPercent,
  InputError,
  parseFraction,
  unknownName,
} from "@joulebook/core";
import type { Measurement } from "@joulebook/core";
import { groupBy } from "@joulebook/measurements";
import { printable } from "@joulebook/runtime";
import type { CommandResult } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";
import { type Range, range, rangeCell } from "../../command-line/value-range.js";
import { distinct } from "../distinct.js";
import { selectMeasurements } from "../select-measurements.js";
import type { ModelsOptions } from "./models-command.js";

/** What is known of one model. */
interface ModelSummary {
  readonly model: string;
  readonly task: string;
  readonly network?: string;
  readonly family?: string;
  readonly precision?: string;
  readonly accuracy?: Range;
  readonly macs?: number;
  readonly params?: number;
  readonly inputResolution?: number;
  readonly energy?: Range;
  readonly devices: readonly string[];
  readonly backends: readonly string[];
  readonly measurements: number;
}

/** Lists models, the most accurate first. */
export async function modelsAction(options: ModelsOptions): Promise<CommandResult> {
  const floor = options.accuracy === undefined ? 0 : parseFraction(options.accuracy, { where: "--accuracy" });
  const { measurements, warnings, inputs } = await selectMeasurements(options);
  const models = [...groupBy(ofFamily(measurements, options.family), ({ model }) => model)]
    .map(([model, rows]) => summary(model, rows))
    .filter(({ accuracy }) => floor === 0 || (accuracy !== undefined && accuracy.high >= floor))
    .toSorted((a, b) => (b.accuracy?.high ?? 0) - (a.accuracy?.high ?? 0) || (a.model < b.model ? -1 : 1));
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
  const optional = {
    network,
    family,
    precision: configuration.precision,
    accuracy: range(rows.map((row) => row.accuracy)),
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
  };
}

function modelsText(models: readonly ModelSummary[]): string {
  if (models.length === 0) return "No model is that accurate.";
  const energy = formatColumn(
    models.flatMap((row) => [row.energy?.low, row.energy?.high]),
    "J",
  );
  const text = (value: string | number | undefined): string => printable(`${value ?? ""}`);
  return textTable([
    { title: "Model", cells: models.map(({ model }) => text(model)) },
    { title: "Precision", cells: models.map(({ precision }) => text(precision)) },
    { title: "Accuracy", cells: models.map(({ accuracy }) => accuracyCell(accuracy)), align: "right" },
    { title: "MACs", cells: models.map(({ macs }) => (macs === undefined ? "" : formatCount(macs))), align: "right" },
    {
      title: "Params",
      cells: models.map(({ params }) => (params === undefined ? "" : formatCount(params))),
      align: "right",
    },
    { title: "Input", cells: models.map(({ inputResolution }) => text(inputResolution)), align: "right" },
    {
      title: `Energy (${energy.unit})`,
      cells: models.map((_, index) => rangeCell(energy.cells, index)),
      align: "right",
    },
    { title: "Devices", cells: models.map(({ devices }) => text(devices.join(", "))) },
  ]);
}

function accuracyCell(accuracy: Range | undefined): string {
  if (accuracy === undefined) return "";
  const [low, high] = [accuracy.low, accuracy.high].map((value) => formatPercent(value, { decimals: 2 }));
  return low === high ? `${high}` : `${low?.replace(" %", "")}–${high}`;
}
