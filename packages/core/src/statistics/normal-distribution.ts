/**
 * Φ: the share of a standard normal variable below x. Taylor series about 0 for |x| < 3, continued fraction for the tails; absolute error
 * below 1e-15, relative error in the tails below 1e-12. Source: docs/equations.md#normal-distribution
 *
 * @example normalProbability(1.959963984540054) // => 0.975
 */
export function normalProbability(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const a = Math.abs(x);
  if (a > 40) return x > 0 ? 1 : 0;
  const density = Math.exp((-a * a) / 2) / Math.sqrt(2 * Math.PI);
  if (a < 3) {
    // Φ(a) = 1/2 + φ(a) (a + a³/3 + a⁵/(3·5) + ...).
    let term = a;
    let sum = a;
    for (let k = 3; term > 1e-17 * sum; k += 2) {
      term *= (a * a) / k;
      sum += term;
    }
    const half = density * sum;
    return x > 0 ? 0.5 + half : 0.5 - half;
  }
  // Mills' ratio: 1/(a + 1/(a + 2/(a + 3/(a + ...)))).
  let ratio = a;
  for (let k = 120; k >= 1; k--) ratio = a + k / ratio;
  const upper = density / ratio;
  return x > 0 ? 1 - upper : upper;
}

/**
 * Φ⁻¹ by the rational start of Abramowitz and Stegun 26.2.23 and three of Halley's steps on Φ; relative error below 1e-9 within ±8.
 *
 * Source: docs/equations.md#normal-distribution
 *
 * @throws RangeError for a share outside [0, 1]
 * @example normalQuantile(0.975) // => 1.95996398454
 */
export function normalQuantile(share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`normalQuantile: share must be in [0, 1], got ${share}`);
  if (share === 0) return Number.NEGATIVE_INFINITY;
  if (share === 1) return Number.POSITIVE_INFINITY;
  if (share > 0.5) return -normalQuantile(1 - share);
  let x = start(share);
  for (let step = 0; step < 3; step++) {
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    if (density === 0) break;
    const error = (normalProbability(x) - share) / density;
    x -= error / (1 + (x * error) / 2);
  }
  return x;
}

/** Abramowitz and Stegun 26.2.23 for shares up to one half. */
function start(share: number): number {
  const t = Math.sqrt(-2 * Math.log(share));
  return -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
}
