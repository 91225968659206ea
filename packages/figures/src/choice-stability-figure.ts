import type { Figure, Fraction, Json, Table } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout } from "./figure-layout.js";
import { seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { percent, shown } from "./shown.js";

/** What a size of error leaves of a choice. */
export interface StabilityPoint {
  /** Errors lie within plus and minus this share of the energies. */
  readonly error: Fraction;
  /** Share of the cases in which the choice stays the best. */
  readonly stays: Fraction;
  /** Share of the cases in which the choice keeps to its budget. */
  readonly fits: Fraction;
}

/** One kind of error, e.g. a factor common to all energies. */
export interface StabilitySeries {
  readonly name: string;
  readonly points: readonly StabilityPoint[];
}

export interface ChoiceStabilityOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
}

/**
 * How often a choice survives errors of the energies, against the size of the errors: for each kind of error the share of
 * cases in which it stays the best choice and the share in which it keeps to the budget.
 *
 * @example choiceStabilityFigure([{ name: "common", points: [{ error: 0.1, stays: 0.6, fits: 0.7 }] }])
 */
export function choiceStabilityFigure(
  series: readonly StabilitySeries[],
  options: ChoiceStabilityOptions = {},
): Figure {
  const head = {
    id: options.id ?? "choice-stability",
    title: options.title ?? "How often the choice survives errors of the energies",
    caption: options.caption ?? "Errors are drawn evenly from minus to plus the size on the axis.",
    units: { x: "%", y: "%" },
  };
  if (series.every(({ points }) => points.length === 0))
    return emptyFigure({ ...head, columns }, "There is no choice whose errors could be tried.");
  return {
    ...head,
    data: series.flatMap((one, index) => [
      trace(one, index, "stays", "stays the best"),
      trace(one, index, "fits", "keeps to the budget"),
    ]),
    layout: figureLayout({
      xaxis: axis({ title: "Largest error of an energy, ±", unit: "%" }),
      yaxis: axis({ title: "Share of cases", unit: "%", range: [0, 103] }),
    }),
    table: {
      columns,
      rows: series.flatMap(({ name, points }) =>
        points.map(({ error, stays, fits }) => [name, percent(error), percent(stays), percent(fits)]),
      ),
    },
  };
}

function trace(
  { name, points }: StabilitySeries,
  index: number,
  what: "stays" | "fits",
  text: string,
): { readonly [key: string]: Json } {
  const { color, symbol } = seriesStyle(index);
  return {
    type: "scatter",
    mode: "lines+markers",
    name: `${plotlyText(name)}: ${text}`,
    x: points.map(({ error }) => percent(error)),
    y: points.map((point) => shown(point[what], 0.01)),
    hovertemplate: "±%{x} %: %{y:.1f} %",
    line: { color, width: 1.75, dash: what === "stays" ? "solid" : "dot" },
    marker: { color, symbol: what === "stays" ? symbol : `${symbol}-open`, size: 7 },
  };
}

const columns: Table["columns"] = [
  { name: "errors", title: "Errors", unit: "" },
  { name: "error_percent", title: "Largest error", unit: "%" },
  { name: "stays_percent", title: "Stays the best", unit: "%" },
  { name: "fits_percent", title: "Keeps to the budget", unit: "%" },
];
