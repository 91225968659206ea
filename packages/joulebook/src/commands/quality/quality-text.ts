import { type DatasetQuality, formatNumber } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import { textTable } from "../../command-line/text-table.js";

/** Findings of a kind that are listed; the document has them all. */
const listed = 10;

/** The quality of datasets, for people. */
export function qualityText(datasets: readonly DatasetQuality[]): string {
  if (datasets.length === 0) return "There is nothing stored: joulebook ingest FILE";
  return datasets.map(datasetText).join("\n\n");
}

function datasetText(report: DatasetQuality): string {
  const { dataset, rows, withEnergy, duplicates, impossible, outliers, predicted, coverage } = report;
  const { models, devices, covered } = coverage;
  const twice = duplicates.map(({ ids, identical, energySpread }) => {
    const what = identical ? "the same values" : `energies up to ${formatNumber(energySpread ?? 1)} times apart`;
    return `${ids.join(", ")}: ${identical || energySpread !== undefined ? what : "other values"}`;
  });
  const far = outliers.map(
    ({ id, quantity, ratio, usual }) =>
      `${id}: ${quantity} is ${formatNumber(ratio)} times its prediction (usual: ${formatNumber(usual)} times)`,
  );
  return [
    printable(
      `${dataset}: ${rows} rows, ${withEnergy} with energy; ${models.length} models on ${devices.length} devices, ${formatNumber(100 * covered)} % of the pairs measured`,
    ),
    ...section("Rows of one run", twice),
    ...section(
      "Impossible values",
      impossible.map(({ id, message }) => `${id}: ${message}`),
    ),
    ...section(`Far from predictions (${predicted} rows predicted)`, far),
    coverageTable(report),
  ].join("\n");
}

function section(title: string, findings: readonly string[]): readonly string[] {
  if (findings.length === 0) return [`${title}: none`];
  const more = findings.length > listed ? [`  ... and ${findings.length - listed} more (--json)`] : [];
  return [`${title}: ${findings.length}`, ...findings.slice(0, listed).map((line) => printable(`  ${line}`)), ...more];
}

const widest = 6;
const longest = 20;

function coverageTable({ coverage: { models, devices, counts } }: DatasetQuality): string {
  const shown = models.slice(0, longest);
  const table = textTable([
    { title: "Model", cells: shown.map(printable) },
    ...devices.slice(0, widest).map((device, column) => ({
      title: printable(device),
      cells: shown.map((_, row) => ((counts[row]?.[column] ?? 0) === 0 ? "-" : String(counts[row]?.[column]))),
      align: "right" as const,
    })),
  ]);
  const left = [
    ...(models.length > longest ? [`${models.length - longest} more models`] : []),
    ...(devices.length > widest ? [`${devices.length - widest} more devices`] : []),
  ];
  return left.length === 0 ? table : `${table}\n... ${left.join(" and ")} (--json)`;
}
