import type { Measurement } from "@joulebook/core";
import { type ChosenRows, chooseRows } from "./chosen-rows.js";
import { type MeasurementTable, measurementTable, selectRows, tableRecords } from "./measurement-table.js";
import type { Notice } from "./notice.js";
import { repeatNotices, repeatsOf, type RepeatedRun } from "./repeated-runs.js";
import { mixedNotice, type SoftwareCoverage, softwareCoverage, unstated } from "./software-coverage.js";

export interface SoftwareSelection {
  /** One row per device, runtime, model and other settings; rows of older software carry a note. */
  readonly measurements: readonly Measurement[];
  /** Ids of chosen rows whose software is not the newest of their device and runtime. */
  readonly older: readonly string[];
  readonly coverage: readonly SoftwareCoverage[];
  readonly repeats: readonly RepeatedRun[];
  readonly notices: readonly Notice[];
}

/** The same of a table: no id and no record of a row before it is asked for. */
export interface NewestRows {
  readonly table: MeasurementTable;
  readonly coverage: readonly SoftwareCoverage[];
  readonly repeats: () => readonly RepeatedRun[];
  readonly notices: readonly Notice[];
}

/**
 * The default table: for every device, runtime and model (and scenario, power mode, threads, clock, batch ...) the row of the newest
 * software; among several runs of that software, the run of the newest test. What this leaves mixed or drops is said as data: a device
 * and runtime whose chosen rows come from several versions have every older row marked (`older`, and a note on the row).
 */
export function newestSoftware(measurements: readonly Measurement[]): SoftwareSelection {
  const { table, coverage, repeats, notices } = newestRows(measurementTable(measurements));
  return {
    measurements: tableRecords(table),
    older: coverage.flatMap(({ older }) => older),
    coverage,
    repeats: repeats(),
    notices,
  };
}

/** The default table of many rows (`newestSoftware`). */
export function newestRows(table: MeasurementTable): NewestRows {
  const chosen = chooseRows(table);
  const coverage = softwareCoverage(chosen);
  const repeats = repeatsOf(chosen);
  return {
    table: markedRows(chosen),
    coverage,
    repeats: repeats.list,
    notices: [...coverage.flatMap(mixedNotice), ...repeatNotices(repeats)],
  };
}

/** The chosen rows in the table's order; records of older software carry a note. */
function markedRows({ table, runtimes, order, newest, kept }: ChosenRows): MeasurementTable {
  const all = kept.length === table.rows;
  const rows = all ? kept : kept.toSorted();
  const selected = all ? table : selectRows(table, rows);
  const record = (place: number): Measurement => {
    const row = rows[place] as number;
    const latest = newest[runtimes.of[row] as number] as number;
    const own = selected.record(place);
    return order.versions.of[row] === order.versions.of[latest] ? own : marked(own, order.software(latest) ?? unstated);
  };
  return { ...selected, record };
}

function marked(row: Measurement, newest: string): Measurement {
  const { software = unstated, backend = "an unnamed runtime" } = row.configuration;
  const note = `older software: ${software}; the newest of ${row.device}, ${backend} is ${newest}`;
  return { ...row, notes: [...(row.notes ?? []), note] };
}
