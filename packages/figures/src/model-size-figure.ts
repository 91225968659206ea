import { curveCost, type ExponentialCurve, exponentialFit } from "@joulebook/core";
import type { Figure, Fraction, Json, Table } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import { greys, okabeIto, seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { percent, shown } from "./shown.js";
import { sizeTrend } from "./size-trend.js";

/** What the figure reads of a model card; a `ModelCard` fits as it is. */
export interface SizedModel {
  readonly id: string;
  readonly name: string;
  readonly params?: number;
  readonly top1?: Fraction;
  readonly top5?: Fraction;
}

/** The cards of one table. */
export interface SizedModels {
  readonly name: string;
  readonly models: readonly SizedModel[];
}

export interface ModelSizeOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
}

type Metric = "top1" | "top5";

const metrics: readonly { readonly metric: Metric; readonly title: string; readonly suffix: "" | "2" }[] = [
  { metric: "top1", title: "Top-1 accuracy", suffix: "" },
  { metric: "top5", title: "Top-5 accuracy", suffix: "2" },
];

/** Size is shown in millions of parameters. */
const million = 1e6;

/**
 * Parameters of networks against their top-1 (left) and top-5 (right) accuracy, with two exponential trends for each
 * table: S = a e^(bA) by least squares of ln S, where errors are factors, and of S itself, which follows the largest.
 * Each is drawn over the accuracies of its points alone. After Merkel's figure 1. Source: docs/equations.md#size-trend
 *
 * Models without a size or without both accuracies stay out.
 *
 * @example modelSizeFigure([{ name: "timm", models: readModelCards("timm-results") }])
 */
export function modelSizeFigure(tables: readonly SizedModels[], options: ModelSizeOptions = {}): Figure {
  const head = {
    id: options.id ?? "model-size",
    title: options.title ?? "Model size against accuracy",
    caption: options.caption ?? "Parameters against top-1 and top-5 accuracy, with exponential trends.",
    units: { x: "%", x2: "%", y: "million" },
  };
  const known = tables.map(({ name, models }) => ({ name, models: models.filter(isKnown) }));
  const sizes = known.flatMap(({ models }) => models.map(({ params }) => shown(params, million)));
  if (sizes.length === 0)
    return emptyFigure({ ...head, columns }, "No model card states both its size and its accuracy.");
  return {
    ...head,
    data: metrics.flatMap(({ metric, suffix }) =>
      known.flatMap((table, index) => traces(table, metric, suffix, index)),
    ),
    layout: figureLayout({
      xaxis: { ...axis({ title: "Top-1 accuracy", unit: "%" }), domain: [0, 0.485] },
      xaxis2: { ...axis({ title: "Top-5 accuracy", unit: "%" }), domain: [0.515, 1] },
      yaxis: axis({ title: "Parameters", unit: "million", log: logAxis(sizes) }),
    }),
    table: {
      columns,
      rows: known.flatMap(({ name, models }) =>
        models.map((model) => [
          model.id,
          name,
          model.name,
          shown(model.params, million),
          percent(model.top1),
          percent(model.top5),
        ]),
      ),
    },
  };
}

type Known = Required<SizedModel>;

function isKnown(model: SizedModel): model is Known {
  return model.params !== undefined && model.params > 0 && model.top1 !== undefined && model.top5 !== undefined;
}

function traces(
  { name, models }: { readonly name: string; readonly models: readonly Known[] },
  metric: Metric,
  suffix: string,
  index: number,
): Figure["data"] {
  if (models.length === 0) return [];
  const style = seriesStyle(index);
  const accuracies = models.map((model) => model[metric]);
  const sizes = models.map(({ params }) => params);
  const places = { xaxis: `x${suffix}`, yaxis: "y", showlegend: suffix === "" };
  const trend = sizeTrend(accuracies, sizes);
  const line = (
    curve: ExponentialCurve,
    text: string,
    dash: string,
    order: number,
  ): { readonly [key: string]: Json } => ({
    type: "scatter",
    mode: "lines",
    name: text,
    legendgroup: dash,
    legendrank: 1000 + order,
    ...places,
    showlegend: suffix === "" && index === 0,
    ...curvePoints(curve, accuracies),
    line: { color: trendColors[index % trendColors.length] as string, width: 2, dash },
    hoverinfo: "skip",
  });
  return [
    {
      type: "scatter",
      mode: "markers",
      name: plotlyText(name),
      legendgroup: `${index}`,
      ...places,
      x: accuracies.map(percent),
      y: sizes.map((size) => shown(size, million)),
      text: models.map((model) => plotlyText(model.name)),
      hovertemplate: "%{text}<br>%{x:.2f} %, %{y:.3g} million",
      marker: {
        color: index === 0 ? greys.faint : style.color,
        symbol: style.symbol,
        size: index === 0 ? 3 : 5,
        opacity: 0.55,
        line: { width: 0 },
      },
    },
    ...(trend === undefined
      ? []
      : [
          line(trend.curve, "exponential, fit of logarithms", "solid", 1),
          line(exponentialFit(accuracies, sizes).curve, "exponential, fit of sizes", "dot", 2),
        ]),
  ];
}

const trendColors: readonly string[] = [okabeIto.black, okabeIto.vermillion, okabeIto.blue, okabeIto.green];

/** The curve over the accuracies of its points. A straight line on this axis: two points draw it. */
function curvePoints(curve: ExponentialCurve, accuracies: readonly Fraction[]): { x: number[]; y: number[] } {
  const ends = [accuracies.reduce((a, b) => Math.min(a, b), 1), accuracies.reduce((a, b) => Math.max(a, b), 0)];
  return { x: ends.map(percent), y: ends.map((at) => shown(curveCost(curve, at), million)) };
}

const columns: Table["columns"] = [
  { name: "id", title: "Card", unit: "" },
  { name: "table", title: "Table", unit: "" },
  { name: "model", title: "Model", unit: "" },
  { name: "parameters_million", title: "Parameters", unit: "million" },
  { name: "top1_percent", title: "Top-1 accuracy", unit: "%" },
  { name: "top5_percent", title: "Top-5 accuracy", unit: "%" },
];
