import { type Measurement, quantiles, type Watts } from "@joulebook/core";
import { groupBy } from "./group-by.js";
import { present } from "./present.js";

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
  return [...groupBy(measurements, boardKey).values()].flatMap((rows) => {
    const values = rows.flatMap((row) => (row.idlePower === undefined ? [] : [row.idlePower]));
    const [first] = rows;
    if (values.length === 0 || first === undefined) return [];
    const [least = 0, lower = 0, median = 0, upper = 0, most = 0] = quantiles(values, [0, 0.25, 0.5, 0.75, 1]);
    return [
      present<DeviceIdlePower>({
        ...board(first),
        median,
        quartiles: [lower, upper],
        range: [least, most],
        rows: values.length,
        proxy: rows.find((row) => row.idleProxy !== undefined)?.idleProxy,
      }),
    ];
  });
}

/** The board that a row was measured on. */
function board({ device, source, configuration }: Measurement): Board {
  return present<Board>({
    device,
    submitter: source.submitter,
    round: source.round,
    powerMode: configuration.powerMode,
  });
}

/** The board as a text key. */
export function boardKey(row: Measurement): string {
  const { device, submitter, round, powerMode } = board(row);
  return [device, submitter, round, powerMode].join("\u0000");
}
