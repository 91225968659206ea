import type { Figure } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, nameAxis } from "./figure-layout.js";
import { seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";

/** How much each parameter matters for one quantity; shares of its variance. */
export interface ImportanceSeries {
  readonly name: string;
  readonly values: readonly { readonly parameter: string; readonly importance: number }[];
}

/** Rows that are drawn; the table has all. */
const drawn = 12;

/** Bars of how much each parameter matters, one row per parameter, the most important in any series first. */
export function importanceFigure(
  series: readonly ImportanceSeries[],
  head: Pick<Figure, "id" | "title" | "caption">,
): Figure {
  const columns = [
    { name: "parameter", title: "Parameter", unit: "" },
    ...series.map(({ name }, index) => ({ name: `importance_${index + 1}`, title: name, unit: "1" })),
  ];
  const first = series[0]?.values ?? [];
  if (first.length === 0) return emptyFigure({ ...head, units: { x: "1" }, columns }, "There is no parameter.");
  const of = (one: ImportanceSeries, parameter: string): number =>
    one.values.find((value) => value.parameter === parameter)?.importance ?? 0;
  const most = (parameter: string): number => Math.max(...series.map((one) => of(one, parameter)));
  const all = first.map(({ parameter }) => parameter).toSorted((a, b) => most(b) - most(a));
  const names = all.slice(0, drawn);
  return {
    ...head,
    units: { x: "1" },
    data: series.map((one, index) => ({
      type: "bar",
      orientation: "h",
      name: plotlyText(one.name),
      y: names.map(plotlyText),
      x: names.map((parameter) => of(one, parameter)),
      marker: { color: seriesStyle(index).color, pattern: { shape: ["", "/", "x"][index % 3] as string } },
    })),
    layout: figureLayout({
      barmode: "group",
      xaxis: axis({ title: "Share of the variance lost when shuffled", unit: "1" }),
      yaxis: nameAxis(names.map(plotlyText)),
    }),
    table: { columns, rows: all.map((parameter) => [parameter, ...series.map((one) => of(one, parameter))]) },
  };
}
