import { type Measurement, quantiles, type Watts } from "@joulebook/core";
import { type MeasurementTable, measurementTable } from "./measurement-table.js";
import { present } from "./present.js";
import { type RowGroups, rowGroups } from "./row-groups.js";
import { textAt } from "./tables/table-columns.js";

/**
 * What idles alike: one board, which is a device of one submitter in one round and power mode. Two submitters' boards of one device
 * differ (the two AGX Orin of the open table by 1.8 W), and so does one board between rounds (a fan, an accelerator stick).
 */
export interface Board {
  readonly device: string;
  readonly submitter?: string;
  readonly round?: string;
  readonly powerMode?: string;
}

/** Idle power of one board, from the idle powers (or their proxies) of its rows. */
export interface DeviceIdlePower extends Board {
  readonly median: Watts;
  /** Quartiles and range of the rows' own values: how far apart they lie. */
  readonly quartiles: readonly [Watts, Watts];
  readonly range: readonly [Watts, Watts];
  readonly rows: number;
  /** What stands for idle power where it was not measured as such. */
  readonly proxy?: string;
}

/**
 * One idle power per board: the median over its rows. A board idles as it does whatever model it ran before; the value of a single row
 * is a short tail after a run, and its noise must not decide between models.
 * Source: docs/equations.md#energy-per-inference-from-power-logs
 */
export function deviceIdlePower(measurements: readonly Measurement[]): readonly DeviceIdlePower[] {
  return idlePowers(measurementTable(measurements)).found.filter((idle) => idle !== undefined);
}

/** The same of a table: the boards, and what was found for each. */
export function idlePowers(table: MeasurementTable): {
  readonly boards: RowGroups;
  readonly found: readonly (DeviceIdlePower | undefined)[];
} {
  const idle = table.column("idle_power_w");
  const boards = rowGroups(table, idle === undefined ? [] : ["device", "submitter", "round", "power_mode"]);
  const values: number[][] = Array.from(boards.first, () => []);
  const proxies: (string | undefined)[] = Array.from(boards.first, () => undefined);
  const proxy = table.column("idle_proxy");
  if (idle?.kind === "number")
    boards.of.forEach((board, row) => {
      if (!Number.isNaN(idle.values[row])) values[board]?.push(idle.values[row] as number);
      proxies[board] ??= textAt(proxy, row);
    });
  const found = values.map((own, board) => {
    if (own.length === 0) return undefined;
    const [least = 0, lower = 0, median = 0, upper = 0, most = 0] = quantiles(own, [0, 0.25, 0.5, 0.75, 1]);
    return present<DeviceIdlePower>({
      ...boardAt(table, boards.first[board] as number),
      median,
      quartiles: [lower, upper],
      range: [least, most],
      rows: own.length,
      proxy: proxies[board],
    });
  });
  return { boards, found };
}

/** The board that a row was measured on. */
function boardAt(table: MeasurementTable, row: number): Board {
  const text = (name: string): string | undefined => textAt(table.column(name), row);
  return present<Board>({
    device: text("device") ?? "",
    submitter: text("submitter"),
    round: text("round"),
    powerMode: text("power_mode"),
  });
}
