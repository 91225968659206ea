import { mean } from "@joulebook/core";
import type { ExponentialCurve, Fraction } from "@joulebook/core";

/** An exponential through the logarithms of sizes: errors count as factors. */
export interface SizeTrend {
  readonly curve: ExponentialCurve;
  readonly n: number;
  /** Of the logarithms; undefined when all sizes are equal. */
  readonly r2: number | undefined;
  /** Spread of the residuals as a factor: two thirds of the points lie within size / factor .. size x factor. */
  readonly factor: number;
}

/**
 * The straight line through (A, ln S) by least squares, as the curve S = a e^(bA): how the size of networks grows with
 * their accuracy. Sizes differ by factors, so that it is their logarithms that scatter evenly; a fit of the sizes
 * themselves (`exponentialFit`) follows the few largest networks. Source: docs/equations.md#size-trend
 *
 * @returns undefined with fewer than 3 points or fewer than 2 different accuracies
 * @throws RangeError if a size is not above 0
 * @example sizeTrend([0.5, 0.6, 0.7], [1e6, 2e6, 4e6])?.curve.b // => 6.931472
 */
export function sizeTrend(accuracies: readonly Fraction[], sizes: readonly number[]): SizeTrend | undefined {
  const bad = sizes.find((size) => !(size > 0));
  if (bad !== undefined) throw new RangeError(`sizeTrend: sizes must be above 0, got ${bad}`);
  const n = accuracies.length;
  if (n < 3 || new Set(accuracies).size < 2) return undefined;
  const logs = sizes.map(Math.log);
  const [meanA, meanL] = [mean(accuracies), mean(logs)];
  let [aa, al, ll] = [0, 0, 0];
  accuracies.forEach((accuracy, i) => {
    const [da, dl] = [accuracy - meanA, (logs[i] as number) - meanL];
    aa += da * da;
    al += da * dl;
    ll += dl * dl;
  });
  const b = al / aa;
  const rest = Math.max(0, ll - b * al);
  return {
    curve: { kind: "exponential", a: Math.exp(meanL - b * meanA), b },
    n,
    r2: ll === 0 ? undefined : 1 - rest / ll,
    factor: Math.exp(Math.sqrt(rest / (n - 2))),
  };
}
