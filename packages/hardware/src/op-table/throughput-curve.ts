import type { Interval, OpTableEntry } from "@joulebook/core";

/** Throughput read off a table, and how far to trust it. */
export interface Throughput {
  /** Counts per second. */
  readonly value: number;
  readonly interval?: Interval;
  /** Beyond the characterised points: the nearest point's value is held. */
  readonly extrapolated: boolean;
  readonly unverified: boolean;
  readonly assumed: boolean;
}

type Point = OpTableEntry["points"][number];

/**
 * Throughput at a number of MACs per output element: straight lines between characterised points in log-log, the
 * nearest point's value beyond them, flagged. The range runs through the ends of the points' ranges in the same way.
 * Source: docs/equations.md#operation-table (Lai, Suda, Chandra: throughput against MACs per output)
 *
 * @throws RangeError if there is no point, or x is not above 0
 * @example throughputAt([{ macsPerOutput: 1, throughput: 10, source: "s" }, { macsPerOutput: 100, throughput: 1000, source: "s" }], 10).value // => 100
 */
export function throughputAt(points: readonly Point[], macsPerOutput: number): Throughput {
  if (points.length === 0) throw new RangeError("throughputAt: a table entry needs at least one point");
  if (!(macsPerOutput > 0)) throw new RangeError(`throughputAt: macsPerOutput must be above 0, got ${macsPerOutput}`);
  const sorted = byPlace(points);
  const right = sorted.findIndex((point) => point.macsPerOutput >= macsPerOutput);
  const above = sorted[right === -1 ? sorted.length - 1 : right] as Point;
  const below = sorted[Math.max(0, right === -1 ? sorted.length - 1 : right - 1)] as Point;
  const used = above.macsPerOutput === macsPerOutput ? [above] : [below, above];
  const share = position(below.macsPerOutput, above.macsPerOutput, macsPerOutput);
  const interval = intervalBetween(used[0] as Point, used.at(-1) as Point, share);
  return {
    value: between((used[0] as Point).throughput, above.throughput, share),
    ...(interval === undefined ? {} : { interval }),
    extrapolated: right === -1 || (right === 0 && above.macsPerOutput !== macsPerOutput),
    unverified: used.some((point) => point.unverified === true),
    assumed: used.some((point) => point.assumed === true),
  };
}

/** Places whose throughput is remembered per table; MACs per output are few: products of channels and kernels. */
const mostPlaces = 4096;
const answers = new WeakMap<readonly Point[], Map<number, Throughput>>();

/** As `throughputAt`, remembering what a table answered: searches ask the same places thousands of times a second. */
export function tabulatedThroughput(points: readonly Point[], macsPerOutput: number): Throughput {
  let known = answers.get(points);
  if (known === undefined || known.size > mostPlaces) {
    known = new Map();
    answers.set(points, known);
  }
  const found = known.get(macsPerOutput) ?? throughputAt(points, macsPerOutput);
  known.set(macsPerOutput, found);
  return found;
}

/** Tables are sorted once: searches cost the same table ten thousand times a second. */
const sortedTables = new WeakMap<readonly Point[], readonly Point[]>();

function byPlace(points: readonly Point[]): readonly Point[] {
  const known = sortedTables.get(points);
  if (known !== undefined) return known;
  const sorted = points.toSorted((a, b) => a.macsPerOutput - b.macsPerOutput);
  sortedTables.set(points, sorted);
  return sorted;
}

/** Where x lies between two places, in logarithms: 0 at the lower, 1 at the upper. */
function position(low: number, high: number, x: number): number {
  if (low === high) return 1;
  return Math.min(1, Math.max(0, Math.log(x / low) / Math.log(high / low)));
}

function between(low: number, high: number, share: number): number {
  return low === high ? low : low * (high / low) ** share;
}

function intervalBetween(below: Point, above: Point, share: number): Interval | undefined {
  const [a, b] = [below.interval, above.interval];
  if (a === undefined && b === undefined) return undefined;
  const known = (a ?? b) as Interval;
  return {
    low: between(a?.low ?? below.throughput, b?.low ?? above.throughput, share),
    high: between(a?.high ?? below.throughput, b?.high ?? above.throughput, share),
    level: Math.min(a?.level ?? 1, b?.level ?? 1),
    method: known.method,
  };
}
