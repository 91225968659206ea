import { columnScale, formatNumber } from "@joulebook/core";
import type { Figure, Joules, Json, Scale, Table } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, label, verticalLine } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import { groupByKey, keyOf } from "./operating-point.js";
import type { MixPoint, OperatingPoint } from "./operating-point.js";
import { greys, okabeIto, seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { pointedCaption } from "./pointed-caption.js";
import { percent, shown } from "./shown.js";

export interface EnergyAccuracyOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
  /** Points that no other beats; drawn as a staircase. */
  readonly front?: readonly OperatingPoint[];
  /** Energy of one inference that the choice may use. */
  readonly budget?: Joules;
  readonly choice?: OperatingPoint;
  readonly mix?: MixPoint;
  /** What makes the series: "backend" (default), "device", "precision", or another key. */
  readonly seriesBy?: string;
  /** Metric in words for the axis; default "Top-1 accuracy". */
  readonly accuracyName?: string;
  /** Front members to name in the plot beside the choice; default none. */
  readonly named?: readonly OperatingPoint[];
}

/**
 * Accuracy against energy per inference: every candidate, the Pareto front, the budget and the choice.
 *
 * Energy is logarithmic in the SI prefix that fits, accuracy in percent. The table holds every point with its series
 * and whether it lies on the front.
 *
 * @example energyAccuracyFigure(candidates, { front, budget: 0.1, choice: recommendation.single })
 */
export function energyAccuracyFigure(points: readonly OperatingPoint[], options: EnergyAccuracyOptions = {}): Figure {
  const { front = [], budget, choice, mix, seriesBy = "backend", accuracyName = "Top-1 accuracy" } = options;
  const energies = [...points.map(({ energy }) => energy), ...(budget === undefined ? [] : [budget])];
  const scale = columnScale(energies, "J");
  const head = {
    id: options.id ?? "energy-accuracy",
    title: options.title ?? "Accuracy against energy per inference",
    caption: pointedCaption(options.caption ?? "Every candidate, the Pareto front and the budget.", points),
    units: { x: scale.unit, y: "%" },
  };
  if (points.length === 0)
    return emptyFigure({ ...head, columns: columns(scale) }, "No candidate has both energy and accuracy.");
  const x = logAxis(energies.map((energy) => shown(energy, scale.factor)));
  return {
    ...head,
    data: [...frontTrace(front, scale), ...pointTraces(points, seriesBy, scale), ...markTraces(choice, mix, scale)],
    layout: figureLayout({
      xaxis: axis({ title: "Energy per inference", unit: scale.unit, log: x }),
      yaxis: axis({ title: plotlyText(accuracyName), unit: "%" }),
      shapes: budget === undefined ? [] : [verticalLine(shown(budget, scale.factor), okabeIto.vermillion)],
      annotations: [
        ...budgetLabel(budget, scale, x.range),
        ...choiceLabel(choice, points, scale, x.range),
        ...(options.named ?? []).map((point) => nameLabel(point, scale)),
      ],
    }),
    table: pointTable(points, front, seriesBy, scale),
  };
}

function pointTraces(points: readonly OperatingPoint[], seriesBy: string, scale: Scale): Figure["data"] {
  return groupByKey(points, seriesBy).map(({ name, points: members }, index) => {
    const { color, symbol } = seriesStyle(index);
    return {
      type: "scatter",
      mode: "markers",
      name: plotlyText(name === "" ? "candidates" : name),
      x: members.map(({ energy }) => shown(energy, scale.factor)),
      y: members.map(({ accuracy }) => percent(accuracy)),
      text: members.map(({ model }) => plotlyText(model)),
      hovertemplate: `%{text}<br>%{x:.4g} ${scale.unit}, %{y:.2f} %`,
      marker: { color, symbol, size: 6, opacity: 0.7, line: { width: 0 } },
    };
  });
}

/** Accuracy that can be bought with each energy: flat until the next point of the front. Below the points, last in the legend. */
function frontTrace(front: readonly OperatingPoint[], scale: Scale): Figure["data"] {
  if (front.length === 0) return [];
  return [
    {
      type: "scatter",
      mode: "lines",
      name: "Pareto front",
      legendrank: 1001,
      x: front.map(({ energy }) => shown(energy, scale.factor)),
      y: front.map(({ accuracy }) => percent(accuracy)),
      line: { shape: "hv", color: okabeIto.black, width: 1.5 },
      hoverinfo: "skip",
    },
  ];
}

