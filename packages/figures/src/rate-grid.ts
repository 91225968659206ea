import type { Hertz, Seconds } from "@joulebook/core";

/** Rates of a curve, evenly spaced in their logarithm. */
const perDecade = 12;

/**
 * The rates over which designs are drawn: from a hundredth of the wanted rate, or a tenth of the slowest design's
 * highest where that is less, to the highest rate that any design can keep (at least the wanted one).
 */
export function rateRange(rate: Hertz, latencies: readonly (Seconds | undefined)[]): readonly [Hertz, Hertz] {
  const highest = latencies.flatMap((latency) => (latency === undefined ? [] : [1 / latency]));
  const high = highest.reduce((most, one) => Math.max(most, one), rate * 10);
  const low = highest.reduce((least, one) => Math.min(least, one / 10), rate / 100);
  return [low, high];
}

/** The rates of one design's curve: those of the range that it can keep, and its highest rate as the last. */
export function rateGrid([low, high]: readonly [Hertz, Hertz], latency: Seconds | undefined): readonly Hertz[] {
  const end = Math.min(high, latency === undefined ? high : 1 / latency);
  const steps = Math.max(1, Math.ceil(Math.log10(end / low) * perDecade));
  return Array.from({ length: steps + 1 }, (_, step) => (step === steps ? end : low * (end / low) ** (step / steps)));
}
