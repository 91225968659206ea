import {
  type ExitCostList,
  type ExitOutcome,
  type ExitReliability,
  type ExitsEvaluateDocument,
  type ExitsTuneDocument,
  type FixedExit,
  formatCount,
  formatDuration,
  formatEnergy,
  formatPercent,
  type Interval,
  type ReliabilityBins,
} from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { DocumentBody } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";
import { staticSource } from "../estimate/static-source.js";

/** What thresholds give, for people. */
export function evaluateText(document: DocumentBody<ExitsEvaluateDocument>): string {
  const { outcomes, costs, fixedExits, thresholds, rule, calibrationError, merkelRule, reliability } = document;
  return [
    [
      ...(merkelRule === undefined
        ? []
        : [
            `Merkel's rule for ${formatPercent(merkelRule.wanted)}, weights ${merkelRule.beta1} and ${merkelRule.beta2}, mean accuracies of the split ${merkelRule.split}`,
          ]),
      `${rule}, thresholds ${thresholds.map((value) => (value > 1 ? "none" : value.toPrecision(3))).join(", ")}`,
      ...costSource(costs),
    ].join("\n"),
    outcomeTable(outcomes, costs),
    exitTable(outcomes, fixedExits, costs, calibrationError),
    ...(reliability === undefined ? [] : [reliabilityText(reliability)]),
  ].join("\n\n");
}

/** How far confidence is accuracy: errors by exit, and the bins of the last exit. */
function reliabilityText({ split, exits }: NonNullable<ExitsEvaluateDocument["reliability"]>): string {
  const last = exits.at(-1) as ExitReliability;
  const share = (value: number | undefined): string => (value === undefined ? "" : formatPercent(value));
  const bins = (name: string, { bins: all }: ReliabilityBins): Parameters<typeof textTable>[0] => [
    { title: name, cells: all.map(({ confidence }) => share(confidence)), align: "right" },
    { title: "right", cells: all.map(({ accuracy }) => share(accuracy)), align: "right" },
    { title: "of", cells: all.map(({ count }) => String(count)), align: "right" },
  ];
  return [
    `Calibration error (${split})`,
    textTable([
      { title: "Exit", cells: exits.map(({ exit }) => String(exit)), align: "right" },
      { title: "Before", cells: exits.map(({ before }) => share(before.expectedCalibrationError)), align: "right" },
      { title: "Temperature", cells: exits.map(({ temperature }) => temperature?.toFixed(3) ?? ""), align: "right" },
      { title: "After", cells: exits.map(({ after }) => share(after?.expectedCalibrationError)), align: "right" },
    ]),
    "",
    `Confidence and accuracy of the last exit (${split})`,
    textTable([
      {
        title: "Confidence from",
        cells: last.before.bins.map(({ low }) => formatPercent(low)),
        align: "right",
      },
      ...bins("Before", last.before),
      ...(last.after === undefined ? [] : bins("After", last.after)),
    ]),
  ].join("\n");
}

