import { formatColumn, formatDuration, formatEnergy, formatPercent, type TransferDocument } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { DocumentBody } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";

/** Predictions that are printed; the others are in the document. */
const shown = 40;

/** What was predicted, and how far to trust it, for people. */
export function transferText(document: DocumentBody<TransferDocument>): string {
  const { device, level, probes, runtimes, predictions, recommendation, boards } = document;
  const energies = formatColumn(
    predictions.slice(0, shown).flatMap(({ energy }) => [energy]),
    "J",
  );
  const factor = (value: number): string => formatEnergy(value);
  return [
    `${printable(device)}: predicted from ${probes.length} measurements`,
    textTable([
      { title: "Measured", cells: probes.map(({ model }) => printable(model)) },
      { title: "Runtime", cells: probes.map(({ backend }) => printable(backend)) },
      { title: "Energy", cells: probes.map(({ energy }) => formatEnergy(energy)), align: "right" },
      { title: "Meter", cells: probes.map(({ energyQualities }) => energyQualities?.join(", ") || "not stated") },
    ]),
    textTable([
      { title: "Predicted", cells: predictions.slice(0, shown).map(({ model }) => printable(model)) },
      { title: "Runtime", cells: predictions.slice(0, shown).map(({ backend }) => printable(backend)) },
      { title: `Energy (${energies.unit})`, cells: energies.cells, align: "right" },
      {
        title: `${formatPercent(level, { decimals: 0 })} within`,
        cells: predictions.slice(0, shown).map(({ low, high }) => `${factor(low)} to ${factor(high)}`),
      },
      {
        title: "Latency",
        cells: predictions.every(({ latency }) => latency === undefined)
          ? []
          : predictions
              .slice(0, shown)
              .map(({ latency }) => (latency === undefined ? "" : formatDuration(latency.mean))),
        align: "right",
      },
      {
        title: "Accuracy",
        cells: predictions
          .slice(0, shown)
          .map(({ accuracy }) => (accuracy === undefined ? "" : formatPercent(accuracy))),
        align: "right",
      },
    ]),
    predictions.length > shown ? `and ${predictions.length - shown} more (--json lists all)` : "",
    runtimes.length === 0
      ? ""
      : `Scored with the measurements that were not used\n${textTable([
          { title: "Runtime", cells: runtimes.map(({ backend }) => printable(backend)) },
          { title: "Models", cells: runtimes.map(({ models }) => String(models)), align: "right" },
          {
            title: "Median error",
            cells: runtimes.map(({ medianAbsError }) => formatPercent(medianAbsError)),
            align: "right",
          },
          { title: "p90", cells: runtimes.map(({ p90AbsError }) => formatPercent(p90AbsError)), align: "right" },
          {
            title: "Within the interval",
            cells: runtimes.map(({ intervalCoverage }) => formatPercent(intervalCoverage)),
            align: "right",
          },
          {
            title: "Random probes",
            cells: runtimes.map(({ randomMedianAbsError }) => formatPercent(randomMedianAbsError)),
            align: "right",
          },
          {
            title: "Median error of latency",
            cells: runtimes.every(({ latency }) => latency === undefined)
              ? []
              : runtimes.map(({ latency }) => (latency === undefined ? "" : formatPercent(latency.medianAbsError))),
            align: "right",
          },
        ])}`,
    recommendation === undefined
      ? ""
      : `Mixes chosen by the predictions: median gap to the budget ${formatPercent(recommendation.medianGap)}, ${formatPercent(recommendation.medianAccuracyLoss)} of accuracy below the best possible, over the budget in ${formatPercent(recommendation.violations)} of ${recommendation.budgets} cases.`,
    `Known boards, each left out in turn: ${boards.map(({ board, coverage }) => `${printable(board)} ${formatPercent(coverage)}`).join(", ")} within the intervals.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
