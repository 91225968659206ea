import { type Column, columnName, type MeasuredModel } from "./columns.js";

/** One model file on one board with several runtimes. */
export interface RuntimeChoice {
  readonly device: string;
  readonly model: string;
  /** By runtime. */
  readonly energies: ReadonlyMap<string, number>;
  readonly latencies: ReadonlyMap<string, number>;
}

/** Model files that a board measured with two runtimes or more. */
export function runtimeChoices(columns: readonly Column[]): readonly RuntimeChoice[] {
  return [...new Set(columns.map(({ device }) => device))].flatMap((device) => {
    const own = columns.filter((column) => column.device === device);
    const models = [...new Set(own.flatMap((column) => column.models.map(({ model }) => model)))];
    return models.flatMap((model) => {
      const rows = own.flatMap(({ backend, models: all }) =>
        all.filter((one) => one.model === model).map((row) => [backend, row] as const),
      );
      if (rows.length < 2) return [];
      return [
        {
          device,
          model,
          energies: new Map(rows.map(([backend, { energy }]) => [backend, energy])),
          latencies: new Map(rows.map(([backend, { latency }]) => [backend, latency])),
        },
      ];
    });
  });
}

/** Dearest over cheapest runtime. */
export function runtimeSpread({ energies }: RuntimeChoice): number {
  return Math.max(...energies.values()) / Math.min(...energies.values());
}

/** The runtime with the least value. */
export function least(values: ReadonlyMap<string, number>): string {
  return [...values].reduce((best, other) => (other[1] < best[1] ? other : best))[0];
}

/** Energy of a network as floating-point file over that of its int8 file, for each network of a column that has both. */
export function precisionRatios(column: Column): readonly number[] {
  const by = (int8: boolean): Map<string, MeasuredModel> =>
    new Map(column.models.filter(({ precision }) => (precision === "int8") === int8).map((one) => [one.network, one]));
  const [float, int8] = [by(false), by(true)];
  return [...float].flatMap(([network, { energy }]) => {
    const other = int8.get(network);
    return other === undefined ? [] : [energy / other.energy];
  });
}

/** The first letters of a column's name that tell it from others, for axes. */
export function shortName(column: Pick<Column, "device" | "backend">): string {
  return columnName(column)
    .replace("firefly-rk3588s", "firefly")
    .replace("raspberry-pi-4", "rpi 4")
    .replace("jetson-agx-", "");
}
