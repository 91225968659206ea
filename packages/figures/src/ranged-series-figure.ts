import type { Figure, Json } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import { seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";

/** One point of a series, in the units of the axes as shown. */
export interface RangedPoint {
  readonly x: number;
  readonly y: number;
  /** Range of y, drawn as a band behind lines and as bars at markers. */
  readonly low?: number;
  readonly high?: number;
}

export interface RangedSeries {
  readonly name: string;
  readonly points: readonly RangedPoint[];
  /** Default "lines". */
  readonly mode?: "lines" | "markers";
  /** On the axis at the right; default false. */
  readonly right?: boolean;
}

export interface ShownAxis {
  readonly title: string;
  readonly unit: string;
  readonly log?: boolean;
}

export interface RangedSeriesOptions {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly x: ShownAxis;
  readonly y: ShownAxis;
  /** Needed where a series stands on the right. */
  readonly right?: ShownAxis;
}

/**
 * Series over one quantity, as lines or markers, with their ranges; up to two vertical axes. The table lists every point.
 *
 * @example rangedSeriesFigure([{ name: "NSGA-II", points: [{ x: 100, y: 0.8 }] }], { id: "hypervolume", ... })
 */
export function rangedSeriesFigure(
  series: readonly RangedSeries[],
  { x, y, right, ...head }: RangedSeriesOptions,
): Figure {
  const units = { x: x.unit, y: y.unit, ...(right === undefined ? {} : { y2: right.unit }) };
  const columns = [
    { name: "series", title: "Series", unit: "" },
    { name: "x", title: x.title, unit: x.unit },
    { name: "y", title: y.title, unit: y.unit },
    { name: "low", title: "Low", unit: y.unit },
    { name: "high", title: "High", unit: y.unit },
  ];
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) return emptyFigure({ ...head, units, columns }, "There are no points to show.");
  const scale = (
    { title, unit, log = false }: ShownAxis,
    values: readonly number[],
  ): { readonly [key: string]: Json } => axis({ title, unit, ...(log ? { log: logAxis(values) } : {}) });
  const of = (wanted: boolean): number[] =>
    series
      .filter((one) => (one.right ?? false) === wanted)
      .flatMap((one) => one.points.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]));
  return {
    ...head,
    units,
    data: series.flatMap(traces),
    layout: figureLayout({
      xaxis: scale(
        x,
        points.map((point) => point.x),
      ),
      yaxis: scale(y, of(false)),
      ...(right === undefined
        ? {}
        : {
            yaxis2: { ...withoutGrid(scale(right, of(true))), overlaying: "y", side: "right" },
            margin: { l: 56, r: 64, t: 34, b: 48, pad: 0 },
          }),
    }),
    table: {
      columns,
      rows: series.flatMap(({ name, points: own }) =>
        own.map((point) => [name, point.x, point.y, point.low, point.high]),
      ),
    },
  };
}

function traces({ name, points, mode = "lines", right = false }: RangedSeries, index: number): Figure["data"] {
  const { color, symbol, dash } = seriesStyle(index);
  const place = { xaxis: "x", yaxis: right ? "y2" : "y", legendgroup: `${index}` };
  const ranged = points.filter(({ low, high }) => low !== undefined && high !== undefined);
  const band: Figure["data"] =
    mode === "lines" && ranged.length > 1
      ? [
          {
            type: "scatter",
            mode: "lines",
            ...place,
            x: [...ranged.map((point) => point.x), ...ranged.map((point) => point.x).toReversed()],
            y: [
              ...ranged.map((point) => point.high as number),
              ...ranged.map((point) => point.low as number).toReversed(),
            ],
            fill: "toself",
            fillcolor: translucent(color),
            line: { width: 0, color },
            hoverinfo: "skip",
            showlegend: false,
          },
        ]
      : [];
  const bars: { readonly [key: string]: Json } =
    mode === "markers" && ranged.length > 0
      ? {
          error_y: {
            type: "data",
            symmetric: false,
            array: points.map((point) => (point.high ?? point.y) - point.y),
            arrayminus: points.map((point) => point.y - (point.low ?? point.y)),
            color,
            thickness: 1,
            width: 0,
          },
        }
      : {};
  return [
    ...band,
    {
      type: "scatter",
      mode,
      name: plotlyText(name),
      ...place,
      x: points.map((point) => point.x),
      y: points.map((point) => point.y),
      ...(mode === "lines" ? { line: { color, width: 2, dash } } : { marker: { color, symbol, size: 6 } }),
      ...bars,
    },
  ];
}

/** Two grids would not meet. */
function withoutGrid(whole: { readonly [key: string]: Json }): { readonly [key: string]: Json } {
  const { gridcolor: _, gridwidth: _width, ...rest } = whole;
  return { ...rest, showgrid: false };
}

function translucent(color: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},0.18)`;
}
