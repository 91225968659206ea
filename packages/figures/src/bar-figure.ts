import type { Figure, Json } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import { greys, seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";

export interface BarSeries {
  readonly name: string;
  /** One per category; undefined where there is none. */
  readonly values: readonly (number | undefined)[];
}

export interface BarFigureOptions {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  /** What stands along the bars. */
  readonly categories: readonly string[];
  readonly value: { readonly title: string; readonly unit: string; readonly log?: boolean };
  /** One bar per category with the series on top of one another; default side by side. */
  readonly stacked?: boolean;
}

const patterns = ["/", "x", ".", "\\", "-", "+"] as const;

/** The first series is plain, each further one has a pattern of its own. */
function pattern(index: number): { readonly [key: string]: Json } {
  if (index === 0) return {};
  const shape = patterns[(index - 1) % patterns.length] as string;
  return { pattern: { shape, fillmode: "overlay", fgcolor: "#ffffff", size: 7, solidity: 0.15 } };
}

/** Bars by category, one colour and pattern per series. */
export function barFigure(series: readonly BarSeries[], options: BarFigureOptions): Figure {
  const { id, title, caption, categories, value, stacked = false } = options;
  const columns = [
    { name: "category", title: "Category", unit: "" },
    ...series.map(({ name }, index) => ({ name: `value_${index + 1}`, title: name, unit: value.unit })),
  ];
  const head = { id, title, caption, units: { x: "1", y: value.unit } };
  const all = series.flatMap(({ values }) => values.filter((one) => one !== undefined));
  if (all.length === 0) return emptyFigure({ ...head, columns }, "There is nothing to draw.");
  return {
    ...head,
    data: series.map(({ name, values }, index) => ({
      type: "bar",
      name: plotlyText(name),
      x: categories.map(plotlyText),
      y: values.map((one) => one ?? null),
      marker: {
        color: seriesStyle(index).color,
        line: { color: greys.axis, width: 0.5 },
        ...pattern(index),
      },
    })),
    layout: figureLayout({
      xaxis: { type: "category", automargin: true, showline: true, linecolor: greys.axis, ticks: "" },
      yaxis: axis({
        title: plotlyText(value.title),
        unit: value.unit,
        ...(value.log === true ? { log: logAxis(all) } : {}),
      }),
      barmode: stacked ? "stack" : "group",
      bargap: 0.25,
      showlegend: series.length > 1,
    }),
    table: {
      columns,
      rows: categories.map((category, at) => [category, ...series.map(({ values }) => values[at])]),
    },
  };
}
