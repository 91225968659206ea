import type { Measurement } from "@joulebook/core";
import { type MeasurementTable, measurementTable } from "./measurement-table.js";
import type { ChosenRows } from "./chosen-rows.js";
import type { Notice } from "./notice.js";
import { rowGroups } from "./row-groups.js";
import { runtimeColumns, settingColumns } from "./row-keys.js";
import { testOrder, testRanks } from "./test-order.js";

/** Several runs of one configuration with the same software; never averaged. */
export interface RepeatedRun {
  readonly kept: string;
  readonly ids: readonly string[];
}

/**
 * Runs of one configuration with the same software, numbered from 1 in order of their test; rows run once are absent.
 * Repeats stay records of their own: nothing is averaged over them.
 */
export function repeatIndex(measurements: readonly Measurement[]): ReadonlyMap<string, number> {
  const numbers = repeatNumbers(measurementTable(measurements));
  return new Map(measurements.flatMap(({ id }, row) => (numbers[row] === 0 ? [] : [[id, numbers[row] as number]])));
}

/** The same by row: 0 for one that was run once. */
export function repeatNumbers(table: MeasurementTable): Uint32Array {
  const { of, first } = rowGroups(table, [...runtimeColumns, ...settingColumns, "software"]);
  const numbers = new Uint32Array(table.rows);
  if (first.length === table.rows) return numbers;
  const runs = new Map<number, number[]>();
  for (let row = 0; row < of.length; row++) {
    const own = runs.get(of[row] as number);
    if (own === undefined) runs.set(of[row] as number, [row]);
    else own.push(row);
  }
  const byTest = testOrder(testRanks(table));
  for (const rows of runs.values())
    if (rows.length > 1)
      rows.toSorted(byTest).forEach((row, place) => {
        numbers[row] = place + 1;
      });
  return numbers;
}

/** The repeated runs among the rows that were chosen from. */
export interface Repeats {
  /** Configurations that were run more than once with the software that was kept. */
  readonly configurations: number;
  /** Their runs that were not kept. */
  readonly left: number;
  readonly list: () => readonly RepeatedRun[];
}

export function repeatsOf({ table, runtimes, configurations, order, kept }: ChosenRows): Repeats {
  const { of } = configurations;
  const isRun = (row: number): boolean => {
    const version = order.versions.of[kept[of[row] as number] as number];
    return order.versions.of[row] === version;
  };
  const counts = new Uint32Array(kept.length);
  if (kept.length < of.length)
    for (let row = 0; row < of.length; row++)
      if (isRun(row)) counts[of[row] as number] = (counts[of[row] as number] as number) + 1;
  let repeated = 0;
  let left = 0;
  for (const count of counts) {
    if (count < 2) continue;
    repeated += 1;
    left += count - 1;
  }
  const list = (): readonly RepeatedRun[] => {
    const ids = new Map<number, string[]>();
    for (let row = 0; row < of.length; row++) {
      const configuration = of[row] as number;
      if ((counts[configuration] as number) < 2 || !isRun(row)) continue;
      const own = ids.get(configuration) ?? [];
      own.push(table.id(row));
      ids.set(configuration, own);
    }
    const runtime = (configuration: number): number => runtimes.of[kept[configuration] as number] as number;
    return [...ids]
      .toSorted(([a], [b]) => runtime(a) - runtime(b) || a - b)
      .map(([configuration, runs]) => ({ kept: table.id(kept[configuration] as number), ids: runs }));
  };
  return { configurations: repeated, left, list };
}

export function repeatNotices({ configurations, left, list }: Repeats): readonly Notice[] {
  if (left === 0) return [];
  return [
    {
      code: "repeated-runs",
      message: `${configurations} configurations were run more than once with the same software: the run of the newest test is kept, ${left} are left out`,
      count: left,
      get ids() {
        return list().flatMap(({ kept, ids }) => ids.filter((id) => id !== kept));
      },
    },
  ];
}
