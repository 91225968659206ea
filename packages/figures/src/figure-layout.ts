import type { Json } from "@joulebook/core";
import { greys } from "./palette.js";
import type { LogAxis } from "./log-ticks.js";

/** Families of the labels, first those that reports carry with them. */
const figureFont = "'Source Sans 3', 'Helvetica Neue', Arial, sans-serif";

export interface AxisOptions {
  /** Ready for Plotly (names from data through `plotlyText`). */
  readonly title: string;
  /** Printed in brackets behind the title; "1" and "" print none. */
  readonly unit: string;
  readonly log?: LogAxis;
  readonly range?: readonly [number, number];
  readonly grid?: boolean;
}

/** One axis in the house style: its title always ends with the unit. */
export function axis({ title, unit, log, range, grid = true }: AxisOptions): { readonly [key: string]: Json } {
  const scale = log === undefined ? {} : { ...log, tickmode: "array" };
  return {
    title: { text: unit === "" || unit === "1" ? title : `${title} (${unit})`, standoff: 8 },
    automargin: true,
    showline: true,
    linecolor: greys.axis,
    linewidth: 1,
    ticks: "outside",
    ticklen: 4,
    tickcolor: greys.axis,
    showgrid: grid,
    gridcolor: greys.grid,
    gridwidth: 1,
    zeroline: false,
    ...scale,
    ...(range === undefined ? {} : { range }),
  };
}

/** A vertical axis of names, the first at the top. */
export function nameAxis(names: readonly string[]): { readonly [key: string]: Json } {
  return {
    type: "category",
    automargin: true,
    showline: true,
    linecolor: greys.axis,
    linewidth: 1,
    ticks: "",
    showgrid: false,
    categoryorder: "array",
    categoryarray: names.toReversed(),
  };
}

/**
 * The layout that all figures share: paper white, one font, the legend in a row above the plot. A legend that is not shown has
 * no settings: Plotly's validation fails on them.
 */
export function figureLayout(parts: { readonly [key: string]: Json }): { readonly [key: string]: Json } {
  const legend = { orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom", font: { size: 12 } };
  return {
    font: { family: figureFont, size: 12, color: greys.text },
    paper_bgcolor: "#ffffff",
    plot_bgcolor: "#ffffff",
    margin: { l: 56, r: 16, t: 34, b: 48, pad: 0 },
    ...(parts["showlegend"] === false ? {} : { legend }),
    hovermode: "closest",
    hoverlabel: { font: { family: figureFont, size: 12 } },
    ...parts,
  };
}

/** A direct label: plain text at a point, in axis coordinates (powers of ten on logarithmic axes). */
export interface LabelOptions {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly color?: string;
  /** Offset of the text from the point in pixels, right and down. */
  readonly dx?: number;
  readonly dy?: number;
  readonly align?: "left" | "center" | "right";
  readonly bold?: boolean;
  /** Draw a thin line from the text to the point. */
  readonly leader?: boolean;
  /** With a leader: stand at this value of the y axis, straight above or below the point, instead of at an offset. */
  readonly standAt?: number;
  /** Coordinates of y are shares of the plot's height instead of axis values. */
  readonly yOnPaper?: boolean;
}

export function label({
  x,
  y,
  text,
  color = greys.text,
  dx = 0,
  dy = 0,
  align = "left",
  bold = false,
  leader = false,
  standAt,
  yOnPaper = false,
}: LabelOptions): { readonly [key: string]: Json } {
  const arrow = leader
    ? { showarrow: true, arrowhead: 0, arrowwidth: 0.75, arrowcolor: color, standoff: 5, ...tail(x, dx, dy, standAt) }
    : { showarrow: false, xshift: dx, yshift: -dy };
  return {
    x,
    y,
    xref: "x",
    yref: yOnPaper ? "paper" : "y",
    text: bold ? `<b>${text}</b>` : text,
    font: { color, size: 11.5 },
    xanchor: align,
    yanchor: "middle",
    bgcolor: "rgba(255,255,255,0.75)",
    borderpad: 1,
    ...arrow,
  };
}

function tail(x: number, dx: number, dy: number, standAt: number | undefined): { readonly [key: string]: Json } {
  return standAt === undefined ? { ax: dx, ay: dy } : { axref: "x", ayref: "y", ax: x, ay: standAt };
}

/** A vertical line over the whole plot at an axis value. */
export function verticalLine(x: number, color: string, dash = "dash"): { readonly [key: string]: Json } {
  return { type: "line", xref: "x", yref: "paper", x0: x, x1: x, y0: 0, y1: 1, line: { color, width: 1.25, dash } };
}
