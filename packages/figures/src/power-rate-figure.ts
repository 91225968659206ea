import { averagePower, columnScale, crossoverRate } from "@joulebook/core";
import type { Crossover, Figure, Hertz, Json, Scale, Table, Watts } from "@joulebook/core";

import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, label, verticalLine } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import type { OperatingPoint } from "./operating-point.js";
import { greys, okabeIto, seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { pointedCaption } from "./pointed-caption.js";
import { rateGrid, rateRange } from "./rate-grid.js";
import { shown } from "./shown.js";

export interface PowerRateOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
  /** The rate that is asked for: a vertical line. Default 1/s. */
  readonly rate?: Hertz;
  /** The power that may be drawn: a horizontal line. */
  readonly limit?: Watts;
  /** Name of a design in the table; default the model. */
  readonly nameOf?: (point: OperatingPoint) => string;
  /** Name of its line in the legend, e.g. a letter where names are long; default the same. */
  readonly labelOf?: (point: OperatingPoint) => string;
}

interface Crossing extends Crossover {
  readonly between: readonly [OperatingPoint, OperatingPoint];
}

/**
 * Average power against the rate of inferences, one line per design, which ends at the highest rate that it can keep, 1/t;
 * circles mark where two lines cross. Both axes are logarithmic. Source: docs/equations.md#average-power, #crossover-rate
 *
 * Designs without an idle power are drawn with what is known, r E, and lie too low.
 *
 * @throws RangeError unless the rate is positive and finite
 * @example powerRateFigure(finalists, { rate: 5, limit: 4 })
 */
export function powerRateFigure(points: readonly OperatingPoint[], options: PowerRateOptions = {}): Figure {
  const { rate = 1, limit, nameOf = ({ model }: OperatingPoint): string => model } = options;
  const { labelOf = nameOf } = options;
  if (!(rate > 0 && rate < Number.POSITIVE_INFINITY))
    throw new RangeError(`powerRateFigure: rate must be positive and finite, got ${rate}`);
  const range = rateRange(
    rate,
    points.map(({ latency }) => latency?.mean),
  );
  const curves = points.map((point) => {
    const rates = rateGrid(range, point.latency?.mean);
    return { point, rates, powers: rates.map((at) => keptPower(point, at)) };
  });
  const powers = [...curves.flatMap((curve) => curve.powers), ...(limit === undefined ? [] : [limit])];
  const scale = columnScale(powers, "W");
  const head = {
    id: options.id ?? "power-rate",
    title: options.title ?? "Average power against rate",
    caption: pointedCaption(
      options.caption ?? "Lines end at the highest rate that a design can keep; circles mark crossovers.",
      points,
    ),
    units: { x: "1/s", y: scale.unit },
  };
  if (points.length === 0) return emptyFigure({ ...head, columns: columns(scale) }, "There is no design to draw.");
  const crossings = crossingsOf(points);
  const limits = limit === undefined ? [] : [shown(limit, scale.factor)];
  return {
    ...head,
    data: [
      ...curves.map(({ point, rates, powers: drawn }, index) => ({
        type: "scatter",
        mode: "lines+markers",
        name: plotlyText(labelOf(point)),
        x: rates,
        y: drawn.map((power) => shown(power, scale.factor)),
        hovertemplate: `${plotlyText(nameOf(point))}<br>%{x:.3g}/s, %{y:.3g} ${scale.unit}`,
        line: { color: seriesStyle(index).color, dash: seriesStyle(index).dash, width: 1.75 },
        marker: endMark(rates.length, index, point.latency !== undefined),
      })),
      ...crossingTrace(crossings, scale),
    ],
    layout: figureLayout({
      showlegend: true,
      xaxis: axis({ title: "Rate of inferences", unit: "1/s", log: logAxis([...range, rate], 0.02) }),
      yaxis: axis({
        title: "Average power",
        unit: scale.unit,
        log: logAxis(powers.map((power) => shown(power, scale.factor))),
      }),
      shapes: [verticalLine(rate, okabeIto.vermillion), ...limits.map(horizontalLine)],
      annotations: [
        rateLabel(rate, range),
        ...limits.map((power) =>
          label({
            x: Math.log10(range[1]),
            y: Math.log10(power),
            text: `limit ${Number(power.toPrecision(4))} ${scale.unit}`,
            color: okabeIto.vermillion,
            dx: -4,
            dy: 9,
            align: "right",
          }),
        ),
      ],
    }),
    table: {
      columns: columns(scale),
      rows: [
        ...curves.flatMap(({ point, rates, powers: drawn }) =>
          rates.map((at, index) => [nameOf(point), "", at, shown(drawn[index] ?? 0, scale.factor)]),
        ),
        ...crossings.map(({ between: [one, other], rate: at, power }) => [
          nameOf(one),
          nameOf(other),
          at,
          shown(power, scale.factor),
        ]),
      ],
    },
  };
}

