import { type Fraction, formatColumn, formatPercent } from "@joulebook/core";
import {
  type Evaluation,
  explainPair,
  farOffPairs,
  type GapSummary,
  type InSample,
  type PairScore,
} from "@joulebook/recommender";
import { printable } from "@joulebook/runtime";
import { rangeCell } from "../../command-line/value-range.js";
import { type TextColumn, textTable } from "../../command-line/text-table.js";

/** The evaluation for people: how near to the budget, per device, per pair of rounds, and what margins buy. */
export function evaluateText({ inSample, outOfSample, summary }: Evaluation): string {
  const { asPlanned, scaled } = summary.outOfSample;
  const far = farOffPairs(outOfSample);
  return [
    "Gap to the budget, |E - B| / B, median (90th percentile) over the budgets of a sweep",
    section("In sample: chosen and scored with the same energies", inSampleTable(inSample.perDevice)),
    outOfSample.length === 0
      ? "No device and runtime was measured in two rounds: nothing to score out of sample."
      : section("Out of sample: chosen from an older round, scored with a newer one", pairTable(outOfSample)),
    ...(outOfSample.length === 0
      ? []
      : [
          `Median over ${outOfSample.length} pairs: single ${share(asPlanned.single)}, mix ${share(asPlanned.mix)}; ` +
            `after one factor from three re-measured models: single ${share(scaled.single)}, mix ${share(scaled.mix)}.`,
          section("Margins (mix): what planning for the error of other boards buys", marginTable(summary)),
        ]),
    ...(far.length === 0
      ? []
      : [section("Pairs far off", far.map((pair) => explainPair(pair).map(printable).join("\n  ")).join("\n"))]),
  ].join("\n\n");
}

function inSampleTable(sweeps: readonly InSample[]): string {
  const energies = formatColumn(
    sweeps.flatMap(({ points }) => [points[0]?.budget, points.at(-1)?.budget]),
    "J",
  );
  return textTable([
    { title: "Device", cells: sweeps.map(({ device }) => printable(device)) },
    { title: "Candidates", cells: sweeps.map(({ candidates }) => `${candidates}`), align: "right" },
    {
      title: `Budgets (${energies.unit})`,
      cells: sweeps.map((_, index) => rangeCell(energies.cells, index)),
      align: "right",
    },
    ...gapColumns(
      "",
      sweeps.map(({ single, mix }) => ({ single, mix })),
    ),
    { title: "Least possible", cells: sweeps.map(({ leastGap }) => share(leastGap.median)), align: "right" },
  ]);
}

function pairTable(pairs: readonly PairScore[]): string {
  return textTable([
    { title: "Device", cells: pairs.map(({ pair }) => printable(pair.older.device)) },
    { title: "From", cells: pairs.map(({ pair }) => printable(`${pair.older.software}, ${pair.older.round}`)) },
    { title: "To", cells: pairs.map(({ pair }) => printable(`${pair.newer.software}, ${pair.newer.round}`)) },
    { title: "Models", cells: pairs.map(({ pair }) => `${pair.models}`), align: "right" },
    ...gapColumns(
      "",
      pairs.map(({ asPlanned }) => asPlanned),
    ),
    ...gapColumns(
      " scaled",
      pairs.map(({ scaled }) => scaled),
    ).filter(({ title }) => title.startsWith("Mix")),
  ]);
}

function marginTable({ margins }: Evaluation["summary"]): string {
  const rows = margins.asPlanned;
  return textTable([
    {
      title: "Plans for",
      cells: rows.map(({ level }) => (level === 0 ? "no margin" : `${share(level, 0)} of errors`)),
    },
    { title: "Over budget", cells: rows.map(({ violations }) => share(violations)), align: "right" },
    {
      title: "Accuracy given up (points)",
      cells: rows.map(({ accuracyGivenUp }) => (100 * accuracyGivenUp).toFixed(2)),
      align: "right",
    },
  ]);
}

function gapColumns(
  suffix: string,
  rows: readonly { readonly single: GapSummary; readonly mix: GapSummary }[],
): readonly TextColumn[] {
  const gaps = (summary: GapSummary): string => `${share(summary.median)} (${share(summary.p90)})`;
  const over = ({ violations, answered }: GapSummary): string => `${violations} of ${answered}`;
  return [
    { title: `Single${suffix}`, cells: rows.map(({ single }) => gaps(single)), align: "right" },
    { title: `over${suffix}`, cells: rows.map(({ single }) => over(single)), align: "right" },
    { title: `Mix${suffix}`, cells: rows.map(({ mix }) => gaps(mix)), align: "right" },
    { title: `over${suffix}`, cells: rows.map(({ mix }) => over(mix)), align: "right" },
  ];
}

function share(value: Fraction | undefined, decimals = 1): string {
  return value === undefined ? "" : formatPercent(value, { decimals });
}

function section(title: string, body: string): string {
  return `${title}\n${body.replace(/^/gm, "  ")}`;
}
