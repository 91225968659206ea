import type { MeasurementTable } from "./measurement-table.js";
import { type RowGroups, refinedGroups } from "./row-groups.js";
import { compareVersions, type SoftwareVersion, softwareVersions } from "./software-version.js";
import { type TableColumn, textAt } from "./tables/table-columns.js";
import { type RowOrder, testOrder, testRanks } from "./test-order.js";

/** What decided the order of software versions. */
export type SoftwareOrderBasis = "version" | "round" | "time" | "row";

export interface SoftwareOrder {
  /** What decided, by runtime. */
  readonly by: readonly SoftwareOrderBasis[];
  /** Rows by runtime and software. */
  readonly versions: RowGroups;
  /** The software of a row; undefined where none is stated. */
  readonly software: (row: number) => string | undefined;
  /** The newer software last, of equal ones the newer test; for two rows of one runtime. */
  readonly compare: RowOrder;
}

/**
 * How the software versions of each runtime are ordered, by one rule for all its rows, so that the order has no cycles:
 * by version number when every row names a version of one same product; else ("vmaster", different products) by benchmark
 * round; else by time of test; else by their row. Ties of one rule go to the next.
 */
export function softwareOrder(table: MeasurementTable, runtimes: RowGroups): SoftwareOrder {
  const column = table.column("software");
  const software = (row: number): string | undefined => textAt(column, row);
  const versions = refinedGroups(table, runtimes, ["software"]);
  const { by, ranks } = versionRanks(runtimes, versions, software);
  const tests = testRanks(table);
  const allRounds = everyRow(table.column("round"), runtimes);
  const allTimes = everyRow(table.column("time"), runtimes);
  for (let runtime = 0; runtime < by.length; runtime++)
    by[runtime] ??= allRounds[runtime] === 1 ? "round" : allTimes[runtime] === 1 ? "time" : "row";
  const byTest = testOrder(tests);
  const first: Readonly<Record<SoftwareOrderBasis, RowOrder>> = {
    version: (a, b) => (ranks[versions.of[a] as number] as number) - (ranks[versions.of[b] as number] as number),
    round: () => 0, // the first thing that the order of tests looks at
    time: (a, b) => (tests.time[a] as number) - (tests.time[b] as number),
    row: (a, b) => (tests.row[a] as number) - (tests.row[b] as number),
  };
  const orders = by.map((basis) => first[basis as SoftwareOrderBasis]);
  return {
    by: by as readonly SoftwareOrderBasis[],
    versions,
    software,
    compare: (a, b) => (orders[runtimes.of[a] as number] as RowOrder)(a, b) || byTest(a, b),
  };
}

/** The rank of each runtime's versions where they are of one product. */
function versionRanks(
  runtimes: RowGroups,
  versions: RowGroups,
  software: (row: number) => string | undefined,
): { readonly by: (SoftwareOrderBasis | undefined)[]; readonly ranks: Uint32Array } {
  const own: number[][] = Array.from(runtimes.first, () => []);
  versions.first.forEach((row, version) => own[runtimes.of[row] as number]?.push(version));
  const ranks = new Uint32Array(versions.first.length);
  const by = own.map((group): SoftwareOrderBasis | undefined => {
    const parsed = group.map((version) => softwareVersions(software(versions.first[version] as number) ?? ""));
    const product = sharedProduct(parsed);
    if (product === undefined) return undefined;
    const numbers = parsed.map((found) => versionOf(found, product) ?? []);
    const sorted = numbers.toSorted(compareVersions);
    group.forEach((version, place) => {
      ranks[version] = sorted.findIndex((other) => compareVersions(other, numbers[place] ?? []) === 0);
    });
    return "version";
  });
  return { by, ranks };
}

/** The first product of which every software names a version. */
function sharedProduct([first, ...others]: readonly (readonly SoftwareVersion[])[]): string | undefined {
  return first
    ?.map(({ product }) => product)
    .find((product) => others.every((other) => versionOf(other, product) !== undefined));
}

function versionOf(parsed: readonly SoftwareVersion[], product: string): readonly number[] | undefined {
  return parsed.find((found) => found.product === product)?.version;
}

/** 1 for each group of which every row has a text. */
function everyRow(column: TableColumn | undefined, { of, first }: RowGroups): Uint8Array {
  const every = new Uint8Array(first.length).fill(column?.kind === "text" ? 1 : 0);
  if (column?.kind === "text")
    for (let row = 0; row < of.length; row++) if (column.codes[row] === 0) every[of[row] as number] = 0;
  return every;
}
