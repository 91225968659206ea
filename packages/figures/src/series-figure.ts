import type { Figure, Json, TableColumn } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, label, verticalLine } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import { greys, seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";

/** An axis of a series figure; values are given in its unit. */
export interface SeriesAxis {
  readonly title: string;
  readonly unit: string;
  readonly log?: boolean;
  readonly range?: readonly [number, number];
}

export interface SeriesPoint {
  readonly x: number;
  readonly y: number;
  /** Bounds of y. */
  readonly low?: number;
  readonly high?: number;
  /** Said when the point is pointed at. */
  readonly text?: string;
}

export interface PointSeries {
  readonly name: string;
  readonly points: readonly SeriesPoint[];
  /** Default lines. "steps": horizontal first, then vertical. */
  readonly drawn?: "lines" | "markers" | "lines+markers" | "steps";
  /** Supports the others: grey. */
  readonly faint?: boolean;
}

export interface SeriesFigureOptions {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly x: SeriesAxis;
  readonly y: SeriesAxis;
  /** Vertical lines with a name, e.g. where two curves cross. */
  readonly marks?: readonly { readonly x: number; readonly name: string }[];
  /** Texts at points. */
  readonly labels?: readonly { readonly x: number; readonly y: number; readonly text: string }[];
}

/**
 * Series of points over two axes, as lines, steps or markers, with bars where a point has bounds. Series differ in colour,
 * marker and dash.
 *
 * @example seriesFigure([{ name: "a", points: [{ x: 1, y: 2 }] }], { id: "a", title: "A", caption: "", x: { title: "x", unit: "1" }, y: { title: "y", unit: "1" } }).table.rows // => [["a", 1, 2]]
 */
export function seriesFigure(series: readonly PointSeries[], options: SeriesFigureOptions): Figure {
  const { id, title, caption, x, y, marks = [], labels = [] } = options;
  const bounded = series.some(({ points }) => points.some(({ low, high }) => low !== undefined || high !== undefined));
  const columns: readonly TableColumn[] = [
    { name: "series", title: "Series", unit: "" },
    { name: "x", title: x.title, unit: x.unit },
    { name: "y", title: y.title, unit: y.unit },
    ...(bounded
      ? [
          { name: "low", title: "Low", unit: y.unit },
          { name: "high", title: "High", unit: y.unit },
        ]
      : []),
  ];
  const head = { id, title, caption, units: { x: x.unit, y: y.unit } };
  const all = series.flatMap(({ points }) => points);
  if (all.length === 0) return emptyFigure({ ...head, columns }, "There is nothing to draw.");
  const xs = all.map((point) => point.x);
  const ys = all.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]);
  const at = (value: number, log: boolean | undefined): number => (log === true ? Math.log10(value) : value);
  return {
    ...head,
    data: series.map((one, index) => trace(one, index)),
    layout: figureLayout({
      xaxis: axis({ ...plain(x), ...(x.log === true ? { log: logAxis(xs) } : {}) }),
      yaxis: axis({ ...plain(y), ...(y.log === true ? { log: logAxis(ys) } : {}) }),
      shapes: marks.map((mark) => verticalLine(mark.x, greys.faint, "dot")),
      annotations: [
        ...marks.map((mark) =>
          label({
            x: at(mark.x, x.log),
            y: 0.98,
            yOnPaper: true,
            text: plotlyText(mark.name),
            color: greys.axis,
            dx: 4,
          }),
        ),
        ...labels.map((one) => label({ x: at(one.x, x.log), y: at(one.y, y.log), text: plotlyText(one.text), dx: 8 })),
      ],
    }),
    table: {
      columns,
      rows: series.flatMap(({ name, points }) =>
        points.map((point) => [name, point.x, point.y, ...(bounded ? [point.low, point.high] : [])]),
      ),
    },
  };
}

function plain({ title, unit, range }: SeriesAxis): {
  readonly title: string;
  readonly unit: string;
  readonly range?: readonly [number, number];
} {
  return { title: plotlyText(title), unit, ...(range === undefined ? {} : { range }) };
}

function trace({ name, points, drawn = "lines", faint = false }: PointSeries, index: number): Figure["data"][number] {
  const { color, symbol, dash } = seriesStyle(index);
  const shade = faint ? greys.faint : color;
  const bars = points.some(({ low, high }) => low !== undefined || high !== undefined);
  const errors: { readonly [key: string]: Json } = bars
    ? {
        error_y: {
          type: "data",
          symmetric: false,
          array: points.map((point) => (point.high ?? point.y) - point.y),
          arrayminus: points.map((point) => point.y - (point.low ?? point.y)),
          thickness: 1,
          width: 3,
          color: shade,
        },
      }
    : {};
  const mode = drawn === "steps" ? "lines" : drawn;
  const texts = points.some(({ text }) => text !== undefined);
  return {
    type: "scatter",
    mode,
    name: plotlyText(name),
    x: points.map((point) => point.x),
    y: points.map((point) => point.y),
    ...(mode.includes("lines")
      ? {
          line: {
            color: shade,
            dash: faint ? "solid" : dash,
            width: faint ? 1 : 1.75,
            ...(drawn === "steps" ? { shape: "hv" } : {}),
          },
        }
      : {}),
    ...(mode.includes("markers")
      ? { marker: { color: shade, symbol, size: faint ? 4 : 7, opacity: mode === "markers" ? 0.75 : 1 } }
      : {}),
    ...errors,
    ...(texts ? { text: points.map(({ text }) => plotlyText(text ?? "")), hoverinfo: "text+x+y" } : {}),
  };
}
