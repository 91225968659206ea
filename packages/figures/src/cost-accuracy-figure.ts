import { curveCost } from "@joulebook/core";
import type { Figure, Fraction, Json, Table } from "@joulebook/core";
import { type CostView, costView, type CostViewOptions, type WeightedOptimum } from "./cost-view.js";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, label } from "./figure-layout.js";
import type { OperatingPoint } from "./operating-point.js";
import { greys, seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { pointedCaption } from "./pointed-caption.js";
import { percent } from "./shown.js";

export interface CostAccuracyOptions extends CostViewOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
}

/**
 * Merkel's cost C = alpha E/E_max + (1 - alpha)(1 - A) against accuracy for several weights alpha: the designs as marks,
 * the fitted curve as a line, and on each both optima: the star is the cheapest design, the open diamond the minimum of
 * the curve. Source: docs/equations.md#cost-of-a-design
 *
 * @param designs usually the Pareto front
 * @throws RangeError if an alpha is outside [0, 1]
 * @example costAccuracyFigure(front, { alphas: [0.1, 0.3, 0.6, 0.9] })
 */
export function costAccuracyFigure(designs: readonly OperatingPoint[], options: CostAccuracyOptions): Figure {
  const view = costView(designs, options);
  const head = {
    id: options.id ?? "cost-accuracy",
    title: options.title ?? "Cost of a decision against its accuracy",
    caption: pointedCaption(
      options.caption ?? "Marks are designs, lines the fitted curve; star and diamond mark both optima.",
      designs,
    ),
    units: { x: "%", y: "1" },
  };
  if (view === undefined)
    return emptyFigure({ ...head, columns }, "Fewer than three designs of different accuracy: no curve can be fitted.");
  return {
    ...head,
    data: [
      ...view.optima.flatMap((optimum, index) => weightTraces(view, optimum, index)),
      optimaTrace(view, "star"),
      optimaTrace(view, "diamond-open"),
    ],
    layout: figureLayout({
      xaxis: axis({ title: "Top-1 accuracy", unit: "%" }),
      yaxis: { ...axis({ title: "Cost C", unit: "1" }), rangemode: "tozero" },
      margin: { l: 56, r: 72, t: 34, b: 48, pad: 0 },
      annotations: view.optima.map((optimum, index) => weightLabel(view, optimum, index)),
    }),
    table: { columns, rows: view.optima.flatMap((optimum) => rows(view, optimum)) },
  };
}

/** Cost of a design for a weight. */
function costOf(view: CostView, alpha: Fraction, index: number): number {
  const accuracy = view.designs[index]?.accuracy ?? 0;
  return alpha * (view.decision[index] ?? 0) + (1 - alpha) * (1 - accuracy);
}

/** Cost on the fitted curve. */
function curveCostAt({ fit }: CostView, alpha: Fraction, accuracy: Fraction): number {
  return alpha * curveCost(fit.curve, accuracy) + (1 - alpha) * (1 - accuracy);
}

function weightTraces(view: CostView, { alpha }: WeightedOptimum, index: number): Figure["data"] {
  const { color, symbol, dash } = seriesStyle(index);
  const line = curveAccuracies(view);
  const name = `α = ${alpha}`;
  return [
    {
      type: "scatter",
      mode: "markers",
      name,
      showlegend: false,
      x: view.designs.map(({ accuracy }) => percent(accuracy)),
      y: view.designs.map((_, design) => costOf(view, alpha, design)),
      text: view.designs.map(({ model }) => plotlyText(model)),
      hovertemplate: "%{text}<br>%{x:.2f} %, C = %{y:.3f}",
      marker: { color, symbol, size: 5, opacity: 0.75, line: { width: 0 } },
    },
    {
      type: "scatter",
      mode: "lines",
      name: `${name}, curve`,
      showlegend: false,
      x: line.map(percent),
      y: line.map((accuracy) => curveCostAt(view, alpha, accuracy)),
      hoverinfo: "skip",
      line: { color, dash, width: 1.75 },
    },
  ];
}

const curveSteps = 60;

function curveAccuracies({ designs }: CostView): readonly number[] {
  const accuracies = designs.map(({ accuracy }) => accuracy);
  const [low, high] = [Math.min(...accuracies), Math.max(...accuracies)];
  return Array.from({ length: curveSteps + 1 }, (_, step) => low + ((high - low) * step) / curveSteps);
}

/** One trace for all optima of a kind, so that the legend explains the mark once. */
function optimaTrace(view: CostView, symbol: "star" | "diamond-open"): { readonly [key: string]: Json } {
  const ofDesigns = symbol === "star";
  const marks = view.optima.map(({ alpha, discrete, continuous }) =>
    ofDesigns
      ? { accuracy: discrete.design.accuracy, cost: discrete.cost, text: discrete.design.model }
      : {
          accuracy: continuous.accuracy,
          cost: curveCostAt(view, alpha, continuous.accuracy),
          text: continuous.clampedTo === undefined ? "minimum of the curve" : "end of the curve",
        },
  );
  return {
    type: "scatter",
    mode: "markers",
    name: ofDesigns ? "best design" : "best point of the curve",
    legendrank: 1001,
    x: marks.map(({ accuracy }) => percent(accuracy)),
    y: marks.map(({ cost }) => cost),
    text: marks.map(({ text }) => plotlyText(text)),
    hovertemplate: "%{text}<br>%{x:.2f} %, C = %{y:.3f}",
    marker: {
      color: ofDesigns ? view.optima.map((_, index) => seriesStyle(index).color) : "#000000",
      symbol,
      size: ofDesigns ? 13 : 9,
      line: { color: "#000000", width: ofDesigns ? 1 : 1.75 },
    },
  };
}

/** At the right end of the curve. */
function weightLabel(view: CostView, { alpha }: WeightedOptimum, index: number): { readonly [key: string]: Json } {
  const end = curveAccuracies(view).at(-1) ?? 1;
  const place = { x: percent(end), y: curveCostAt(view, alpha, end), dx: 8 };
  return { ...label({ ...place, text: `α = ${alpha}`, color: index === 1 ? greys.text : seriesStyle(index).color }) };
}

const columns: Table["columns"] = [
  { name: "alpha", title: "Weight α", unit: "1" },
  { name: "what", title: "What", unit: "" },
  { name: "model", title: "Model", unit: "" },
  { name: "accuracy_percent", title: "Accuracy", unit: "%" },
  { name: "decision_cost", title: "E / E max", unit: "1" },
  { name: "cost", title: "Cost C", unit: "1" },
];

function rows(view: CostView, { alpha, discrete, continuous }: WeightedOptimum): Table["rows"] {
  const { accuracy } = continuous;
  return [
    ...view.designs.map((design, index) => [
      alpha,
      index === discrete.index ? "best design" : "design",
      design.model,
      percent(design.accuracy),
      view.decision[index],
      costOf(view, alpha, index),
    ]),
    [
      alpha,
      continuous.clampedTo === undefined ? "best point of the curve" : "end of the curve",
      "",
      percent(accuracy),
      curveCost(view.fit.curve, accuracy),
      curveCostAt(view, alpha, accuracy),
    ],
  ];
}
