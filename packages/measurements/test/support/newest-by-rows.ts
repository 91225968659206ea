import type { Measurement } from "@joulebook/core";
import { compareVersions, softwareVersions } from "../../src/software-version.js";

/** The newest rows by the rule's words, row against row: slow, and independent of how tables do it. */
export function newestByRows(rows: readonly Measurement[]): readonly Measurement[] {
  return rows.flatMap((row) => {
    const runtime = rows.filter((other) => runtimeOf(other) === runtimeOf(row));
    const later = orderOf(runtime);
    const rivals = runtime.filter((other) => settingsOf(other) === settingsOf(row));
    if (rivals.some((other) => later(other, row) > 0)) return [];
    const newest = runtime.find((one) => runtime.every((other) => later(other, one) <= 0)) as Measurement;
    const { software = "not stated", backend = "an unnamed runtime" } = row.configuration;
    const latest = newest.configuration.software ?? "not stated";
    if (software === latest) return [row];
    const note = `older software: ${software}; the newest of ${row.device}, ${backend} is ${latest}`;
    return [{ ...row, notes: [...(row.notes ?? []), note] }];
  });
}

function runtimeOf({ task, device, unit, configuration }: Measurement): string {
  return JSON.stringify([task, device, unit, configuration.backend]);
}

function settingsOf({ model, configuration }: Measurement): string {
  const { precision, scenario, powerMode, threads, clock, voltage, batch } = configuration;
  return JSON.stringify([model, precision, scenario, powerMode, threads, clock, voltage, batch]);
}

type Order = (a: Measurement, b: Measurement) => number;

function orderOf(runtime: readonly Measurement[]): Order {
  const products = runtime.map((row) => softwareVersions(row.configuration.software ?? ""));
  const shared = products[0]?.find(({ product }) =>
    products.every((own) => own.some((one) => one.product === product)),
  );
  if (shared !== undefined) {
    const version = (row: Measurement): readonly number[] =>
      softwareVersions(row.configuration.software ?? "").find(({ product }) => product === shared.product)?.version ??
      [];
    return (a, b) => compareVersions(version(a), version(b)) || byTest(a, b);
  }
  if (runtime.every(({ source }) => source.round !== undefined)) return byTest;
  if (runtime.every(({ source }) => source.time !== undefined)) return (a, b) => byTime(a, b) || byTest(a, b);
  return (a, b) => a.source.row - b.source.row || byTest(a, b);
}

const byTest: Order = (a, b) => byRound(a, b) || byTime(a, b) || a.source.row - b.source.row;
const byRound: Order = (a, b) => compareVersions(roundOf(a), roundOf(b));
const byTime: Order = (a, b) => (a.source.time ?? "").localeCompare(b.source.time ?? "", "en");

function roundOf({ source }: Measurement): readonly number[] {
  return (source.round?.match(/\d+/g) ?? []).map(Number);
}
