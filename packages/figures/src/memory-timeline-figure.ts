import { type Bytes, columnScale, type Figure, type Json, type Scale, type Table } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, label } from "./figure-layout.js";
import { greys, okabeIto, seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { shown } from "./shown.js";

/** Memory alive while each layer runs, in running order. */
export interface MemoryTimeline {
  /** E.g. the order or the options that it was planned with. */
  readonly name: string;
  readonly steps: readonly { readonly layer: string; readonly live: Bytes }[];
}

export interface MemoryTimelineOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
  /** A memory to compare with, e.g. a device's SRAM. */
  readonly limit?: { readonly name: string; readonly bytes: Bytes };
}

/**
 * Activation memory over time: what is alive while each layer runs, one line per way to plan it, with its peak written
 * beside its name.
 */
export function memoryTimelineFigure(
  timelines: readonly MemoryTimeline[],
  options: MemoryTimelineOptions = {},
): Figure {
  const { limit } = options;
  const lives = timelines.flatMap(({ steps }) => steps.map(({ live }) => live));
  const scale = columnScale([...lives, ...(limit === undefined ? [] : [limit.bytes])], "B");
  const head = {
    id: options.id ?? "memory-timeline",
    title: options.title ?? "Activation memory over time",
    caption: options.caption ?? "Inputs, outputs and all that is still needed while each layer runs.",
    units: { x: "1", y: scale.unit },
  };
  if (lives.length === 0) return emptyFigure({ ...head, columns: columns(scale) }, "The network has no layer.");
  const top = lives.reduce((most, live) => Math.max(most, live), limit?.bytes ?? 0);
  const last = timelines.reduce((most, { steps }) => Math.max(most, steps.length), 0);
  return {
    ...head,
    data: timelines.map((timeline, index) => timelineTrace(timeline, index, scale)),
    layout: figureLayout({
      showlegend: true,
      xaxis: axis({ title: "Layer in running order", unit: "1", range: [0.5, last + 0.5] }),
      yaxis: axis({ title: "Memory alive", unit: scale.unit, range: [0, shown(top, scale.factor) * 1.08] }),
      shapes: limit === undefined ? [] : [limitLine(shown(limit.bytes, scale.factor))],
      annotations: limit === undefined ? [] : [limitLabel(limit, last, scale)],
    }),
    table: {
      columns: columns(scale),
      rows: timelines.flatMap(({ name, steps }) =>
        steps.map(({ layer, live }, step) => [name, step + 1, layer, shown(live, scale.factor)]),
      ),
    },
  };
}

function timelineTrace({ name, steps }: MemoryTimeline, index: number, scale: Scale): Figure["data"][number] {
  const { color, dash } = seriesStyle(index);
  const peak = steps.reduce((most, { live }) => Math.max(most, live), 0);
  // A step lasts from half before its number to half after; the last one is drawn to its end.
  const drawn = [...steps, ...steps.slice(-1)];
  return {
    type: "scatter",
    mode: "lines",
    name: `${plotlyText(name)} (peak ${Number(shown(peak, scale.factor).toPrecision(4))} ${scale.unit})`,
    x: drawn.map((_, step) => step + 0.5),
    y: drawn.map(({ live }) => shown(live, scale.factor)),
    text: drawn.map(({ layer }) => plotlyText(layer)),
    hovertemplate: `%{text}<br>%{y:.4g} ${scale.unit}<extra></extra>`,
    line: { color, dash, width: 1.75, shape: "hv" },
    ...(index === 0 ? { fill: "tozeroy", fillcolor: greys.grid } : {}),
  };
}

function limitLine(y: number): { readonly [key: string]: Json } {
  const place = { xref: "paper", yref: "y", x0: 0, x1: 1, y0: y, y1: y };
  return { type: "line", ...place, line: { color: okabeIto.vermillion, width: 1.25, dash: "dash" } };
}

function limitLabel(
  { name, bytes }: NonNullable<MemoryTimelineOptions["limit"]>,
  last: number,
  scale: Scale,
): { readonly [key: string]: Json } {
  const y = shown(bytes, scale.factor);
  return label({ x: last + 0.5, y, text: plotlyText(name), color: okabeIto.vermillion, dx: -4, dy: 8, align: "right" });
}

function columns(scale: Scale): Table["columns"] {
  return [
    { name: "timeline", title: "Plan", unit: "" },
    { name: "step", title: "Step", unit: "" },
    { name: "layer", title: "Layer", unit: "" },
    { name: `live_${scale.unit}`, title: `Alive (${scale.unit})`, unit: scale.unit },
  ];
}
