/**
 * Sizes of positive numbers counted in bins of a sixteenth of an octave, in constant memory; quantiles are the means of the
 * bins that hold them, so equal numbers come back exactly (to rounding).
 */
export class IntervalHistogram {
  count = 0;
  readonly #counts = new Uint32Array(bins);
  readonly #sums = new Float64Array(bins);

  add(value: number): void {
    bits[0] = value;
    const bin = (words[1] as number) >>> 16;
    this.#counts[bin] = (this.#counts[bin] as number) + 1;
    this.#sums[bin] = (this.#sums[bin] as number) + value;
    this.count++;
  }

  /** NaN where nothing was counted. */
  quantile(q: number): number {
    const rank = Math.min(this.count - 1, Math.floor(q * this.count));
    let before = 0;
    for (let bin = 0; bin < bins; bin++) {
      const here = this.#counts[bin] as number;
      before += here;
      if (before > rank) return (this.#sums[bin] as number) / here;
    }
    return Number.NaN;
  }
}

/** The upper 16 bits of a positive double: 11 of exponent, 4 of mantissa. */
const bins = 1 << 15;
const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
