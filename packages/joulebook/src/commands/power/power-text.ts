import {
  formatDuration,
  formatEnergy,
  formatNumber,
  formatPercent,
  formatPower,
  type PowerDocument,
  type PowerRun,
  type PowerWindow,
} from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { DocumentBody } from "../../command-line/command-result.js";
import { countColumn, quantityColumn } from "../../command-line/number-columns.js";
import { textTable } from "../../command-line/text-table.js";

type Body = DocumentBody<PowerDocument>;

/** Rows of a table that are printed; the others are in the document. */
const shown = 200;

/** Energies of a power log, for people. */
export function powerText(document: Body): string {
  const { format, verified, quality, channels, windows, runs } = document;
  const tier = quality === undefined ? "kind of meter not stated" : quality;
  return [
    `${format}${verified ? "" : " (reader not verified on a real log)"}, ${tier}`,
    ...(channels.length === 0 ? [] : [channelTable(document)]),
    ...(windows.length === 0 ? [] : [`${sources[document.windowSource]}\n${windowTable(windows)}`]),
    ...(runs.length === 0 ? [] : [runTable(runs)]),
    ...closing(document),
  ].join("\n\n");
}

const sources: Readonly<Record<Body["windowSource"], string>> = {
  whole: "The whole log",
  given: "Windows as given",
  marked: "Windows by the log's marks",
  events: "Windows by the events",
  detected: "Busy stretches, by change detection",
};

function channelTable({ channels }: Body): string {
  return textTable([
    { title: "Channel", cells: channels.map(({ name, chosen }) => `${chosen ? "* " : "  "}${printable(name)}`) },
    countColumn(
      "Samples",
      channels.map(({ samples }) => samples),
    ),
    quantityColumn(
      "Every",
      channels.map(({ interval }) => interval),
      "s",
    ),
    quantityColumn(
      "Updates",
      channels.map(({ updateInterval }) => updateInterval),
      "s",
    ),
    { title: "Covered", cells: channels.map(({ covered }) => formatDuration(covered)), align: "right" },
    quantityColumn(
      "Mean power",
      channels.map(({ power }) => power),
      "W",
    ),
    { title: "Energy", cells: channels.map(({ energy }) => formatEnergy(energy)), align: "right" },
    { title: "Of", cells: channels.map(({ basis }) => basis ?? "") },
  ]);
}

function windowTable(windows: readonly PowerWindow[]): string {
  const rows = windows.slice(0, shown);
  const left = windows.length - rows.length;
  const energy = (value: number | undefined): string => (value === undefined ? "" : formatEnergy(value, { digits: 4 }));
  const table = textTable([
    { title: "Window", cells: rows.map(({ name }) => printable(name)) },
    { title: "Length", cells: rows.map(({ duration }) => formatDuration(duration)), align: "right" },
    { title: "Power", cells: rows.map(({ power }) => formatPower(power)), align: "right" },
    { title: "Energy", cells: rows.map((row) => energy(row.energy)), align: "right" },
    {
      title: "(1 s.d.)",
      cells: rows.map(({ energy: of, uncertainty }) => share(uncertainty.total, of)),
      align: "right",
    },
    { title: "Above idle", cells: rows.map(({ energyAboveIdle }) => energy(energyAboveIdle)), align: "right" },
    countColumn(
      "Inferences",
      rows.map(({ inferences }) => inferences),
    ),
    { title: "Each", cells: rows.map(({ energyPerInference }) => energy(energyPerInference)), align: "right" },
    {
      title: "above idle",
      cells: rows.map(({ energyPerInferenceAboveIdle }) => energy(energyPerInferenceAboveIdle)),
      align: "right",
    },
    { title: "Meter", cells: rows.map(({ basis, quality }) => [basis, quality].filter(Boolean).join(", ")) },
  ]);
  return left > 0 ? `${table}\nand ${left} more windows (--json lists all)` : table;
}

function share(part: number, whole: number): string {
  return whole > 0 ? `${formatNumber((100 * part) / whole, { digits: 2 })} %` : "";
}

function runTable(runs: readonly PowerRun[]): string {
  const rows = runs.slice(0, shown);
  const left = runs.length - rows.length;
  const table = textTable([
    { title: "Run", cells: rows.map(({ name }) => printable(name)) },
    countColumn(
      "Inferences",
      rows.map(({ inferences }) => inferences),
    ),
    {
      title: "Length",
      cells: rows.map(({ duration }) => (duration === undefined ? "" : formatDuration(duration))),
      align: "right",
    },
    quantityColumn(
      "Latency",
      rows.map(({ latency }) => latency?.mean),
      "s",
    ),
    quantityColumn(
      "Power",
      rows.map(({ power }) => power),
      "W",
    ),
    quantityColumn(
      "Energy",
      rows.map(({ energy }) => energy),
      "J",
    ),
    quantityColumn(
      "Each",
      rows.map(({ energyPerInference }) => energyPerInference),
      "J",
    ),
    { title: "Meter", cells: rows.map(({ basis, quality }) => [basis, quality].filter(Boolean).join(", ")) },
    { title: "", cells: rows.map(({ notes = [] }) => notes.map(printable).join("; ")) },
  ]);
  return left > 0 ? `${table}\nand ${left} more runs (--json lists all)` : table;
}

function closing({ idle, repeats, alignment }: Body): string[] {
  const lines: string[] = [];
  if (idle !== undefined) {
    const { interval, source, duration } = idle;
    const range =
      interval === undefined ? "" : ` (${formatPower(interval.low)} to ${formatPower(interval.high)}, 95 %)`;
    const where = { quiet: "from the log's quiet part", stretch: "of the given stretch", given: "as given" }[source];
    const long = duration === undefined ? "" : `, ${formatDuration(duration)}`;
    lines.push(`Idle: ${formatPower(idle.power)}${range}, ${where}${long}`);
  }
  if (repeats !== undefined) {
    const { energy, interval, deviation, windows, per } = repeats;
    lines.push(
      `Mean of ${windows} per ${per}: ${formatEnergy(energy, { digits: 4 })} ` +
        `(${formatEnergy(interval.low, { digits: 4 })} to ${formatEnergy(interval.high, { digits: 4 })}, 95 %), ` +
        `they scatter by ${formatPercent(energy > 0 ? deviation / energy : 0)}`,
    );
  }
  if (alignment !== undefined) {
    const { offset, method, correlation, resolution } = alignment;
    const fit = correlation === undefined ? "" : `, correlation ${correlation.toFixed(3)}`;
    const step = resolution === undefined ? "" : `, known to about ${formatDuration(resolution)}`;
    lines.push(`Events' clock: ${offset >= 0 ? "+" : "-"}${formatDuration(Math.abs(offset))} (${method}${fit}${step})`);
  }
  return lines.length === 0 ? [] : [lines.join("\n")];
}
