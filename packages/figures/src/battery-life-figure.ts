import { type Battery, batteryLifetime } from "@joulebook/core";
import type { Figure, Hertz, Seconds, Table, Watts } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, label, verticalLine } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import type { OperatingPoint } from "./operating-point.js";
import { greys, okabeIto, seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { pointedCaption } from "./pointed-caption.js";
import { endMark, keptPower, rateLabel } from "./power-rate-figure.js";
import { rateGrid, rateRange } from "./rate-grid.js";
import { shown } from "./shown.js";

export interface BatteryLifeOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
  readonly battery: Battery;
  /** The rate that is asked for: a vertical line. Default 1/s. */
  readonly rate?: Hertz;
  /** Power of the board while it waits: a horizontal line at the life that nothing can exceed. */
  readonly idlePower?: Watts;
  /** Name of a design in the table; default the model. */
  readonly nameOf?: (point: OperatingPoint) => string;
  /** Name of its line in the legend, e.g. a letter where names are long; default the same. */
  readonly labelOf?: (point: OperatingPoint) => string;
}

const hour: Seconds = 3600;
const day: Seconds = 86_400;

/**
 * Life of a battery against the rate of inferences, one line per design up to the highest rate that it can keep; a dotted
 * line shows the life without any inference. Hours, or days where most lives are longer than four.
 * Source: docs/equations.md#battery-lifetime
 *
 * @throws RangeError unless the rate is positive and finite
 * @example batteryLifeFigure(finalists, { battery: { capacity: 133_200 }, rate: 1, idlePower: 2.88 })
 */
export function batteryLifeFigure(points: readonly OperatingPoint[], options: BatteryLifeOptions): Figure {
  const { battery, rate = 1, idlePower, nameOf = ({ model }: OperatingPoint): string => model } = options;
  const { labelOf = nameOf } = options;
  if (!(rate > 0 && rate < Number.POSITIVE_INFINITY))
    throw new RangeError(`batteryLifeFigure: rate must be positive and finite, got ${rate}`);
  const range = rateRange(
    rate,
    points.map(({ latency }) => latency?.mean),
  );
  const curves = points.map((point) => {
    const rates = rateGrid(range, point.latency?.mean);
    return { point, rates, lives: rates.map((at) => batteryLifetime(battery, keptPower(point, at))) };
  });
  const idleLife = idlePower === undefined ? [] : [batteryLifetime(battery, idlePower)].filter(Number.isFinite);
  const lives = curves.flatMap((curve) => curve.lives).filter(Number.isFinite);
  const [unit, factor] =
    lives.length > 0 && lives.every((life) => life > 4 * day) ? (["d", day] as const) : (["h", hour] as const);
  const head = {
    id: options.id ?? "battery-life",
    title: options.title ?? "Battery life against rate",
    caption: pointedCaption(options.caption ?? "Lines end at the highest rate that a design can keep.", points),
    units: { x: "1/s", y: unit },
  };
  if (lives.length === 0)
    return emptyFigure({ ...head, columns: columns(unit) }, "There is no design that drains the battery.");
  const idle = idleLife.map((life) => shown(life, factor));
  return {
    ...head,
    data: curves.map(({ point, rates, lives: drawn }, index) => ({
      type: "scatter",
      mode: "lines+markers",
      name: plotlyText(labelOf(point)),
      x: rates,
      y: drawn.map((life) => (Number.isFinite(life) ? shown(life, factor) : null)),
      hovertemplate: `${plotlyText(nameOf(point))}<br>%{x:.3g}/s, %{y:.3g} ${unit}`,
      line: { color: seriesStyle(index).color, dash: seriesStyle(index).dash, width: 1.75 },
      marker: endMark(rates.length, index, point.latency !== undefined),
    })),
    layout: figureLayout({
      showlegend: true,
      xaxis: axis({ title: "Rate of inferences", unit: "1/s", log: logAxis([...range, rate], 0.02) }),
      yaxis: axis({
        title: "Battery life",
        unit,
        log: logAxis([...lives.map((life) => shown(life, factor)), ...idle], 0.08),
      }),
      shapes: [
        verticalLine(rate, okabeIto.vermillion),
        ...idle.map((y) => ({
          type: "line",
          xref: "paper",
          yref: "y",
          x0: 0,
          x1: 1,
          y0: y,
          y1: y,
          line: { color: greys.axis, width: 1, dash: "dot" },
        })),
      ],
      annotations: [
        rateLabel(rate, range),
        ...idle.map((y) =>
          label({
            x: Math.log10(range[1]),
            y: Math.log10(y),
            text: `waiting only: ${Number(y.toPrecision(3))} ${unit}`,
            color: greys.axis,
            dy: 9,
            align: "right",
          }),
        ),
      ],
    }),
    table: {
      columns: columns(unit),
      rows: curves.flatMap(({ point, rates, lives: drawn }) =>
        rates.map((at, index) => {
          const life = drawn[index] ?? Number.POSITIVE_INFINITY;
          return [nameOf(point), at, Number.isFinite(life) ? shown(life, factor) : undefined];
        }),
      ),
    },
  };
}

function columns(unit: string): Table["columns"] {
  return [
    { name: "design", title: "Design", unit: "" },
    { name: "rate_per_s", title: "Rate", unit: "1/s" },
    { name: `life_${unit}`, title: "Battery life", unit },
  ];
}
