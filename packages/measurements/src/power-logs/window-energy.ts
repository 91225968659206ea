import type { Joules, Seconds } from "@joulebook/core";
import type { LogWindow } from "./log-sink.js";
import type { IntervalVisitor } from "./trace-walker.js";

/** What a window sums to. */
export interface WindowSum {
  readonly window: LogWindow;
  readonly energy: Joules;
  readonly covered: Seconds;
  /** Intervals that lie in it, wholly or in part. */
  readonly intervals: number;
  /** Mean power of equal parts of the window that samples cover. */
  readonly parts: readonly number[];
}

/** Parts of a window whose scatter says how well its mean is known. */
const parts = 16;

/**
 * Energy of windows, integrated exactly: power between two samples is a straight line, cut at the window's ends.
 * Windows may overlap. Source: docs/equations.md#power-logs
 */
export class WindowEnergy implements IntervalVisitor {
  readonly #windows: readonly LogWindow[];
  readonly #sums: Float64Array;
  readonly #covered: Float64Array;
  readonly #counts: Uint32Array;
  /** Windows from here on have not ended before the trace's present. */
  #open = 0;
  readonly #latestEnd: Float64Array;

  constructor(windows: readonly LogWindow[]) {
    this.#windows = windows.toSorted((a, b) => a.start - b.start || a.end - b.end);
    this.#sums = new Float64Array(windows.length * parts);
    this.#covered = new Float64Array(windows.length * parts);
    this.#counts = new Uint32Array(windows.length);
    let latest = Number.NEGATIVE_INFINITY;
    this.#latestEnd = Float64Array.from(this.#windows, ({ end }) => (latest = Math.max(latest, end)));
  }

  interval(start: number, end: number, before: number, after: number): void {
    while (this.#open > 0 && (this.#latestEnd[this.#open - 1] as number) > start) this.#open--;
    while (this.#open < this.#windows.length && (this.#latestEnd[this.#open] as number) <= start) this.#open++;
    for (let w = this.#open; w < this.#windows.length; w++) {
      const window = this.#windows[w] as LogWindow;
      if (window.start >= end) break;
      if (window.end > start) this.#cut(w, window, start, end, before, after);
    }
  }

  #cut(w: number, window: LogWindow, start: number, end: number, before: number, after: number): void {
    this.#counts[w] = (this.#counts[w] as number) + 1;
    const slope = (after - before) / (end - start);
    const length = (window.end - window.start) / parts;
    let from = Math.max(start, window.start);
    const until = Math.min(end, window.end);
    let part = Math.min(parts - 1, Math.floor((from - window.start) / length));
    while (from < until) {
      const to = part === parts - 1 ? until : Math.min(until, window.start + (part + 1) * length);
      if (to > from) {
        const middle = before + slope * (0.5 * (from + to) - start);
        const at = w * parts + part;
        this.#sums[at] = (this.#sums[at] as number) + middle * (to - from);
        this.#covered[at] = (this.#covered[at] as number) + (to - from);
        from = to;
      }
      part++;
      if (part === parts) break;
    }
  }

  /** In order of their starts. */
  list(): WindowSum[] {
    return this.#windows.map((window, w) => {
      const sums = this.#sums.subarray(w * parts, (w + 1) * parts);
      const covered = this.#covered.subarray(w * parts, (w + 1) * parts);
      return {
        window,
        energy: sums.reduce((sum, one) => sum + one, 0),
        covered: covered.reduce((sum, one) => sum + one, 0),
        intervals: this.#counts[w] as number,
        parts: [...sums].flatMap((sum, n) => ((covered[n] as number) > 0 ? [sum / (covered[n] as number)] : [])),
      };
    });
  }
}
