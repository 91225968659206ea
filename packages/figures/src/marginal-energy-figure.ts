import { columnScale, concaveHull, type FrontStep, marginalCosts } from "@joulebook/core";
import type { Figure, Scale, Table } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, label, verticalLine } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import type { OperatingPoint } from "./operating-point.js";
import { okabeIto } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { pointedCaption } from "./pointed-caption.js";
import { percent, shown } from "./shown.js";

export interface MarginalEnergyOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
  /** Marked at its accuracy. */
  readonly choice?: OperatingPoint;
}

type Step = FrontStep<OperatingPoint>;

const axes = {
  cost: ({ energy }: OperatingPoint): number => energy,
  gain: ({ accuracy }: OperatingPoint): number => accuracy,
};

/**
 * What one more point of accuracy costs along the front: each step from one member to the next drawn over the accuracies
 * that it spans, at energy added / accuracy added; and the same between the corners of the concave hull, where the price
 * can only rise, because mixes of two models may be had.
 *
 * Source: docs/equations.md#marginal-cost
 *
 * @param front cheapest first, as `paretoFront` returns it
 * @throws RangeError unless energy and accuracy both rise along the front
 * @example marginalEnergyFigure(front, { choice: recommendation.single.candidate })
 */
export function marginalEnergyFigure(front: readonly OperatingPoint[], options: MarginalEnergyOptions = {}): Figure {
  const { choice } = options;
  const steps = marginalCosts(front, axes);
  const hull = marginalCosts(concaveHull(front, axes), axes);
  const scale = columnScale(steps.map(perPoint), "J");
  const unit = `${scale.unit} per point`;
  const head = {
    id: options.id ?? "marginal-energy",
    title: options.title ?? "What one more point of accuracy costs",
    caption: pointedCaption(
      options.caption ?? "Energy added per percentage point of accuracy, from each member of the front to the next.",
      front,
    ),
    units: { x: "%", y: unit },
  };
  if (steps.length === 0)
    return emptyFigure({ ...head, columns: columns(scale) }, "The front has fewer than two members.");
  const prices = [...steps, ...hull].map((step) => shown(perPoint(step), scale.factor));
  return {
    ...head,
    data: [stepTrace(steps, scale), hullTrace(hull, scale)],
    layout: figureLayout({
      xaxis: axis({ title: "Top-1 accuracy", unit: "%" }),
      yaxis: axis({ title: "Marginal energy", unit, log: logAxis(prices) }),
      shapes: choice === undefined ? [] : [verticalLine(percent(choice.accuracy), okabeIto.vermillion)],
      annotations: choice === undefined ? [] : [choiceLabel(choice, front)],
    }),
    table: {
      columns: columns(scale),
      rows: [...steps.map((step) => row("front", step, scale)), ...hull.map((step) => row("hull", step, scale))],
    },
  };
}

/** Energy per percentage point. */
function perPoint({ costPerGain }: Step): number {
  return costPerGain / 100;
}

/** Each step a bar of its own: neighbours are not joined, because prices jump. */
function stepTrace(steps: readonly Step[], scale: Scale): Figure["data"][number] {
  return {
    type: "scatter",
    mode: "lines",
    name: "from member to member of the front",
    x: steps.flatMap(({ from, to }) => [percent(from.accuracy), percent(to.accuracy), null]),
    y: steps.flatMap((step) => [shown(perPoint(step), scale.factor), shown(perPoint(step), scale.factor), null]),
    text: steps.flatMap(({ from, to }) => {
      const text = `${plotlyText(from.model)} → ${plotlyText(to.model)}`;
      return [text, text, ""];
    }),
    hovertemplate: `%{text}<br>%{y:.3g} ${scale.unit} per point<extra></extra>`,
    connectgaps: false,
    line: { color: okabeIto.skyBlue, width: 3 },
  };
}

function hullTrace(hull: readonly Step[], scale: Scale): Figure["data"][number] {
  const last = hull.at(-1);
  const corners = [...hull.map((step) => step.from), ...(last === undefined ? [] : [last.to])];
  const prices = hull.map((step) => shown(perPoint(step), scale.factor));
  return {
    type: "scatter",
    mode: "lines",
    name: "between corners of the hull (mixes)",
    x: corners.map(({ accuracy }) => percent(accuracy)),
    y: [...prices, ...prices.slice(-1)],
    hovertemplate: `%{y:.3g} ${scale.unit} per point<extra></extra>`,
    line: { shape: "hv", color: okabeIto.black, width: 1.5 },
  };
}

/** At the top, on the side of the line where there is more room. */
function choiceLabel(choice: OperatingPoint, front: readonly OperatingPoint[]): Figure["data"][number] {
  const [first, last] = [front[0], front.at(-1)];
  const middle = ((first?.accuracy ?? 0) + (last?.accuracy ?? 1)) / 2;
  const right = choice.accuracy < middle;
  return label({
    x: percent(choice.accuracy),
    y: 0.96,
    yOnPaper: true,
    text: plotlyText(choice.model),
    color: okabeIto.vermillion,
    bold: true,
    dx: right ? 5 : -5,
    align: right ? "left" : "right",
  });
}

function columns(scale: Scale): Table["columns"] {
  return [
    { name: "along", title: "Along", unit: "" },
    { name: "from", title: "From", unit: "" },
    { name: "to", title: "To", unit: "" },
    { name: "from_accuracy_percent", title: "From accuracy", unit: "%" },
    { name: "to_accuracy_percent", title: "To accuracy", unit: "%" },
    { name: `marginal_energy_${scale.unit}_per_point`, title: "Marginal energy", unit: `${scale.unit} per point` },
  ];
}

function row(along: string, step: Step, scale: Scale): Table["rows"][number] {
  const { from, to } = step;
  return [
    along,
    from.model,
    to.model,
    percent(from.accuracy),
    percent(to.accuracy),
    shown(perPoint(step), scale.factor),
  ];
}
