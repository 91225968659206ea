import type { Figure } from "@joulebook/core";
import { emptyFigure } from "./empty-figure.js";
import { axis, figureLayout, nameAxis } from "./figure-layout.js";
import { greys, seriesStyle } from "./palette.js";
import { plotlyText } from "./plotly-text.js";

/** Something that takes place in a row, e.g. a layer on a core. */
export interface GanttBar {
  readonly row: string;
  /** Bars of one group have one colour. */
  readonly group: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface GanttFigureOptions {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  /** Rows from the top; those of bars that are not named follow. */
  readonly rows?: readonly string[];
  /** Unit of start and end, e.g. "cycles". */
  readonly unit: string;
}

/**
 * Who does what when: a row per worker, a bar from start to end per task, a colour per group.
 *
 * @example ganttFigure([{ row: "a", group: "g", start: 0, end: 2, text: "t" }], { id: "g", title: "G", caption: "", unit: "s" }).table.rows // => [["a", "g", "t", 0, 2]]
 */
export function ganttFigure(bars: readonly GanttBar[], options: GanttFigureOptions): Figure {
  const { id, title, caption, unit, rows = [] } = options;
  const columns = [
    { name: "row", title: "Row", unit: "" },
    { name: "group", title: "Group", unit: "" },
    { name: "task", title: "Task", unit: "" },
    { name: "start", title: "Start", unit },
    { name: "end", title: "End", unit },
  ];
  const head = { id, title, caption, units: { x: unit, y: "1" } };
  if (bars.length === 0) return emptyFigure({ ...head, columns }, "Nothing takes place.");
  const names = [...new Set([...rows, ...bars.map(({ row }) => row)])];
  const groups = [...new Set(bars.map(({ group }) => group))];
  return {
    ...head,
    data: groups.map((group, index) => {
      const own = bars.filter((bar) => bar.group === group);
      return {
        type: "bar",
        orientation: "h",
        name: plotlyText(group),
        y: own.map(({ row }) => plotlyText(row)),
        base: own.map(({ start }) => start),
        x: own.map(({ start, end }) => end - start),
        text: own.map(({ text }) => plotlyText(text)),
        textposition: "none",
        hoverinfo: "text+y",
        marker: { color: seriesStyle(index).color, line: { color: "#ffffff", width: 0.5 } },
      };
    }),
    layout: figureLayout({
      xaxis: axis({ title: "Time", unit }),
      yaxis: { ...nameAxis(names.map(plotlyText)), linecolor: greys.axis },
      barmode: "overlay",
      bargap: 0.3,
      showlegend: true,
    }),
    table: { columns, rows: bars.map(({ row, group, text, start, end }) => [row, group, text, start, end]) },
  };
}
