import { InputError } from "@joulebook/core";
import type { ExitColumns } from "./exit-data.js";
import { checkGoal, type ExitGoal, reaches, worthOf } from "./threshold-goal.js";
import { type FrontOptions, frontOfColumns, nonDominated, type ThresholdPoint } from "./threshold-front.js";
import { bestTowards, type TunedThresholds, type TuneOptions, unreachable } from "./tune-thresholds.js";

/** A network at one of its widths: what it answered, and what that costs until each exit. */
export interface ExitWidth {
  /** Share of the filters in use. */
  readonly width: number;
  readonly columns: ExitColumns;
  readonly cost: readonly number[];
}

/** Thresholds at a width. */
export interface TunedWidth extends TunedThresholds {
  readonly width: number;
  readonly reached: boolean;
}

/**
 * Width as a second run-time axis: the width and thresholds that serve a goal best, and the best of every width.
 *
 * @throws InputError (exit code 4) with the best reachable when no width reaches the goal; exit code 3 without widths
 */
export function tuneWidths(
  widths: readonly ExitWidth[],
  goal: ExitGoal,
  options: TuneOptions = {},
): { readonly best: TunedWidth; readonly all: readonly TunedWidth[] } {
  checkGoal(goal);
  if (widths.length === 0) throw new InputError([{ code: "no-width", message: "there are no widths" }]);
  const worth = worthOf(goal, { examples: 1, largest: Math.max(...widths.map(({ cost }) => cost.at(-1) as number)) });
  const all = widths.map(({ width, columns, cost }): TunedWidth => {
    const tuned = bestTowards(columns, cost, goal, options);
    return { width, ...tuned, reached: reaches(tuned, goal) };
  });
  const best = all.reduce((a, b) => (worth(b.accuracy, b.cost) > worth(a.accuracy, a.cost) ? b : a));
  if (!best.reached) throw unreachable(best, Math.min(...widths.map(({ cost }) => cost[0] as number)), goal);
  return { best, all };
}

/** The trade-off between mean cost and accuracy over all widths and thresholds: points that no others beat, cheapest first. */
export function frontOfWidths(
  widths: readonly ExitWidth[],
  options: FrontOptions = {},
): readonly (ThresholdPoint & { readonly width: number })[] {
  return nonDominated(
    widths.flatMap(({ width, columns, cost }) =>
      frontOfColumns(columns, cost, options).map((point) => ({ ...point, width })),
    ),
  );
}