function markTraces(choice: OperatingPoint | undefined, mix: MixPoint | undefined, scale: Scale): Figure["data"] {
  const marks: { readonly [key: string]: Json }[] = [];
  if (choice !== undefined) marks.push(mark("Choice", "star", 15, choice, choice.model, scale));
  if (mix !== undefined) {
    const parts = mix.parts.map((part) => `${(part.share * 100).toFixed(1)} % ${part.candidate.model}`).join(" + ");
    marks.push(mark("Mix of two", "diamond", 11, mix, parts, scale));
  }
  return marks;
}

function mark(
  name: string,
  symbol: string,
  size: number,
  at: { readonly energy: Joules; readonly accuracy: number },
  text: string,
  scale: Scale,
): { readonly [key: string]: Json } {
  return {
    type: "scatter",
    mode: "markers",
    name,
    legendrank: 1002,
    x: [shown(at.energy, scale.factor)],
    y: [percent(at.accuracy)],
    text: [plotlyText(text)],
    hovertemplate: `%{text}<br>%{x:.4g} ${scale.unit}, %{y:.2f} %`,
    marker: { color: okabeIto.vermillion, symbol, size, line: { color: "#ffffff", width: 1 } },
  };
}

function budgetLabel(budget: Joules | undefined, scale: Scale, [low, high]: readonly [number, number]): Json[] {
  if (budget === undefined) return [];
  const x = Math.log10(shown(budget, scale.factor));
  const right = x < low + (high - low) * 0.7;
  const text = `budget ${formatNumber(shown(budget, scale.factor), { digits: 4, trim: true })} ${scale.unit}`;
  const align = right ? "left" : "right";
  return [label({ x, y: 0.02, yOnPaper: true, text, color: okabeIto.vermillion, dx: right ? 5 : -5, dy: -8, align })];
}

/** Where no point can lie, because the front is the upper edge of all points: left of the star, or at its left edge above all. */
function choiceLabel(
  choice: OperatingPoint | undefined,
  points: readonly OperatingPoint[],
  scale: Scale,
  [low, high]: readonly [number, number],
): Json[] {
  if (choice === undefined) return [];
  const x = Math.log10(shown(choice.energy, scale.factor));
  const atEdge = (x - low) / (high - low) < 0.35;
  const top = points.reduce((most, { accuracy }) => Math.max(most, accuracy), 0);
  const place = atEdge ? { standAt: percent(top) } : { dx: -36, dy: -34, align: "right" as const };
  const text = plotlyText(choice.model);
  return [
    label({ x, y: percent(choice.accuracy), text, color: okabeIto.vermillion, bold: true, leader: true, ...place }),
  ];
}

function nameLabel(point: OperatingPoint, scale: Scale): { readonly [key: string]: Json } {
  const text = plotlyText(point.model);
  const x = Math.log10(shown(point.energy, scale.factor));
  return label({ x, y: percent(point.accuracy), text, color: greys.axis, dx: 30, dy: 26, leader: true });
}

function columns(scale: Scale): Table["columns"] {
  return [
    { name: "id", title: "Candidate", unit: "" },
    { name: "model", title: "Model", unit: "" },
    { name: "device", title: "Device", unit: "" },
    { name: "series", title: "Series", unit: "" },
    { name: `energy_${scale.unit}`, title: "Energy per inference", unit: scale.unit },
    { name: "accuracy_percent", title: "Accuracy", unit: "%" },
    { name: "on_front", title: "On the front", unit: "" },
  ];
}

function pointTable(
  points: readonly OperatingPoint[],
  front: readonly OperatingPoint[],
  seriesBy: string,
  scale: Scale,
): Table {
  const onFront = new Set(front.map(({ id }) => id));
  const rows = points.map((point) => [
    point.id,
    point.model,
    point.device,
    keyOf(point, seriesBy),
    shown(point.energy, scale.factor),
    percent(point.accuracy),
    onFront.has(point.id) ? "yes" : "no",
  ]);
  return { columns: columns(scale), rows };
}
