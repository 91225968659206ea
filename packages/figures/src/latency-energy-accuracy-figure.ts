import { columnScale } from "@joulebook/core";
import type { Figure, Json, Scale, Seconds, Table } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, label, verticalLine } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import { groupByKey, keyOf } from "./operating-point.js";
import type { OperatingPoint } from "./operating-point.js";
import { okabeIto, seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { pointedCaption } from "./pointed-caption.js";
import { percent, shown } from "./shown.js";

export interface LatencyEnergyAccuracyOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
  readonly choice?: OperatingPoint;
  /** Largest latency allowed: a vertical line. */
  readonly latencyLimit?: Seconds;
  /** What tells the marker shapes apart; default "backend". */
  readonly seriesBy?: string;
}

type Timed = OperatingPoint & { readonly latency: { readonly mean: Seconds } };

/**
 * Energy against mean latency, both logarithmic; the size and the shade of a bubble are its accuracy, its shape the series.
 *
 * Points without a latency stay out; the table says the rest.
 */
export function latencyEnergyAccuracyFigure(
  points: readonly OperatingPoint[],
  options: LatencyEnergyAccuracyOptions = {},
): Figure {
  const { choice, latencyLimit, seriesBy = "backend" } = options;
  const timed = points.filter((point): point is Timed => point.latency !== undefined);
  const time = columnScale(
    timed.map(({ latency }) => latency.mean),
    "s",
  );
  const energy = columnScale(
    timed.map((point) => point.energy),
    "J",
  );
  const head = {
    id: options.id ?? "latency-energy-accuracy",
    title: options.title ?? "Latency, energy and accuracy",
    caption: pointedCaption(options.caption ?? "Larger and darker bubbles are more accurate.", points),
    units: { x: time.unit, y: energy.unit, color: "%" },
  };
  if (timed.length === 0)
    return emptyFigure({ ...head, columns: columns(time, energy) }, "No candidate states its latency.");
  const limits = latencyLimit === undefined ? [] : [latencyLimit];
  const x = logAxis([...timed.map(({ latency }) => latency.mean), ...limits].map((value) => shown(value, time.factor)));
  const y = logAxis(timed.map((point) => shown(point.energy, energy.factor)));
  return {
    ...head,
    data: [...bubbles(timed, seriesBy, time, energy), ...choiceMark(choice, time, energy)],
    layout: figureLayout({
      xaxis: axis({ title: "Mean latency", unit: time.unit, log: x }),
      yaxis: axis({ title: "Energy per inference", unit: energy.unit, log: y }),
      shapes: limits.map((limit) => verticalLine(shown(limit, time.factor), okabeIto.vermillion)),
      annotations: limits.map((limit) => limitLabel(shown(limit, time.factor), time.unit)),
    }),
    table: pointTable(timed, seriesBy, time, energy),
  };
}

function bubbles(points: readonly Timed[], seriesBy: string, time: Scale, energy: Scale): Figure["data"] {
  const accuracies = points.map(({ accuracy }) => accuracy);
  const low = accuracies.reduce((least, accuracy) => Math.min(least, accuracy), 1);
  const high = accuracies.reduce((most, accuracy) => Math.max(most, accuracy), 0);
  const size = (accuracy: number): number => 4 + (high > low ? 9 * ((accuracy - low) / (high - low)) ** 2 : 5);
  return groupByKey(points, seriesBy).map(({ name, points: members }, index) => {
    const timed = members as readonly Timed[];
    return {
      type: "scatter",
      mode: "markers",
      name: plotlyText(name === "" ? "candidates" : name),
      x: timed.map(({ latency }) => shown(latency.mean, time.factor)),
      y: timed.map((point) => shown(point.energy, energy.factor)),
      text: timed.map(({ model, accuracy }) => `${plotlyText(model)}: ${percent(accuracy).toFixed(2)} %`),
      hovertemplate: `%{text}<br>%{x:.4g} ${time.unit}, %{y:.4g} ${energy.unit}`,
      marker: {
        symbol: seriesStyle(index).symbol,
        color: timed.map(({ accuracy }) => percent(accuracy)),
        ...shade(percent(low), percent(high), index === 0),
        size: timed.map(({ accuracy }) => Math.round(size(accuracy) * 10) / 10),
        opacity: 0.8,
        line: { color: "#ffffff", width: 0.5 },
      },
    };
  });
}

/** One scale of shades for all series (Plotly's validator does not know a shared colour axis), its bar drawn once. */
function shade(cmin: number, cmax: number, showscale: boolean): { readonly [key: string]: Json } {
  const title = { text: "Accuracy (%)", side: "right" };
  const bar = showscale ? { colorbar: { title, thickness: 12, len: 0.95, outlinewidth: 0 } } : {};
  return { colorscale: "Cividis", reversescale: true, cmin, cmax, showscale, ...bar };
}

function choiceMark(choice: OperatingPoint | undefined, time: Scale, energy: Scale): Figure["data"] {
  if (choice?.latency === undefined) return [];
  return [
    {
      type: "scatter",
      mode: "markers",
      name: "Choice",
      x: [shown(choice.latency.mean, time.factor)],
      y: [shown(choice.energy, energy.factor)],
      text: [plotlyText(choice.model)],
      hovertemplate: `%{text}<br>%{x:.4g} ${time.unit}, %{y:.4g} ${energy.unit}`,
      marker: { color: okabeIto.vermillion, symbol: "star", size: 15, line: { color: "#ffffff", width: 1 } },
    },
  ];
}

function limitLabel(x: number, unit: string): { readonly [key: string]: Json } {
  const text = `limit ${Number(x.toPrecision(4))} ${unit}`;
  return label({ x: Math.log10(x), y: 0.97, yOnPaper: true, text, color: okabeIto.vermillion, dx: -5, align: "right" });
}

function columns(time: Scale, energy: Scale): Table["columns"] {
  return [
    { name: "id", title: "Candidate", unit: "" },
    { name: "model", title: "Model", unit: "" },
    { name: "device", title: "Device", unit: "" },
    { name: "series", title: "Series", unit: "" },
    { name: `latency_${time.unit}`, title: "Mean latency", unit: time.unit },
    { name: `energy_${energy.unit}`, title: "Energy per inference", unit: energy.unit },
    { name: "accuracy_percent", title: "Accuracy", unit: "%" },
  ];
}

function pointTable(points: readonly Timed[], seriesBy: string, time: Scale, energy: Scale): Table {
  const rows = points.map((point) => [
    point.id,
    point.model,
    point.device,
    keyOf(point, seriesBy),
    shown(point.latency.mean, time.factor),
    shown(point.energy, energy.factor),
    percent(point.accuracy),
  ]);
  return { columns: columns(time, energy), rows };
}
