import type { Figure } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { figureLayout } from "./figure-layout.js";
import { greys, okabeIto } from "./palette.js";
import { plotlyText } from "./plotly-text.js";

/** One upright axis; text values are shown by name. */
export interface ParallelAxis {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly (number | string)[];
}

/**
 * Designs as lines over upright axes, one axis per parameter or quantity, coloured by the last axis. Drawn as plain lines
 * with each axis scaled to [0, 1], so that it prints as vectors; the ends of each axis are labelled.
 */
export function parallelCoordinatesFigure(
  axes: readonly ParallelAxis[],
  head: Pick<Figure, "id" | "title" | "caption">,
): Figure {
  const columns = axes.map(({ name, unit }) => ({ name, title: name, unit: unit === "1" ? "" : unit }));
  const count = axes[0]?.values.length ?? 0;
  if (count === 0) return emptyFigure({ ...head, units: { y: "1" }, columns }, "There is no design to show.");
  const scaled = axes.map(scaledAxis);
  const last = scaled.at(-1) as ScaledAxis;
  return {
    ...head,
    units: { y: "1" },
    data: Array.from({ length: count }, (_, design) => ({
      type: "scatter",
      mode: "lines",
      showlegend: false,
      x: axes.map((_axis, k) => k),
      y: scaled.map(({ places }) => places[design] as number),
      line: { color: blend(last.places[design] as number), width: 1 },
      opacity: 0.7,
    })),
    layout: figureLayout({
      xaxis: {
        tickmode: "array",
        tickvals: axes.map((_, k) => k),
        ticktext: axes.map(({ name, unit }) =>
          unit === "" || unit === "1" ? plotlyText(name) : `${plotlyText(name)}<br>(${plotlyText(unit)})`,
        ),
        showgrid: true,
        gridcolor: greys.axis,
        zeroline: false,
        tickangle: 0,
        range: [-0.4, axes.length - 0.6],
        automargin: true,
      },
      yaxis: { range: [-0.12, 1.12], showticklabels: false, showgrid: false, zeroline: false },
      annotations: scaled.flatMap(({ low, high }, k) => [
        { x: k, y: -0.07, text: plotlyText(low), showarrow: false, font: { size: 10, color: greys.text } },
        { x: k, y: 1.07, text: plotlyText(high), showarrow: false, font: { size: 10, color: greys.text } },
      ]),
    }),
    table: { columns, rows: Array.from({ length: count }, (_, design) => axes.map(({ values }) => values[design])) },
  };
}

interface ScaledAxis {
  readonly places: readonly number[];
  readonly low: string;
  readonly high: string;
}

function scaledAxis({ values }: ParallelAxis): ScaledAxis {
  const names = [...new Set(values.filter((value) => typeof value === "string"))].toSorted();
  const numbers = values.map((value) => (typeof value === "string" ? names.indexOf(value) : value));
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const text = (value: number): string =>
    names.length > 0 ? (names[value] ?? "") : Number(value.toPrecision(3)).toString();
  return {
    places: numbers.map((value) => (high > low ? (value - low) / (high - low) : 0.5)),
    low: text(low),
    high: high > low ? text(high) : "",
  };
}

/** From blue (0) to orange (1). */
function blend(share: number): string {
  const part = (color: string, at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) =>
    Math.round(part(okabeIto.blue, at) * (1 - share) + part(okabeIto.orange, at) * share),
  );
  return `rgb(${mixed.join(",")})`;
}
