import type { Joules, Seconds, Watts } from "@joulebook/core";
import type { IntervalVisitor } from "./trace-walker.js";

/** Mean power over a stretch of time. */
export interface EnvelopeBin {
  readonly start: Seconds;
  readonly end: Seconds;
  readonly energy: Joules;
  /** Seconds of the bin that samples cover. */
  readonly covered: Seconds;
  readonly power: Watts;
}

const bins = 1 << 14;

/**
 * The shape of a trace in constant memory: mean power in at most 16,384 bins of equal length, which double whenever the trace
 * outgrows them. An interval counts in the bin of its middle. For detection and alignment only: energies of windows are
 * integrated exactly.
 */
export class TraceEnvelope implements IntervalVisitor {
  readonly #energy = new Float64Array(bins);
  readonly #covered = new Float64Array(bins);
  #origin: number = Number.NaN;
  #width: number = Number.NaN;
  #inverse: number = Number.NaN;
  #last = -1;

  interval(start: number, end: number, _before: number, _after: number, energy: number): void {
    if (Number.isNaN(this.#origin)) {
      this.#origin = start;
      this.#setWidth(end - start);
    }
    const middle = 0.5 * (start + end) - this.#origin;
    let bin = Math.floor(middle * this.#inverse);
    if (bin < 0) return;
    while (bin >= bins) {
      this.#fold();
      bin = Math.floor(middle * this.#inverse);
    }
    this.#energy[bin] = (this.#energy[bin] as number) + energy;
    this.#covered[bin] = (this.#covered[bin] as number) + (end - start);
    if (bin > this.#last) this.#last = bin;
  }

  /** Length of a bin; NaN for an empty trace. */
  get width(): Seconds {
    return this.#width;
  }

  /** The bins that hold something, in time order. */
  list(): EnvelopeBin[] {
    const list: EnvelopeBin[] = [];
    for (let bin = 0; bin <= this.#last; bin++) {
      const covered = this.#covered[bin] as number;
      if (covered === 0) continue;
      const start = this.#origin + bin * this.#width;
      const energy = this.#energy[bin] as number;
      list.push({ start, end: start + this.#width, energy, covered, power: energy / covered });
    }
    return list;
  }

  #setWidth(width: number): void {
    this.#width = width;
    this.#inverse = 1 / width;
  }

  #fold(): void {
    for (const array of [this.#energy, this.#covered]) {
      for (let bin = 0; bin < bins / 2; bin++) array[bin] = (array[2 * bin] as number) + (array[2 * bin + 1] as number);
      array.fill(0, bins / 2);
    }
    this.#last >>= 1;
    this.#setWidth(2 * this.#width);
  }
}
