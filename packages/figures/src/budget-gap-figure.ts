import { columnScale, median } from "@joulebook/core";
import type { Fraction, Figure, Json, Scale, Table } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, label } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import { greys, seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { percent, shown } from "./shown.js";

/** One budget of a sweep and how closely a choice used it. */
export interface GapPoint {
  /** The budget in SI units of its axis. */
  readonly budget: number;
  /** |cost - budget| / budget; undefined where nothing fits. */
  readonly gap?: Fraction;
}

/** The sweep of one way to choose, e.g. the best single model. */
export interface GapSeries {
  readonly name: string;
  readonly points: readonly GapPoint[];
}

export interface BudgetGapOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
  /** What the budgets are in: "J" (default) or "W". */
  readonly unit?: "J" | "W";
  /** A band of gaps to compare with, e.g. a published one. */
  readonly band?: { readonly low: Fraction; readonly high: Fraction; readonly name: string };
}

/**
 * The gap between the budget and what the choice uses of it, over a sweep of budgets: one line per way to choose, with
 * its median written beside its name.
 */
export function budgetGapFigure(series: readonly GapSeries[], options: BudgetGapOptions = {}): Figure {
  const { unit = "J", band } = options;
  const budgets = series.flatMap(({ points }) => points.map(({ budget }) => budget));
  const scale = columnScale(budgets, unit);
  const head = {
    id: options.id ?? "budget-gap",
    title: options.title ?? "Gap to the budget",
    caption: options.caption ?? "How much of each budget a choice leaves unused.",
    units: { x: scale.unit, y: "%" },
  };
  const gaps = series.flatMap(({ points }) => points.flatMap(({ gap }) => (gap === undefined ? [] : [gap])));
  if (gaps.length === 0)
    return emptyFigure({ ...head, columns: columns(scale) }, "No budget of the sweep has a choice.");
  const x = logAxis(budgets.map((budget) => shown(budget, scale.factor)));
  const top =
    Math.max(
      band?.high ?? 0,
      gaps.reduce((most, gap) => Math.max(most, gap), 0),
    ) * 100;
  return {
    ...head,
    data: series.map((one, index) => gapTrace(one, index, scale)),
    layout: figureLayout({
      xaxis: axis({
        title: unit === "J" ? "Budget per inference" : "Budget of average power",
        unit: scale.unit,
        log: x,
      }),
      yaxis: axis({ title: "Gap to the budget", unit: "%", range: [0, top * 1.05] }),
      shapes: band === undefined ? [] : [bandShape(percent(band.low), percent(band.high))],
      annotations: band === undefined ? [] : [bandLabel(band, x.range)],
    }),
    table: {
      columns: columns(scale),
      rows: series.flatMap(({ name, points }) =>
        points.map(({ budget, gap }) => [
          name,
          shown(budget, scale.factor),
          gap === undefined ? undefined : percent(gap),
        ]),
      ),
    },
  };
}

function gapTrace({ name, points }: GapSeries, index: number, scale: Scale): Figure["data"][number] {
  const { color, symbol, dash } = seriesStyle(index);
  const known = points.flatMap(({ gap }) => (gap === undefined ? [] : [gap]));
  const middle = known.length === 0 ? "no choice" : `median ${(median(known) * 100).toFixed(1)} %`;
  return {
    type: "scatter",
    mode: "lines+markers",
    name: `${plotlyText(name)} (${middle})`,
    x: points.map(({ budget }) => shown(budget, scale.factor)),
    y: points.map(({ gap }) => (gap === undefined ? null : percent(gap))),
    connectgaps: false,
    hovertemplate: `%{y:.2f} % of %{x:.4g} ${scale.unit}`,
    line: { color, dash, width: 1.5 },
    marker: { color, symbol, size: 5 },
  };
}

function bandShape(low: number, high: number): { readonly [key: string]: Json } {
  const place = { xref: "paper", yref: "y", x0: 0, x1: 1, y0: low, y1: high };
  return { type: "rect", ...place, fillcolor: greys.grid, opacity: 0.7, line: { width: 0 }, layer: "below" };
}

function bandLabel(
  { low, high, name }: { readonly low: number; readonly high: number; readonly name: string },
  [, right]: readonly [number, number],
): { readonly [key: string]: Json } {
  return label({ x: right, y: (low + high) * 50, text: plotlyText(name), color: greys.axis, dx: -4, align: "right" });
}

function columns(scale: Scale): Table["columns"] {
  return [
    { name: "series", title: "Choice", unit: "" },
    { name: `budget_${scale.unit}`, title: "Budget", unit: scale.unit },
    { name: "gap_percent", title: "Gap", unit: "%" },
  ];
}
