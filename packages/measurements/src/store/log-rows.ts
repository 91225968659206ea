import { basename } from "node:path";
import {
  bootstrapMean,
  type Interval,
  mean,
  type PowerRun,
  type PowerWindow,
  type Problem,
  quoteInput,
} from "@joulebook/core";
import type { PowerLog } from "../power-logs/power-log.js";
import { readRecordRows } from "../tables/read-record-rows.js";
import { type TableRows, type TableRowsOptions, unreadable } from "../tables/row-collector.js";

/** Stands in a value for all rows for the name of the window: `model={window}` makes a row of each name. */
const windowName = "{window}";

/** Windows that less of is covered by samples are not stored: their energy would be too small for their inferences. */
const leastCovered = 0.99;

type Cells = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * What a power log says of a model, as rows of the store: its windows are repeats of one measurement, their mean energy per
 * inference one row, with an interval from the repeats and the uncertainty of each. Runs that a tool printed without
 * energies, as `benchmark_model` does, are a row each. Source: docs/equations.md#power-rows
 *
 * @param chosen whether the user named the windows, so that different names are meant
 */
export function logRows(
  log: PowerLog,
  { path, chosen }: { readonly path: string; readonly chosen: boolean },
  options: TableRowsOptions,
): TableRows {
  const { mapping = {} } = options;
  const constants = mapping.constants ?? {};
  const named = Object.entries(constants).filter(([, value]) => value.includes(windowName));
  const problems: Problem[] = [];
  const rows: { readonly name: string; readonly cells: Cells }[] = [];
  const powered = log.runs.filter(({ energy }) => energy !== undefined);
  const parts = log.windows.length > 0 ? log.windows : powered.length > 0 ? powered : log.runs;
  const differ = named.length > 0 || chosen || powered.length > 0 ? [] : stems(log);
  if (differ.length > 1) return unreadable([severalNames(differ)]);
  const apart = named.length > 0 || (log.windows.length === 0 && powered.length === 0);
  for (const group of apart && named.length === 0 ? parts.map((part) => [part]) : grouped(parts, apart)) {
    const [first] = group;
    if (first === undefined) continue;
    const found = group.flatMap((part) => problemsOf(part, log));
    problems.push(...found);
    if (found.length > 0) continue;
    const names = Object.fromEntries(named.map(([key, value]) => [key, value.replaceAll(windowName, first.name)]));
    rows.push({ name: first.name, cells: { ...cellsOf(group, log, path), ...names } });
  }
  if (problems.length > 0) return unreadable(problems.slice(0, 20));
  const fixed = Object.fromEntries(Object.entries(constants).filter(([, value]) => !value.includes(windowName)));
  const records = rows.map(({ name, cells }, index) => ({
    line: index + 1,
    cells: new Map(
      Object.entries(cells).flatMap(([key, value]): readonly (readonly [string, string])[] =>
        value === undefined || Object.hasOwn(fixed, key) ? [] : [[key, String(value)]],
      ),
    ),
    text: () => name,
  }));
  const header = [...new Set(records.flatMap(({ cells }) => [...cells.keys()]))];
  return readRecordRows({ header, rows: records, broken: [] }, { ...options, mapping: { constants: fixed } });
}

type Part = PowerWindow | PowerRun;

function grouped(parts: readonly Part[], byName: boolean): readonly (readonly Part[])[] {
  if (!byName) return [parts];
  const groups = new Map<string, Part[]>();
  for (const part of parts) groups.set(part.name, [...(groups.get(part.name) ?? []), part]);
  return [...groups.values()];
}

