import type { Measurement } from "@joulebook/core";
import { compareVersions, type SoftwareVersion, softwareVersions } from "./software-version.js";

/** What decided the order of software versions. */
export type SoftwareOrderBasis = "version" | "round" | "time" | "row";

export interface SoftwareOrder {
  readonly by: SoftwareOrderBasis;
  /** Negative when the first record's software is older. */
  readonly compare: (a: Measurement, b: Measurement) => number;
}

/**
 * How the software versions of some records are ordered, by one rule for all of them, so that the order has no cycles:
 * by version number when every record names a version of one same product; else ("vmaster", different products) by benchmark
 * round; else by time of test; else by their row. Ties of one rule go to the next.
 */
export function softwareOrder(measurements: readonly Measurement[]): SoftwareOrder {
  const product = sharedProduct(measurements);
  if (product !== undefined) {
    const version = (m: Measurement): readonly number[] => versionOf(m, product) ?? [];
    return { by: "version", compare: (a, b) => compareVersions(version(a), version(b)) };
  }
  if (measurements.every((m) => m.source.round !== undefined)) return { by: "round", compare: byRound };
  if (measurements.every((m) => m.source.time !== undefined)) return { by: "time", compare: byTime };
  return { by: "row", compare: byRow };
}

/** The newer record last: by round, then time of test, then row. */
export function byTest(a: Measurement, b: Measurement): number {
  return byRound(a, b) || byTime(a, b) || byRow(a, b);
}

function byRound(a: Measurement, b: Measurement): number {
  return compareVersions(roundNumber(a), roundNumber(b));
}

function byTime(a: Measurement, b: Measurement): number {
  const [from, to] = [a.source.time ?? "", b.source.time ?? ""];
  return from < to ? -1 : from > to ? 1 : 0;
}

function byRow(a: Measurement, b: Measurement): number {
  return a.source.row - b.source.row;
}

function roundNumber(measurement: Measurement): readonly number[] {
  return (measurement.source.round?.match(/\d+/g) ?? []).map(Number);
}

/** The first product of which every record names a version. */
function sharedProduct(measurements: readonly Measurement[]): string | undefined {
  const [first, ...others] = measurements;
  if (first === undefined) return undefined;
  return parsed(first.configuration.software)
    .map(({ product }) => product)
    .find((product) => others.every((other) => versionOf(other, product) !== undefined));
}

function versionOf(measurement: Measurement, product: string): readonly number[] | undefined {
  return parsed(measurement.configuration.software).find((found) => found.product === product)?.version;
}

const known = new Map<string, readonly SoftwareVersion[]>();

/** A table repeats a handful of software strings thousands of times: each is parsed once. */
function parsed(software = ""): readonly SoftwareVersion[] {
  let versions = known.get(software);
  if (versions === undefined) {
    versions = softwareVersions(software);
    if (known.size < 10_000) known.set(software, versions);
  }
  return versions;
}
