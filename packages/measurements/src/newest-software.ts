import type { Measurement } from "@joulebook/core";
import { groupBy } from "./group-by.js";
import type { Notice } from "./notice.js";
import { configurationKey, runtimeKey } from "./row-keys.js";
import { byTest, type SoftwareOrderBasis, softwareOrder } from "./software-order.js";

/** What a selection holds of one runtime on one device. */
export interface SoftwareCoverage {
  readonly task: string;
  readonly device: string;
  readonly backend: string;
  /** The newest software of this device and runtime. */
  readonly newest: string;
  readonly orderedBy: SoftwareOrderBasis;
  /** Chosen rows by software, newest first. */
  readonly rows: readonly { readonly software: string; readonly count: number }[];
  /** Ids of the chosen rows whose software is not the newest. */
  readonly older: readonly string[];
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
 * The default table: for every device, runtime and model (and scenario, power mode, threads, clock, batch ...) the row of the newest
 * software; among several runs of that software, the run of the newest test. What this leaves mixed or drops is said as data: a device
 * and runtime whose chosen rows come from several versions have every older row marked (`older`, and a note on the row).
 */
export function newestSoftware(measurements: readonly Measurement[]): SoftwareSelection {
  const runtimes = [...groupBy(measurements, runtimeKey).values()].map(chooseRows);
  const repeats = runtimes.flatMap((runtime) => runtime.repeats);
  const coverage = runtimes.map((runtime) => runtime.coverage);
  const chosen = new Map(runtimes.flatMap((runtime) => runtime.rows.map((row) => [row.id, row] as const)));
  return {
    measurements: measurements.flatMap((row) => chosen.get(row.id) ?? []),
    older: coverage.flatMap(({ older }) => older),
    coverage,
    repeats,
    notices: [...coverage.flatMap(mixedNotice), ...repeatNotices(repeats)],
  };
}

interface RuntimeRows {
  readonly rows: readonly Measurement[];
  readonly coverage: SoftwareCoverage;
  readonly repeats: readonly RepeatedRun[];
}

/** The chosen rows of one device and runtime. */
function chooseRows(rows: readonly Measurement[]): RuntimeRows {
  const { by, compare } = softwareOrder(rows);
  const newer = (best: Measurement, row: Measurement): Measurement =>
    (compare(row, best) || byTest(row, best)) > 0 ? row : best;
  const newest = rows.reduce(newer);
  const repeats: RepeatedRun[] = [];
  const chosen = [...groupBy(rows, configurationKey).values()].map((runs) => {
    const kept = runs.reduce(newer);
    const same = runs.filter((run) => software(run) === software(kept));
    if (same.length > 1) repeats.push({ kept: kept.id, ids: same.map((run) => run.id) });
    return kept;
  });
  const versions = [...groupBy(chosen, software)].toSorted(([, [a]], [, [b]]) =>
    a === undefined || b === undefined ? 0 : compare(b, a) || byTest(b, a),
  );
  const older = chosen.filter((row) => software(row) !== software(newest)).map((row) => row.id);
  return {
    rows: chosen.map((row) => (software(row) === software(newest) ? row : marked(row, newest))),
    coverage: {
      task: newest.task,
      device: newest.device,
      backend: newest.configuration.backend ?? unstated,
      newest: software(newest),
      orderedBy: by,
      rows: versions.map(([name, group]) => ({ software: name, count: group.length })),
      older,
    },
    repeats,
  };
}

const unstated = "not stated";

function software(row: Measurement): string {
  return row.configuration.software ?? unstated;
}

function marked(row: Measurement, newest: Measurement): Measurement {
  const runtime = `${row.device}, ${row.configuration.backend ?? "an unnamed runtime"}`;
  const note = `older software: ${software(row)}; the newest of ${runtime} is ${software(newest)}`;
  return { ...row, notes: [...(row.notes ?? []), note] };
}

function mixedNotice({ task, device, backend, newest, rows, older }: SoftwareCoverage): readonly Notice[] {
  if (older.length === 0) return [];
  const versions = rows.map(({ software, count }) => `${count} with ${software}`).join(", ");
  const message = `${device}, ${backend}, ${task}: the table mixes software versions (${versions}): ${older.length} of its rows are older than ${newest}`;
  return [{ code: "mixed-software", message, count: older.length, ids: older }];
}

function repeatNotices(repeats: readonly RepeatedRun[]): readonly Notice[] {
  if (repeats.length === 0) return [];
  const left = repeats.flatMap(({ kept, ids }) => ids.filter((id) => id !== kept));
  const message = `${repeats.length} configurations were run more than once with the same software: the run of the newest test is kept, ${left.length} are left out`;
  return [{ code: "repeated-runs", message, count: left.length, ids: left }];
}
