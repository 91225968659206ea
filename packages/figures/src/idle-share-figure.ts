import { averagePower, quantiles } from "@joulebook/core";
import type { Figure, Fraction, Hertz, Json, Table } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, nameAxis } from "./figure-layout.js";
import { groupByKey, type OperatingPoint } from "./operating-point.js";
import { okabeIto } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { pointedCaption } from "./pointed-caption.js";
import { percent } from "./shown.js";

export interface IdleShareOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
  /** Inferences per second of the second mark of each board; default 1. */
  readonly rate?: Hertz;
}

interface Shares {
  readonly board: string;
  readonly count: number;
  /** 10 %, 50 % and 90 % of the shares. */
  readonly busy: Spread;
  /** Undefined where no candidate keeps the rate. */
  readonly atRate?: Spread;
}

type Spread = readonly [low: Fraction, middle: Fraction, high: Fraction];

/**
 * How much of the energy is idle power, for each board: during an inference (P0 t / E, what the board would have drawn
 * anyway) and over time at a rate (P0 / P(r)). Marks are medians over the candidates, bars reach from 10 % to 90 % of them.
 *
 * Candidates without idle power, latency, or an energy that includes idle power stay out. Source: docs/equations.md#idle-share
 *
 * @throws RangeError unless the rate is positive and finite
 * @example idleShareFigure(candidates, { rate: 1 })
 */
export function idleShareFigure(points: readonly OperatingPoint[], options: IdleShareOptions = {}): Figure {
  const { rate = 1 } = options;
  if (!(rate > 0 && rate < Number.POSITIVE_INFINITY))
    throw new RangeError(`idleShareFigure: rate must be positive and finite, got ${rate}`);
  const head = {
    id: options.id ?? "idle-share",
    title: options.title ?? "Share of idle power",
    caption: pointedCaption(
      options.caption ?? "Marks are medians over the candidates of a board, bars reach from 10 % to 90 % of them.",
      points,
    ),
    units: { x: "%", y: "1" },
  };
  const boards = groupByKey(points, "device").flatMap(({ name, points: members }) => sharesOf(name, members, rate));
  if (boards.length === 0)
    return emptyFigure({ ...head, columns: columns(rate) }, "No board states its idle power beside its energies.");
  const atRate = boards.flatMap(({ board, atRate: spread }) => (spread === undefined ? [] : [{ board, spread }]));
  return {
    ...head,
    data: [
      spreadTrace(
        "during an inference",
        boards.map(({ board, busy }) => ({ board, spread: busy })),
        { color: okabeIto.blue, symbol: "circle" },
      ),
      ...(atRate.length === 0
        ? []
        : [spreadTrace(`over time, at ${rate}/s`, atRate, { color: okabeIto.orange, symbol: "square" })]),
    ],
    layout: figureLayout({
      xaxis: axis({ title: "Idle share", unit: "%", range: [0, 102] }),
      yaxis: nameAxis(boards.map(({ board }) => plotlyText(board))),
    }),
    table: {
      columns: columns(rate),
      rows: boards.map(({ board, count, busy, atRate: spread }) => [
        board,
        count,
        ...busy.map(percent),
        ...(spread?.map(percent) ?? [undefined, undefined, undefined]),
      ]),
    },
  };
}

function sharesOf(board: string, points: readonly OperatingPoint[], rate: Hertz): readonly Shares[] {
  const known = points.flatMap((point) => {
    const { energy, idlePower, idleIncluded, latency } = point;
    if (idlePower === undefined || latency === undefined || idleIncluded !== true) return [];
    return [{ busy: (idlePower * latency.mean) / energy, atRate: idlePower / averagePower(point, rate) }];
  });
  if (known.length === 0) return [];
  const kept = known.flatMap(({ atRate }) => (atRate > 0 ? [atRate] : []));
  return [
    {
      board,
      count: known.length,
      busy: spreadOf(known.map(({ busy }) => busy)),
      ...(kept.length === 0 ? {} : { atRate: spreadOf(kept) }),
    },
  ];
}

function spreadOf(shares: readonly number[]): Spread {
  return quantiles(shares, [0.1, 0.5, 0.9]) as unknown as Spread;
}

function spreadTrace(
  name: string,
  boards: readonly { readonly board: string; readonly spread: Spread }[],
  { color, symbol }: { readonly color: string; readonly symbol: string },
): { readonly [key: string]: Json } {
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: boards.map(({ spread }) => percent(spread[1])),
    y: boards.map(({ board }) => plotlyText(board)),
    error_x: {
      type: "data",
      symmetric: false,
      array: boards.map(({ spread }) => percent(spread[2] - spread[1])),
      arrayminus: boards.map(({ spread }) => percent(spread[1] - spread[0])),
      color,
      thickness: 1.5,
      width: 5,
    },
    marker: { color, symbol, size: 10 },
    hovertemplate: "%{y}: %{x:.1f} %",
  };
}

function columns(rate: Hertz): Table["columns"] {
  const of = (name: string, title: string): Table["columns"] =>
    (["10", "50", "90"] as const).map((share) => ({
      name: `${name}_${share}_percent`,
      title: `${title}, ${share === "50" ? "median" : `${share} % quantile`}`,
      unit: "%",
    }));
  return [
    { name: "device", title: "Board", unit: "" },
    { name: "candidates", title: "Candidates", unit: "1" },
    ...of("busy", "During an inference"),
    ...of("over_time", `Over time at ${rate}/s`),
  ];
}
