import type { Figure } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import { greys, okabeIto } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import type { ShownAxis } from "./ranged-series-figure.js";

/** A design as a point, in the units of the axes as shown. */
export interface SearchedPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly kind: "infeasible" | "feasible" | "front" | "chosen";
}

/** A point to compare with, such as the static network. */
export interface ComparedPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export interface SearchFrontOptions {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly x: ShownAxis;
  readonly y: ShownAxis;
  readonly compared?: readonly ComparedPoint[];
  /** Points of designs off the front that are drawn at most, every k-th; default 1500. The table has those drawn. */
  readonly drawn?: number;
}

const groups = [
  {
    kind: "infeasible",
    name: "breaks a limit",
    marker: { color: greys.grid, size: 4, symbol: "circle", line: { color: greys.faint, width: 0.5 } },
  },
  { kind: "feasible", name: "feasible", marker: { color: okabeIto.skyBlue, size: 4, symbol: "circle", opacity: 0.5 } },
  { kind: "front", name: "front", marker: { color: okabeIto.blue, size: 5, symbol: "square" } },
  { kind: "chosen", name: "proposed", marker: { color: okabeIto.vermillion, size: 14, symbol: "star" } },
] as const;

/** Designs that a search evaluated: infeasible grey and never on the front, the front joined, the proposed design a star. */
export function searchFrontFigure(
  points: readonly SearchedPoint[],
  { x, y, compared = [], drawn = 1500, ...head }: SearchFrontOptions,
): Figure {
  const units = { x: x.unit, y: y.unit };
  const columns = [
    { name: "design", title: "Design", unit: "" },
    { name: "kind", title: "Kind", unit: "" },
    { name: "x", title: x.title, unit: x.unit },
    { name: "y", title: y.title, unit: y.unit },
  ];
  if (points.length === 0) return emptyFigure({ ...head, units, columns }, "The search evaluated nothing.");
  const rest = points.filter(({ kind }) => kind === "infeasible" || kind === "feasible").length;
  const step = Math.max(1, Math.ceil(rest / drawn));
  let at = 0;
  const shown = points.filter(({ kind }) => kind === "front" || kind === "chosen" || at++ % step === 0);
  return {
    ...head,
    units,
    data: [
      ...groups.flatMap(({ kind, name, marker }) => {
        const own = shown
          .filter((point) => point.kind === kind || (kind === "front" && point.kind === "chosen"))
          .toSorted((a, b) => (kind === "front" ? a.x - b.x : 0));
        // Plotly hides a trace without points and says so.
        if (own.length === 0) return [];
        return [
          {
            type: "scatter",
            mode: kind === "front" ? "lines+markers" : "markers",
            name,
            x: own.map((point) => point.x),
            y: own.map((point) => point.y),
            text: own.map((point) => plotlyText(point.name)),
            marker,
            ...(kind === "front" ? { line: { color: okabeIto.blue, width: 1, shape: "hv" } } : {}),
          },
        ];
      }),
      ...compared.map(({ name, x: px, y: py }, index) => ({
        type: "scatter",
        mode: "markers",
        name: plotlyText(name),
        x: [px],
        y: [py],
        marker: {
          color: okabeIto.black,
          size: 11,
          symbol: ["x", "diamond", "cross", "triangle-up"][index % 4] as string,
        },
      })),
    ],
    layout: figureLayout({
      xaxis: axis({
        title: x.title,
        unit: x.unit,
        ...(x.log === true ? { log: logAxis(points.map((point) => point.x)) } : {}),
      }),
      yaxis: axis({
        title: y.title,
        unit: y.unit,
        ...(y.log === true ? { log: logAxis(points.map((point) => point.y)) } : {}),
      }),
    }),
    table: {
      columns,
      rows: [
        ...shown.map((point) => [point.name, point.kind, point.x, point.y]),
        ...compared.map((point) => [point.name, "compared", point.x, point.y]),
      ],
    },
  };
}