/** What windows are called but for the numbers at the end; those that the log, or a second file, names. */
function stems({ windows, windowSource }: PowerLog): readonly string[] {
  if (windowSource !== "events" && windowSource !== "marked") return [];
  return [...new Set(windows.map(({ name }) => name.replace(/[\s_.#-]*\d*$/, "")))];
}

function severalNames(names: readonly string[]): Problem {
  return {
    code: "several-names",
    message: `the windows are called ${names.slice(0, 5).map(quoteInput).join(", ")}${names.length > 5 ? ", ..." : ""}: are they repeats of one measurement?`,
    fix: "take some of them, e.g. --select 'inf_*', or make a row of each name: --set model={window}",
  };
}

function problemsOf(part: Part, { windowSource }: PowerLog): readonly Problem[] {
  const { name, energy, inferences } = part;
  const what = windowSource === "whole" && "covered" in part ? "the log" : quoteInput(name);
  if (energy !== undefined && inferences === undefined)
    return [
      {
        code: "no-inferences",
        message: `${what} holds an energy, but nothing says of how many inferences`,
        fix: "say it: --inferences 1000, or a column inferences in the events",
      },
    ];
  if ("covered" in part && part.covered < leastCovered * part.duration)
    return [
      {
        code: "partly-covered",
        message: `samples cover ${((100 * part.covered) / part.duration).toFixed(1)} % of ${what}: its energy would be too small for its inferences`,
        expected: `at least ${100 * leastCovered} %`,
        fix: "leave it out with --select, choose others with --windows, or bridge the gaps with --max-gap",
      },
    ];
  return [];
}

function cellsOf(group: readonly Part[], log: PowerLog, path: string): Cells {
  const [first] = group;
  const inferences = total(group.map((part) => part.inferences));
  const duration = total(group.map((part) => part.duration));
  const run = group.length === 1 && first !== undefined && "latency" in first ? first.latency : undefined;
  const mean = run?.mean ?? latencyOf(inferences, duration);
  const model = first !== undefined && "model" in first ? first.model : undefined;
  const threads = first !== undefined && "threads" in first ? first.threads : undefined;
  const start = first !== undefined && "start" in first ? calendar(first.start) : undefined;
  return {
    model,
    threads,
    latency_s: mean,
    latency_min_s: run?.min,
    latency_p50_s: run?.p50,
    latency_p90_s: run?.p90,
    latency_p99_s: run?.p99,
    latency_max_s: run?.max,
    inferences: inferences === undefined ? undefined : Math.round(inferences),
    time: start,
    ...energyCells(group, log, path),
    notes: notesOf(group, log, {
      derivedLatency: run === undefined && mean !== undefined,
      dated: start !== undefined,
    }),
  };
}

function energyCells(group: readonly Part[], { idle, format }: PowerLog, path: string): Cells {
  const [first] = group;
  const values = group.flatMap(({ energyPerInference }) => energyPerInference ?? []);
  if (first === undefined || values.length < group.length) return {};
  const energy = total(group.map((part) => part.energy));
  const time = total(group.map((part) => ("covered" in part ? part.covered : part.duration)));
  const interval = energyInterval(group, values);
  const many = group.length === 1 ? "one window" : `the mean of ${group.length} windows`;
  const idlePower = idle !== undefined && idle.power >= 0 ? idle.power : undefined;
  return {
    energy_j: mean(values),
    energy_low_j: interval === undefined ? undefined : Math.max(0, interval.low),
    energy_high_j: interval?.high,
    energy_level: interval?.level,
    energy_interval_method: interval?.method,
    energy_basis: first.basis,
    energy_quality: first.quality,
    idle_included: true,
    energy_derivation: `${many} of a power log (${format}) over its inferences: ${basename(path)}`,
    power_w: energy === undefined || time === undefined || time === 0 ? undefined : energy / time,
    idle_power_w: idlePower,
  };
}

/**
 * 95 % for the mean: by resampling the windows, and at least what the uncertainties of the windows say, of which only the
 * sampling part shrinks with their number: steps of the sensor and ends of windows err alike.
 */
function energyInterval(group: readonly Part[], values: readonly number[]): Interval | undefined {
  const average = mean(values);
  const uncertain = group.flatMap((part) =>
    "uncertainty" in part && part.inferences !== undefined ? [{ ...part.uncertainty, count: part.inferences }] : [],
  );
  const share = (pick: (one: (typeof uncertain)[number]) => number): number =>
    mean(uncertain.map((one) => pick(one) / one.count));
  const deviation =
    uncertain.length === 0
      ? 0
      : Math.hypot(
          share(({ sampling = 0 }) => sampling) / Math.sqrt(uncertain.length),
          share(({ resolution }) => resolution),
          share(({ edges }) => edges),
        );
  const [low, high] = [average - 1.96 * deviation, average + 1.96 * deviation];
  if (values.length === 1) return deviation > 0 ? { low, high, level: 0.95, method: "declared" } : undefined;
  const repeats = bootstrapMean(values.slice(0, 2000));
  return { ...repeats, low: Math.min(low, repeats.low), high: Math.max(high, repeats.high) };
}

function notesOf(
  group: readonly Part[],
  { findings, alignment, windowSource }: PowerLog,
  { derivedLatency, dated }: { readonly derivedLatency: boolean; readonly dated: boolean },
): string | undefined {
  const printed = group.length === 1 && group[0] !== undefined && "notes" in group[0] ? (group[0].notes ?? []) : [];
  const notes = [
    ...(derivedLatency ? ["latency: time of the windows over their inferences, one after the other"] : []),
    ...(dated ? ["time by the log's clock, taken as UTC"] : []),
    ...(windowSource === "detected" ? ["windows by change detection"] : []),
    ...(alignment?.method === "cross-correlation"
      ? [`clock of the events shifted by ${alignment.offset.toPrecision(4)} s (cross-correlation)`]
      : []),
    ...(findings.length === 0 ? [] : [`said of the log: ${findings.map(({ code }) => code).join(", ")}`]),
    ...printed,
  ];
  return notes.length === 0 ? undefined : notes.join("; ");
}

function latencyOf(inferences: number | undefined, duration: number | undefined): number | undefined {
  return inferences === undefined || duration === undefined || inferences === 0 ? undefined : duration / inferences;
}

/** Undefined where one is missing. */
function total(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce<number | undefined>(
    (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  );
}

/** Times since 1970, after 2001: clocks that begin with the run say nothing of the day. */
function calendar(seconds: number): string | undefined {
  return seconds > 1e9 && seconds < 1e10 ? new Date(seconds * 1000).toISOString() : undefined;
}
