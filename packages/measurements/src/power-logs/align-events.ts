import type { PowerAlignment, Seconds } from "@joulebook/core";
import type { LogWindow } from "./log-sink.js";
import type { EnvelopeBin } from "./trace-envelope.js";

const mostOffsets = 20_000;
const mostWindows = 500;

/**
 * The offset between two clocks: the shift of the events that correlates best with the power of a log (power is high inside
 * windows). Every shift within the range is tried at the length of the envelope's bins, then a tenth of it around the best.
 * `runnerUp` is the best correlation at a shift that no half window separates from the best: near `correlation`, the answer is
 * ambiguous. Source: docs/equations.md#power-windows
 *
 * @param range shifts to try; without one, all at which the events lie in the log (or the log in the events)
 */
export function alignEvents(
  envelope: readonly EnvelopeBin[],
  windows: readonly LogWindow[],
  range?: { readonly low: Seconds; readonly high: Seconds },
): PowerAlignment | undefined {
  const [first] = envelope;
  const last = envelope.at(-1);
  if (first === undefined || last === undefined || windows.length === 0) return undefined;
  const width = first.end - first.start;
  const merged = merge(windows, width);
  const [from, until] = [merged[0] as Stretch, merged.at(-1) as Stretch];
  const ends = [first.start - from.start, last.end - until.end] as const;
  const { low, high } = range ?? { low: Math.min(...ends), high: Math.max(...ends) };
  const step = Math.max(width, (high - low) / mostOffsets);
  const score = correlation(envelope, merged);
  const steps = Math.max(1, Math.round((high - low) / step));
  const scores = Float64Array.from({ length: steps + 1 }, (_, n) => score(low + ((high - low) * n) / steps));
  let best = 0;
  scores.forEach((value, n) => {
    if (value > (scores[best] as number)) best = n;
  });
  const apart = Math.max(2, Math.min(...merged.map(({ start, end }) => end - start)) / 2 / step);
  const others = scores.filter(
    (value, n) => Math.abs(n - best) > apart && value >= (scores[n - 1] ?? -1) && value >= (scores[n + 1] ?? -1),
  );
  const rough = low + ((high - low) * best) / steps;
  let [offset, top] = [rough, scores[best] as number];
  for (let n = -10; n <= 10; n++) {
    const value = score(rough + (n * step) / 10);
    if (value > top) [offset, top] = [rough + (n * step) / 10, value];
  }
  return {
    offset,
    method: "cross-correlation",
    correlation: top,
    ...(others.length === 0 ? {} : { runnerUp: Math.max(...others) }),
    resolution: step,
  };
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Windows as one list of stretches without overlap; those closer than a bin are one, and only so many are kept. */
function merge(windows: readonly LogWindow[], width: number): Stretch[] {
  const sorted = windows.toSorted((a, b) => a.start - b.start);
  for (let gap = width / 4; ; gap *= 2) {
    const list: { start: number; end: number }[] = [];
    for (const { start, end } of sorted) {
      const before = list.at(-1);
      if (before !== undefined && start <= before.end + gap) before.end = Math.max(before.end, end);
      else list.push({ start, end });
    }
    if (list.length <= mostWindows) return list;
  }
}

/** Correlation of power with lying inside the shifted windows, over the covered time of the log, as a function of the shift. */
function correlation(envelope: readonly EnvelopeBin[], windows: readonly Stretch[]): (shift: number) => number {
  const n = envelope.length;
  const energy = new Float64Array(n + 1);
  const time = new Float64Array(n + 1);
  let squares = 0;
  envelope.forEach((bin, k) => {
    energy[k + 1] = (energy[k] as number) + bin.energy;
    time[k + 1] = (time[k] as number) + bin.covered;
    squares += bin.covered * bin.power ** 2;
  });
  const [allEnergy, allTime] = [energy[n] as number, time[n] as number];
  const mean = allEnergy / allTime;
  const variance = squares / allTime - mean ** 2;
  const until = (sums: Float64Array, at: number): number => {
    let [low, high] = [0, n];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((envelope[middle] as EnvelopeBin).end <= at) low = middle + 1;
      else high = middle;
    }
    const bin = envelope[low];
    if (bin === undefined || at <= bin.start) return sums[low] as number;
    const share = (at - bin.start) / (bin.end - bin.start);
    return (sums[low] as number) + share * ((sums[low + 1] as number) - (sums[low] as number));
  };
  return (shift) => {
    let [inside, covered] = [0, 0];
    for (const { start, end } of windows) {
      inside += until(energy, end + shift) - until(energy, start + shift);
      covered += until(time, end + shift) - until(time, start + shift);
    }
    const share = covered / allTime;
    if (!(share > 0 && share < 1 && variance > 0)) return 0;
    return (inside / allTime - share * mean) / Math.sqrt(variance * share * (1 - share));
  };
}
