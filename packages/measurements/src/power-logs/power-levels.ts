import type { Seconds, Watts } from "@joulebook/core";
import type { EnvelopeBin } from "./trace-envelope.js";

/** A stretch of steady power. */
export interface PowerSegment {
  readonly start: Seconds;
  readonly end: Seconds;
  readonly power: Watts;
  readonly covered: Seconds;
}

/** The steady stretches of a trace, and the power that tells quiet ones from busy ones. */
export interface PowerLevels {
  readonly segments: readonly PowerSegment[];
  /** Undefined where the trace has one level only. */
  readonly threshold?: Watts;
  /** Length of the bins that were compared: changes are known to it. */
  readonly resolution: Seconds;
}

const mostBins = 2048;
/** Levels closer than this share of the higher one are one level. */
const leastContrast = 0.05;

/**
 * Change detection: the cut of a trace into steady stretches that minimises squared deviations plus a price for each change
 * (PELT, Killick and others 2012), the price being 4 s^2 ln n with s the noise between neighbours. Stretches split into
 * quiet and busy where that explains most of their variance (Otsu). Source: docs/equations.md#power-windows
 */
export function powerLevels(envelope: readonly EnvelopeBin[], step = 0): PowerLevels {
  const bins = coarser(envelope);
  const [first] = bins;
  if (first === undefined) return { segments: [], resolution: 0 };
  const resolution = first.end - first.start;
  const noise = Math.max(noiseOf(bins), step / Math.sqrt(12));
  const ends = changes(
    bins.map(({ power }) => power),
    4 * noise ** 2 * Math.log(Math.max(2, bins.length)),
  );
  let from = 0;
  const segments = ends.map((to) => {
    const part = bins.slice(from, to);
    from = to;
    const covered = part.reduce((sum, bin) => sum + bin.covered, 0);
    const energy = part.reduce((sum, bin) => sum + bin.energy, 0);
    const [head, tail] = [part[0] as EnvelopeBin, part.at(-1) as EnvelopeBin];
    return { start: head.start, end: tail.end, covered, power: energy / covered };
  });
  const threshold = levelThreshold(segments, noise);
  return { segments, resolution, ...(threshold === undefined ? {} : { threshold }) };
}

function coarser(bins: readonly EnvelopeBin[]): readonly EnvelopeBin[] {
  const size = Math.ceil(bins.length / mostBins);
  if (size <= 1) return bins;
  return Array.from({ length: Math.ceil(bins.length / size) }, (_, n) => {
    const part = bins.slice(n * size, (n + 1) * size);
    const covered = part.reduce((sum, bin) => sum + bin.covered, 0);
    const energy = part.reduce((sum, bin) => sum + bin.energy, 0);
    return {
      start: (part[0] as EnvelopeBin).start,
      end: (part.at(-1) as EnvelopeBin).end,
      covered,
      energy,
      power: energy / covered,
    };
  });
}

/** Standard deviation of the noise, from the median difference of neighbours: jumps hardly move it. */
function noiseOf(bins: readonly EnvelopeBin[]): number {
  const differences = bins.slice(1).map(({ power }, n) => Math.abs(power - (bins[n] as EnvelopeBin).power));
  differences.sort((a, b) => a - b);
  const middle = differences[differences.length >> 1] ?? 0;
  const largest = differences.at(-1) ?? 0;
  return Math.max((1.4826 / Math.SQRT2) * middle, 1e-6 * largest);
}

/** Ends of the stretches of the cheapest cut. */
function changes(power: readonly number[], price: number): number[] {
  const n = power.length;
  const sums = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  const [origin = 0] = power;
  for (let k = 0; k < n; k++) {
    const value = (power[k] as number) - origin;
    sums[k + 1] = (sums[k] as number) + value;
    squares[k + 1] = (squares[k] as number) + value * value;
  }
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  const last = new Int32Array(n + 1);
  const candidates = new Int32Array(n + 1);
  const totals = new Float64Array(n + 1);
  let count = 1;
  best[0] = -price;
  for (let to = 1; to <= n; to++) {
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < count; k++) {
      const from = candidates[k] as number;
      const sum = (sums[to] as number) - (sums[from] as number);
      const scatter = (squares[to] as number) - (squares[from] as number) - (sum * sum) / (to - from);
      const total = (best[from] as number) + Math.max(0, scatter);
      totals[k] = total;
      if (total + price < least) {
        least = total + price;
        last[to] = from;
      }
    }
    best[to] = least;
    // A beginning that is dearer now than a change here stays so.
    let kept = 0;
    for (let k = 0; k < count; k++) if ((totals[k] as number) <= least) candidates[kept++] = candidates[k] as number;
    candidates[kept] = to;
    count = kept + 1;
  }
  const ends: number[] = [];
  for (let to = n; to > 0; to = last[to] as number) ends.push(to);
  return ends.toReversed();
}

/** The power between two levels that leaves the least variance in them; undefined where they hardly differ. */
function levelThreshold(segments: readonly PowerSegment[], noise: number): number | undefined {
  const sorted = segments.toSorted((a, b) => a.power - b.power);
  const all = total(sorted);
  let best: { between: number; threshold: number; distance: number; high: number } | undefined;
  let [time, energy] = [0, 0];
  for (let k = 0; k + 1 < sorted.length; k++) {
    const [here, next] = [sorted[k] as PowerSegment, sorted[k + 1] as PowerSegment];
    time += here.covered;
    energy += here.covered * here.power;
    const [low, high] = [energy / time, (all.energy - energy) / (all.time - time)];
    const between = time * (all.time - time) * (high - low) ** 2;
    if (best === undefined || between > best.between)
      best = { between, threshold: (here.power + next.power) / 2, distance: high - low, high };
  }
  if (best === undefined || best.distance < leastContrast * Math.abs(best.high)) return undefined;
  return best.distance > 4 * noise ? best.threshold : undefined;
}

function total(segments: readonly PowerSegment[]): { readonly time: number; readonly energy: number } {
  return {
    time: segments.reduce((sum, { covered }) => sum + covered, 0),
    energy: segments.reduce((sum, { covered, power }) => sum + covered * power, 0),
  };
}
