import type { Figure } from "@joulebook/core";
import { ganttFigure } from "./gantt-figure.js";

/** What runs when on several cores, in cycles. */
export interface ScheduleView {
  /** From the top. */
  readonly cores: readonly string[];
  readonly nodes: readonly {
    readonly core: string;
    readonly name: string;
    /** From 0. */
    readonly stage: number;
    readonly start: number;
    readonly end: number;
  }[];
  /** What crosses the link to main memory. */
  readonly offChip: readonly {
    readonly kind: string;
    readonly stage: number;
    readonly start: number;
    readonly end: number;
  }[];
}

/**
 * The schedule of a network on several cores: a row per core and one for the link to main memory, a colour per stage.
 *
 * @example scheduleFigure({ cores: ["core-0"], nodes: [{ core: "core-0", name: "conv", stage: 0, start: 0, end: 9 }], offChip: [] }, { id: "s", title: "S", caption: "" }).table.rows // => [["core-0", "stage 1", "conv", 0, 9]]
 */
export function scheduleFigure(
  { cores, nodes, offChip }: ScheduleView,
  options: { readonly id: string; readonly title: string; readonly caption: string },
): Figure {
  const link = "off-chip link";
  const group = (stage: number): string => `stage ${stage + 1}`;
  return ganttFigure(
    [
      ...nodes.map(({ core, name, stage, start, end }) => ({ row: core, group: group(stage), start, end, text: name })),
      ...offChip.map(({ kind, stage, start, end }) => ({ row: link, group: group(stage), start, end, text: kind })),
    ],
    { ...options, rows: [...cores, link], unit: "cycles" },
  );
}
