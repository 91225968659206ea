import { type Measurement, quantiles, type Watts } from "@joulebook/core";
import { groupBy } from "./group-by.js";

/** Idle power of one device in one power mode, from the idle proxies of its rows. */
export interface DeviceIdlePower {
  readonly device: string;
  readonly powerMode?: string;
  readonly median: Watts;
  /** Quartiles and range of the rows' own proxies: how far apart they lie. */
  readonly quartiles: readonly [Watts, Watts];
  readonly range: readonly [Watts, Watts];
  readonly rows: number;
  readonly proxy?: string;
}

/**
 * One idle power per device and power mode: the median of its rows' proxies. A board idles as it does whatever model it ran before;
 * the proxy of a single row is a short tail after a run, and its noise must not decide between models.
 * Source: docs/equations.md#energy-per-inference-from-power-logs
 */
export function deviceIdlePower(measurements: readonly Measurement[]): readonly DeviceIdlePower[] {
  return [...groupBy(measurements, idleKey).values()].flatMap((rows) => {
    const values = rows.flatMap((row) => (row.idlePower === undefined ? [] : [row.idlePower]));
    const [first] = rows;
    if (values.length === 0 || first === undefined) return [];
    const powerMode = first.configuration.powerMode;
    const proxy = rows.find((row) => row.idleProxy !== undefined)?.idleProxy;
    const [least = 0, lower = 0, median = 0, upper = 0, most = 0] = quantiles(values, [0, 0.25, 0.5, 0.75, 1]);
    return [
      {
        device: first.device,
        ...(powerMode === undefined ? {} : { powerMode }),
        median,
        quartiles: [lower, upper] as const,
        range: [least, most] as const,
        rows: values.length,
        ...(proxy === undefined ? {} : { proxy }),
      },
    ];
  });
}

/** Rows of one key idle alike. */
export function idleKey({
  device,
  configuration,
}: {
  readonly device: string;
  readonly configuration: { readonly powerMode?: string };
}): string {
  return `${device}\u0000${configuration.powerMode ?? ""}`;
}
