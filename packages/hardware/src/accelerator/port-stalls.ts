/** Movements over the ports of a core during one layer, by the number of the link; made once and filled for each order. */
export class LinkTimes {
  /** Bits of one transfer, the cycles it takes, the period it repeats in, and how often it happens; 0 times: it does not. */
  readonly bits: Float64Array;
  readonly time: Float64Array;
  readonly period: Float64Array;
  readonly times: Float64Array;
  /** Cycles of a period in which it may run. */
  readonly allowed: Float64Array;
  constructor(links: number) {
    const table = (): Float64Array => new Float64Array(links);
    [this.bits, this.time, this.period, this.times, this.allowed] = [table(), table(), table(), table(), table()];
  }
}

/**
 * Cycles by which one port holds the computation up; negative when it has time to spare.
 *
 * Source: docs/equations.md#accelerator-latency
 */
export function portStall(links: readonly number[], moves: LinkTimes, total: number): number {
  const { time, allowed, times, period } = moves;
  let [active, single, positive, negative, windows, longest] = [0, 0, 0, 0, 0, 0];
  let always = false;
  for (let k = 0; k < links.length; k++) {
    const link = links[k] as number;
    const often = times[link] as number;
    if (often === 0) continue;
    active++;
    const [took, may] = [time[link] as number, allowed[link] as number];
    single = (took - may) * (often - 1);
    if (single > 0) positive += single;
    else negative += single;
    windows += may * (often - 1);
    longest = Math.max(longest, may * often);
    always ||= may >= (period[link] as number);
  }
  if (active < 2) return single;
  const over = negative + windows;
  if (always) return positive + Math.max(0, over - total);
  return over <= longest ? positive : positive + Math.max(0, over - openCycles(links, moves, total));
}

/** Cycles in which at least one window is open, each at the start of its period; periods divide one another. */
function openCycles(links: readonly number[], { allowed, period, times }: LinkTimes, total: number): number {
  const sorted = links
    .filter((link) => (times[link] as number) > 0)
    .toSorted(
      (a, b) => (period[b] as number) - (period[a] as number) || (allowed[b] as number) - (allowed[a] as number),
    );
  const covered = (index: number, until: number): number => {
    const link = sorted[index];
    if (link === undefined || until <= 0) return 0;
    const [each, open] = [period[link] as number, allowed[link] as number];
    const whole = Math.floor(until / each);
    const rest = until - whole * each;
    const inner = covered(index + 1, open);
    const inWhole = whole === 0 ? 0 : whole * (open + covered(index + 1, each) - inner);
    return inWhole + Math.min(rest, open) + (rest > open ? covered(index + 1, rest) - inner : 0);
  };
  return covered(0, total);
}
