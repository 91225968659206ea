import { type Fraction, type Interval, normalQuantile, type Seconds } from "@joulebook/core";

/** Bins per factor of ten, smallest time, and number of factors of ten. */
const [perDecade, least, decades] = [200, 1e-4, 11] as const;

/** Times by logarithmic bins, so that quantiles of any number of times take constant memory; bins are 1.2 % wide. */
export class LatencyHistogram {
  readonly #counts = new Float64Array(perDecade * decades);
  count = 0;

  add(time: Seconds): void {
    const bin = Math.floor(Math.log10(Math.max(time, least) / least) * perDecade);
    const at = Math.min(this.#counts.length - 1, bin);
    this.#counts[at] = (this.#counts[at] as number) + 1;
    this.count++;
  }

  /** Middle of the bin that a quantile falls into; undefined without times. */
  quantile(share: Fraction): Seconds | undefined {
    if (this.count === 0) return undefined;
    let left = share * this.count;
    const bin = this.#counts.findIndex((count) => {
      left -= count;
      return left <= 0 && count > 0;
    });
    return least * 10 ** (((bin < 0 ? this.#counts.length - 1 : bin) + 0.5) / perDecade);
  }

  /** Times between which a quantile lies, by the order of independent times, and the width of a bin; undefined without times. */
  interval(share: Fraction, level: Fraction): Interval | undefined {
    const half = normalQuantile((1 + level) / 2) * Math.sqrt((share * (1 - share)) / this.count);
    const low = this.quantile(Math.max(0, share - half));
    const high = this.quantile(Math.min(1, share + half));
    if (low === undefined || high === undefined) return undefined;
    const side = 10 ** (0.5 / perDecade);
    return { low: low / side, high: high * side, level, method: "bootstrap" };
  }
}