/** Tuned thresholds and what they give, for people. */
export function tuneText(document: DocumentBody<ExitsTuneDocument>): string {
  const { thresholds, method, ascent, validation, test, costs, fixedExits, guarantee, rule } = document;
  // Savings on the examples that chose the thresholds would flatter: those of the test split stand here where there is one.
  const { baselines, testBaselines = baselines, classThresholds, shared } = document;
  const judged = test ?? validation;
  const { width, widths = [] } = document;
  const outcomes = [validation, ...(test === undefined ? [] : [test])];
  const methods = {
    exact: "no thresholds are better on the validation split",
    grid: "no thresholds of the grid are better on the validation split",
    ascent: "a local optimum: better ones may exist",
  };
  const saving = (name: string, cost: number | undefined): string[] =>
    cost === undefined
      ? []
      : [
          `${name} with that ${test === undefined ? "validation" : "test"} accuracy: ${costText(cost, costs)} (${formatPercent(1 - judged.energy / cost)} saved)`,
        ];
  return [
    [
      `${rule}, thresholds ${listed(classThresholds ?? thresholds)}${widths.length > 1 ? ` at width ${width}` : ""} (${classThresholds === undefined ? methods[method] : "by class: a local optimum"})`,
      ...costSource(costs),
    ].join("\n"),
    outcomeTable(outcomes, costs),
    exitTable(
      outcomes,
      fixedExits.filter((exit) => exit.width === undefined || exit.width === width),
      costs,
    ),
    ...(widths.length > 1 ? [widthTable(widths, costs)] : []),
    [
      ...(shared === undefined
        ? []
        : [
            `One threshold per exit: ${listed(shared.thresholds)}, ${formatPercent((shared.test ?? shared.validation).accuracy)} at ${costText((shared.test ?? shared.validation).energy, costs)} (${shared.test === undefined ? "val" : "test"})`,
          ]),
      ...(ascent === undefined ? [] : [`Coordinate ascent alone: ${distanceText(ascent.distance, document)}`]),
      ...saving("Cheapest fixed exit", testBaselines.step),
      ...saving("Cheapest mixture of two fixed exits", testBaselines.line),
      ...(guarantee === undefined
        ? []
        : [
            `Accuracy at least ${formatPercent(guarantee.accuracy)} at a confidence of ${formatPercent(guarantee.level)} (${guarantee.examples} examples that chose nothing)`,
          ]),
    ].join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Thresholds as `--thresholds` takes them: by exit, where they differ by class with slashes. */
function listed(thresholds: readonly (number | readonly number[])[]): string {
  return thresholds
    .map((own) => (typeof own === "number" ? own.toPrecision(4) : own.map((value) => value.toPrecision(3)).join("/")))
    .join(", ");
}

function distanceText(distance: number, { goal }: DocumentBody<ExitsTuneDocument>): string {
  if (distance === 0) return "as good";
  return goal.accuracy === undefined
    ? `${(100 * distance).toFixed(3)} points less accurate`
    : `${(100 * distance).toFixed(3)} % more expensive`;
}

/** The best of every width. */
function widthTable(widths: NonNullable<ExitsTuneDocument["widths"]>, costs: ExitCostList): string {
  return textTable([
    { title: "Width", cells: widths.map(({ width }) => String(width)), align: "right" },
    { title: "Accuracy", cells: widths.map(({ accuracy }) => formatPercent(accuracy)), align: "right" },
    {
      title: costs.unit === "J" ? "Energy" : costs.unit,
      cells: widths.map(({ energy }) => costText(energy, costs)),
      align: "right",
    },
    { title: "Goal", cells: widths.map(({ reached }) => (reached ? "reached" : "missed")) },
  ]);
}

function outcomeTable(outcomes: readonly ExitOutcome[], costs: ExitCostList): string {
  const range = ({ low, high }: Interval, format: (value: number) => string): string =>
    `${format(low)} to ${format(high)}`;
  return textTable([
    { title: "Split", cells: outcomes.map(({ split }) => split) },
    { title: "Examples", cells: outcomes.map(({ examples }) => String(examples)), align: "right" },
    { title: "Accuracy", cells: outcomes.map(({ accuracy }) => formatPercent(accuracy)), align: "right" },
    { title: "(95 %)", cells: outcomes.map(({ intervals }) => range(intervals.accuracy, formatPercent)) },
    {
      title: costs.unit === "J" ? "Energy" : costs.unit,
      cells: outcomes.map(({ energy }) => costText(energy, costs)),
      align: "right",
    },
    { title: "Worst", cells: outcomes.map(({ worstEnergy }) => costText(worstEnergy, costs)), align: "right" },
    {
      title: "Latency",
      cells: outcomes.map(({ latency }) => (latency === undefined ? "" : formatDuration(latency))),
      align: "right",
    },
    {
      title: "p99",
      cells: outcomes.map(({ p99Latency }) => (p99Latency === undefined ? "" : formatDuration(p99Latency))),
      align: "right",
    },
    {
      title: "E[E T] (J s)",
      cells: outcomes.map(({ meanOfProducts }) => meanOfProducts?.toPrecision(3) ?? ""),
      align: "right",
    },
    {
      title: "E[E] E[T] (J s)",
      cells: outcomes.map(({ productOfMeans }) => productOfMeans?.toPrecision(3) ?? ""),
      align: "right",
    },
  ]);
}

function exitTable(
  outcomes: readonly ExitOutcome[],
  fixed: readonly FixedExit[],
  costs: ExitCostList,
  calibrationError?: readonly number[],
): string {
  return textTable([
    { title: "Exit", cells: fixed.map(({ exit }) => String(exit)), align: "right" },
    { title: "Cost", cells: fixed.map(({ energy }) => costText(energy, costs)), align: "right" },
    { title: "Alone", cells: fixed.map(({ accuracy }) => formatPercent(accuracy)), align: "right" },
    ...outcomes.flatMap(({ split, exitShares, exitAccuracy }) => [
      { title: `Leave (${split})`, cells: exitShares.map((share) => formatPercent(share)), align: "right" as const },
      {
        title: "right",
        cells: exitAccuracy.map((value) => (value === null ? "" : formatPercent(value))),
        align: "right" as const,
      },
    ]),
    {
      title: "Calibration error",
      cells: (calibrationError ?? fixed.map(() => undefined)).map((value) =>
        value === undefined ? "" : formatPercent(value),
      ),
      align: "right",
    },
  ]);
}

/** What of costs in joules leaks, and the operating point that they are of. */
function costSource({ static: leak, operatingPoint }: ExitCostList): readonly string[] {
  if (leak === undefined) return [];
  const point = operatingPoint === undefined ? "not stated" : printable(operatingPoint);
  return [`static (leakage) in the costs: ${staticSource(leak)}`, `operating point: ${point}`];
}

function costText(value: number, { unit }: ExitCostList): string {
  return unit === "J" ? formatEnergy(value) : `${formatCount(value)}`;
}
