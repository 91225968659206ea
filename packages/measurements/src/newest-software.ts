import type { Measurement } from "@joulebook/core";
import { groupBy } from "./group-by.js";
import type { Notice } from "./notice.js";
import { byTest, type SoftwareOrderBasis, softwareOrder } from "./software-order.js";

/** What a selection holds of one runtime on one device. */
export interface SoftwareCoverage {
  readonly device: string;
  readonly backend: string;
  /** The newest software of this device and runtime. */
  readonly newest: string;
  readonly orderedBy: SoftwareOrderBasis;
  /** Chosen rows by software, newest first. */
  readonly rows: readonly { readonly software: string; readonly count: number }[];
}

/** Several runs of one configuration with the same software; never averaged. */
export interface RepeatedRun {
  readonly kept: string;
  readonly ids: readonly string[];
}

export interface SoftwareSelection {
  /** One row per device, runtime, model and other settings; rows of older software carry a note. */
  readonly measurements: readonly Measurement[];
  /** Ids of chosen rows whose software is not the newest of their device and runtime. */
  readonly older: readonly string[];
  readonly coverage: readonly SoftwareCoverage[];
  readonly repeats: readonly RepeatedRun[];
  readonly notices: readonly Notice[];
}

/**
 * The default table: for every device, runtime and model (and scenario, power mode, threads, clock, batch) the row of the newest
 * software; among several runs of that software, the run of the newest test. What this leaves mixed or drops is said as data:
 * a device and runtime whose chosen rows come from several versions have every older row marked (`older`, and a note on the row).
 */
export function newestSoftware(measurements: readonly Measurement[]): SoftwareSelection {
  const orders = new Map(
    [...groupBy(measurements, runtimeKey)].map(([key, rows]) => {
      const { by, compare } = softwareOrder(rows);
      const newest = rows.reduce((best, row) => ((compare(row, best) || byTest(row, best)) > 0 ? row : best));
      return [key, { by, compare, newest }] as const;
    }),
  );
  const repeats: RepeatedRun[] = [];
  const chosen = [...groupBy(measurements, configurationKey)].map(([, rows]) => {
    const compare = orders.get(runtimeKey(rows[0] as Measurement))?.compare ?? byTest;
    const kept = rows.reduce((best, row) => ((compare(row, best) || byTest(row, best)) > 0 ? row : best));
    const runs = rows.filter((row) => row.configuration.software === kept.configuration.software);
    if (runs.length > 1) repeats.push({ kept: kept.id, ids: runs.map((run) => run.id) });
    return kept;
  });
  const isOlder = (row: Measurement): boolean =>
    row.configuration.software !== orders.get(runtimeKey(row))?.newest.configuration.software;
  const older = chosen.filter(isOlder).map((row) => row.id);
  const coverage = [...groupBy(chosen, runtimeKey)].flatMap(([key, rows]) => {
    const order = orders.get(key);
    return order === undefined ? [] : [softwareCoverage(rows, order.newest, order.by, order.compare)];
  });
  return {
    measurements: chosen.map((row) => {
      const newest = orders.get(runtimeKey(row))?.newest;
      return newest !== undefined && isOlder(row) ? marked(row, newest) : row;
    }),
    older,
    coverage,
    repeats,
    notices: [...olderNotices(coverage, chosen, older), ...repeatNotices(repeats)],
  };
}

/** Device and runtime, on which part of the board. */
function runtimeKey({ device, unit, configuration, task }: Measurement): string {
  return JSON.stringify([task, device, unit, configuration.backend]);
}

/** Everything but the software and the run. */
function configurationKey({ task, device, unit, model, configuration: c }: Measurement): string {
  const { backend, precision, scenario, powerMode, threads, clock, batch } = c;
  return JSON.stringify([task, device, unit, backend, model, precision, scenario, powerMode, threads, clock, batch]);
}

function marked(row: Measurement, newest: Measurement): Measurement {
  const note = `older software: ${row.configuration.software ?? "not stated"}; the newest of ${row.device} with ${
    row.configuration.backend ?? "an unnamed runtime"
  } is ${newest.configuration.software ?? "not stated"}`;
  return { ...row, notes: [...(row.notes ?? []), note] };
}

function softwareCoverage(
  rows: readonly Measurement[],
  newest: Measurement,
  orderedBy: SoftwareOrderBasis,
  compare: (a: Measurement, b: Measurement) => number,
): SoftwareCoverage {
  const groups = [...groupBy(rows, (row) => row.configuration.software ?? "not stated")];
  groups.sort(([, [a]], [, [b]]) => (a !== undefined && b !== undefined ? compare(b, a) || byTest(b, a) : 0));
  return {
    device: newest.device,
    backend: newest.configuration.backend ?? "not stated",
    newest: newest.configuration.software ?? "not stated",
    orderedBy,
    rows: groups.map(([software, group]) => ({ software, count: group.length })),
  };
}

function olderNotices(
  coverage: readonly SoftwareCoverage[],
  chosen: readonly Measurement[],
  older: readonly string[],
): readonly Notice[] {
  if (older.length === 0) return [];
  const marked = new Set(older);
  return coverage
    .filter(({ rows }) => rows.length > 1)
    .map(({ device, backend, newest, rows }) => {
      const ids = chosen
        .filter((row) => row.device === device && (row.configuration.backend ?? "not stated") === backend)
        .filter((row) => marked.has(row.id))
        .map((row) => row.id);
      const versions = rows.map(({ software, count }) => `${count} with ${software}`).join(", ");
      return {
        code: "mixed-software",
        message: `${device}, ${backend}: the table mixes software versions (${versions}); ${ids.length} rows are older than ${newest}`,
        count: ids.length,
        ids,
      };
    });
}

function repeatNotices(repeats: readonly RepeatedRun[]): readonly Notice[] {
  if (repeats.length === 0) return [];
  const left = repeats.flatMap(({ kept, ids }) => ids.filter((id) => id !== kept));
  return [
    {
      code: "repeated-runs",
      message: `${repeats.length} configurations were run more than once with the same software: the run of the newest test was kept, ${left.length} left out`,
      count: left.length,
      ids: left,
    },
  ];
}
