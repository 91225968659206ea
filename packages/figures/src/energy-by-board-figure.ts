import { columnScale, quantiles } from "@joulebook/core";
import type { Figure, Scale, Table } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, nameAxis } from "./figure-layout.js";
import { logAxis } from "./log-ticks.js";
import { groupByKey, type OperatingPoint } from "./operating-point.js";
import { seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";
import { pointedCaption } from "./pointed-caption.js";
import { shown } from "./shown.js";

export interface EnergyByBoardOptions {
  readonly id?: string;
  readonly title?: string;
  readonly caption?: string;
  /** What makes the colours within a board; default "backend". */
  readonly seriesBy?: string;
}

interface Box {
  readonly board: string;
  readonly series: string;
  readonly models: number;
  /** Least, quartiles and largest energy, in joules. */
  readonly five: readonly [number, number, number, number, number];
}

/**
 * Distribution of energy per inference on each board with each runtime: a box from quartile to quartile with the median,
 * whiskers to the least and the largest energy. Compare boards on the same models: see `modelsInCommon`.
 *
 * @example energyByBoardFigure(modelsInCommon(candidates, ({ device, keys }) => `${device} ${keys["backend"]}`).points)
 */
export function energyByBoardFigure(points: readonly OperatingPoint[], options: EnergyByBoardOptions = {}): Figure {
  const { seriesBy = "backend" } = options;
  const scale = columnScale(
    points.map(({ energy }) => energy),
    "J",
  );
  const head = {
    id: options.id ?? "energy-by-board",
    title: options.title ?? "Energy per inference by board",
    caption: pointedCaption(
      options.caption ?? "Boxes span the middle half of the models, whiskers all of them.",
      points,
    ),
    units: { x: scale.unit, y: "1" },
  };
  if (points.length === 0) return emptyFigure({ ...head, columns: columns(scale) }, "No board has a measured energy.");
  const series = groupByKey(points, seriesBy);
  const boxes = series.map(({ name, points: members }) => boxesOf(name, members));
  const energies = boxes.flat().flatMap(({ five: [low, , , , high] }) => [low, high]);
  const boards = groupByKey(points, "device").map(({ name }) => name);
  return {
    ...head,
    data: boxes.map((members, index) => boxTrace(members, index, scale)),
    layout: figureLayout({
      xaxis: axis({
        title: "Energy per inference",
        unit: scale.unit,
        log: logAxis(energies.map((energy) => shown(energy, scale.factor))),
      }),
      yaxis: nameAxis(boards.map(plotlyText)),
      boxmode: "group",
      boxgap: 0.25,
      boxgroupgap: 0.15,
    }),
    table: { columns: columns(scale), rows: boxes.flat().map((box) => row(box, scale)) },
  };
}

function boxesOf(series: string, points: readonly OperatingPoint[]): readonly Box[] {
  return groupByKey(points, "device").map(({ name, points: members }) => ({
    board: name,
    series,
    models: members.length,
    five: quantiles(
      members.map(({ energy }) => energy),
      [0, 0.25, 0.5, 0.75, 1],
    ) as unknown as Box["five"],
  }));
}

function boxTrace(boxes: readonly Box[], index: number, scale: Scale): Figure["data"][number] {
  const { color } = seriesStyle(index);
  const at = (place: number): number[] => boxes.map(({ five }) => shown(five[place] ?? 0, scale.factor));
  return {
    type: "box",
    orientation: "h",
    name: plotlyText(boxes[0]?.series === "" ? "candidates" : (boxes[0]?.series ?? "")),
    y: boxes.map(({ board }) => plotlyText(board)),
    lowerfence: at(0),
    q1: at(1),
    median: at(2),
    q3: at(3),
    upperfence: at(4),
    fillcolor: `${color}66`,
    line: { color, width: 1.5 },
    offsetgroup: `${index}`,
  };
}

function columns(scale: Scale): Table["columns"] {
  return [
    { name: "device", title: "Board", unit: "" },
    { name: "series", title: "Runtime", unit: "" },
    { name: "models", title: "Models", unit: "1" },
    ...(["least", "quartile1", "median", "quartile3", "largest"] as const).map((name) => ({
      name: `${name}_${scale.unit}`,
      title: titles[name],
      unit: scale.unit,
    })),
  ];
}

const titles = {
  least: "Least",
  quartile1: "First quartile",
  median: "Median",
  quartile3: "Third quartile",
  largest: "Largest",
} as const;

function row({ board, series, models, five }: Box, scale: Scale): Table["rows"][number] {
  return [board, series, models, ...five.map((energy) => shown(energy, scale.factor))];
}
