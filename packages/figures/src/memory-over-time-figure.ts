import type { Figure } from "@joulebook/core";
import { seriesFigure } from "./series-figure.js";

/** What a core's memory holds from each time on. */
export interface MemoryOverTime {
  readonly core: string;
  readonly memory: readonly (readonly [cycle: number, bits: number])[];
}

/**
 * Memory of several cores over time, in KiB; cores that hold nothing are left out.
 *
 * @example memoryOverTimeFigure([{ core: "core-0", memory: [[0, 8192], [5, 0]] }], { id: "m", title: "M", caption: "" }).table.rows.length // => 2
 */
export function memoryOverTimeFigure(
  cores: readonly MemoryOverTime[],
  options: { readonly id: string; readonly title: string; readonly caption: string },
): Figure {
  const used = cores.filter(({ memory }) => memory.some(([, bits]) => bits > 0));
  return seriesFigure(
    used.map(({ core, memory }) => ({
      name: core,
      drawn: "steps",
      points: memory.map(([time, bits]) => ({ x: time, y: bits / 8192 })),
    })),
    { ...options, x: { title: "Time", unit: "cycles" }, y: { title: "Activations", unit: "KiB" } },
  );
}
