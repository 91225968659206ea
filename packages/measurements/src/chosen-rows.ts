import type { MeasurementTable } from "./measurement-table.js";
import { type RowGroups, refinedGroups, rowGroups } from "./row-groups.js";
import { runtimeColumns, settingColumns } from "./row-keys.js";
import { type SoftwareOrder, softwareOrder } from "./software-order.js";
import type { RowOrder } from "./test-order.js";

/** Which rows of a table are the newest. */
export interface ChosenRows {
  readonly table: MeasurementTable;
  readonly runtimes: RowGroups;
  readonly configurations: RowGroups;
  readonly order: SoftwareOrder;
  /** The newest row of each runtime. */
  readonly newest: Uint32Array;
  /** The newest row of each configuration. */
  readonly kept: Uint32Array;
}

/** The newest row of every device, runtime, model and other settings. */
export function chooseRows(table: MeasurementTable): ChosenRows {
  const runtimes = rowGroups(table, runtimeColumns);
  const configurations = refinedGroups(table, runtimes, settingColumns);
  const order = softwareOrder(table, runtimes);
  const newest = newestOf(runtimes, order.compare);
  const kept = newestOf(configurations, order.compare);
  return { table, runtimes, configurations, order, newest, kept };
}

/** The last row of each group in an order, of equals the first. */
function newestOf({ of, first }: RowGroups, compare: RowOrder): Uint32Array {
  const best = first.slice();
  if (first.length === of.length) return best;
  for (let row = 0; row < of.length; row++) {
    const group = of[row] as number;
    if (compare(row, best[group] as number) > 0) best[group] = row;
  }
  return best;
}