/** At the highest rate r t may round to just above 1, which is no rate that cannot be kept. */
export function keptPower(point: OperatingPoint, rate: Hertz): Watts {
  const power = averagePower(point, rate);
  return Number.isFinite(power) ? power : averagePower(point, rate * (1 - Number.EPSILON * 4));
}

/** Every pair of designs whose lines cross, in the order of the rate. */
function crossingsOf(points: readonly OperatingPoint[]): readonly Crossing[] {
  return points
    .flatMap((one, index) =>
      points.slice(index + 1).flatMap((other) => {
        const crossover = crossoverRate(one, other);
        return crossover === undefined ? [] : [{ ...crossover, between: [one, other] as const }];
      }),
    )
    .toSorted((a, b) => a.rate - b.rate);
}

/** Only the end of a line carries a mark. */
export function endMark(count: number, index: number, ends: boolean): { readonly [key: string]: Json } {
  const { color, symbol } = seriesStyle(index);
  return { color, symbol, size: Array.from({ length: count }, (_, place) => (ends && place === count - 1 ? 9 : 0)) };
}

export function rateLabel(rate: Hertz, [low, high]: readonly [Hertz, Hertz]): { readonly [key: string]: Json } {
  const right = rate < Math.sqrt(low * high);
  return label({
    x: Math.log10(rate),
    y: 0.94,
    yOnPaper: true,
    text: `${Number(rate.toPrecision(4))}/s`,
    color: okabeIto.vermillion,
    dx: right ? 5 : -5,
    align: right ? "left" : "right",
  });
}

function horizontalLine(y: number): { readonly [key: string]: Json } {
  const line = { color: okabeIto.vermillion, width: 1.25, dash: "dot" };
  return { type: "line", xref: "paper", yref: "y", x0: 0, x1: 1, y0: y, y1: y, line };
}

function crossingTrace(crossings: readonly Crossing[], scale: Scale): Figure["data"] {
  if (crossings.length === 0) return [];
  return [
    {
      type: "scatter",
      mode: "markers",
      name: "crossover",
      x: crossings.map(({ rate }) => rate),
      y: crossings.map(({ power }) => shown(power, scale.factor)),
      text: crossings.map(({ between: [one, other] }) => `${plotlyText(one.model)} / ${plotlyText(other.model)}`),
      hovertemplate: `%{text}<br>%{x:.3g}/s, %{y:.3g} ${scale.unit}`,
      marker: { symbol: "circle-open", size: 11, color: greys.text, line: { width: 1.75 } },
    },
  ];
}

function columns(scale: Scale): Table["columns"] {
  return [
    { name: "design", title: "Design", unit: "" },
    { name: "crosses", title: "Crosses", unit: "" },
    { name: "rate_per_s", title: "Rate", unit: "1/s" },
    { name: `power_${scale.unit}`, title: "Average power", unit: scale.unit },
  ];
}
