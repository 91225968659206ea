import { type Bytes, columnScale, type Figure, type Json, type Scale, type Table } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, label } from "./figure-layout.js";
import { okabeIto } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { shown } from "./shown.js";

/** A buffer in an arena: where it lies, and the steps during which it is needed, both inclusive. */
export interface ArenaBuffer {
  /** Tensors that share it. */
  readonly tensors: readonly string[];
  readonly size: Bytes;
  readonly offset: Bytes;
  readonly firstUse: number;
  readonly lastUse: number;
}

export interface ArenaMapOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
  /** No plan of these buffers is smaller. */
  readonly lowerBound?: Bytes;
}

/** Fills of neighbours; each has a white edge too, so that no two need colour alone to be told apart. */
const fills = [okabeIto.skyBlue, okabeIto.orange, okabeIto.green, okabeIto.purple, okabeIto.blue] as const;
/** Names that do not fit their buffer at this size are left to hovering. */
const smallestText = 9;

/**
 * A map of an arena: each buffer as a rectangle over the steps that it lives and the bytes that it takes; where a
 * rectangle's area stays empty, memory is free.
 */
export function arenaMapFigure(buffers: readonly ArenaBuffer[], options: ArenaMapOptions = {}): Figure {
  const { lowerBound } = options;
  const end = buffers.reduce((most, { offset, size }) => Math.max(most, offset + size), 0);
  const scale = columnScale([end], "B");
  const head = {
    id: options.id ?? "arena-map",
    title: options.title ?? "Map of the arena",
    caption: options.caption ?? "Where each buffer lies while it is needed.",
    units: { x: "1", y: scale.unit },
  };
  if (buffers.length === 0) return emptyFigure({ ...head, columns: columns(scale) }, "There is no buffer to place.");
  const last = buffers.reduce((most, { lastUse }) => Math.max(most, lastUse), 0) + 1;
  const height = shown(end, scale.factor);
  const bound = lowerBound === undefined ? undefined : shown(lowerBound, scale.factor);
  return {
    ...head,
    data: [bufferTrace(buffers, scale)],
    layout: figureLayout({
      barmode: "overlay",
      uniformtext: { minsize: smallestText, mode: "hide" },
      xaxis: axis({ title: "Layer in running order", unit: "1", range: [0.5, last + 0.5] }),
      yaxis: axis({ title: "Offset in the arena", unit: scale.unit, range: [0, height * 1.08] }),
      shapes: bound === undefined ? [] : [boundLine(bound)],
      annotations: bound === undefined ? [] : [boundLabel(bound, bound >= height, last)],
    }),
    table: {
      columns: columns(scale),
      rows: buffers.map(({ tensors, size, offset, firstUse, lastUse }) => [
        tensors.join(" + "),
        shown(offset, scale.factor),
        shown(size, scale.factor),
        firstUse + 1,
        lastUse + 1,
      ]),
    },
  };
}

function bufferTrace(buffers: readonly ArenaBuffer[], scale: Scale): Figure["data"][number] {
  const names = buffers.map(({ tensors }) => plotlyText(tensors.join(" + ")));
  return {
    type: "bar",
    x: buffers.map(({ firstUse, lastUse }) => (firstUse + lastUse) / 2 + 1),
    width: buffers.map(({ firstUse, lastUse }) => lastUse - firstUse + 1),
    base: buffers.map(({ offset }) => shown(offset, scale.factor)),
    y: buffers.map(({ size }) => shown(size, scale.factor)),
    customdata: names,
    text: names,
    textposition: "inside",
    insidetextanchor: "middle",
    textangle: 0,
    constraintext: "both",
    marker: {
      color: buffers.map((_, index) => fills[index % fills.length] as string),
      line: { color: "#ffffff", width: 1 },
    },
    hovertemplate: `%{customdata}<br>%{y:.4g} ${scale.unit} at %{base:.4g} ${scale.unit}<extra></extra>`,
  };
}

function boundLine(y: number): { readonly [key: string]: Json } {
  const place = { xref: "paper", yref: "y", x0: 0, x1: 1, y0: y, y1: y };
  return { type: "line", ...place, line: { color: okabeIto.black, width: 1.25, dash: "dash" } };
}

function boundLabel(y: number, reached: boolean, last: number): { readonly [key: string]: Json } {
  const text = reached ? "lower bound, reached" : "lower bound";
  return label({ x: last + 0.5, y, text, dx: -4, dy: -8, align: "right" });
}

function columns(scale: Scale): Table["columns"] {
  return [
    { name: "tensors", title: "Tensors", unit: "" },
    { name: `offset_${scale.unit}`, title: `Offset (${scale.unit})`, unit: scale.unit },
    { name: `size_${scale.unit}`, title: `Size (${scale.unit})`, unit: scale.unit },
    { name: "first_step", title: "First step", unit: "" },
    { name: "last_step", title: "Last step", unit: "" },
  ];
}
