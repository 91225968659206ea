/**
 * Probability that a standard normal variable is at most z.
 *
 * 1/2 + density(z) (z + z^3/3 + z^5/15 + ...) near 0 and Laplace's continued fraction of the tail beyond 3
 * (Abramowitz and Stegun 26.2.11 and 26.2.14); relative error of either tail below 1e-13. Source: docs/equations.md#normal-distribution
 *
 * @example normalProbability(1.96) // => 0.975
 */
export function normalProbability(z: number): number {
  if (Number.isNaN(z)) return z;
  if (z < -3) return tail(-z);
  if (z > 3) return 1 - tail(z);
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/**
 * The z that a standard normal variable stays below with probability p; the inverse of `normalProbability`.
 *
 * @throws RangeError unless 0 < p < 1
 * @example normalQuantile(0.975) // => 1.96
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile: a probability between 0 and 1 is needed, got ${p}`);
  if (p > 0.5) return -normalQuantile(1 - p);
  let [low, high] = [-40, 0];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (normalProbability(middle) < p) low = middle;
    else high = middle;
  }
}

function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** P(Z > z) for z > 3. */
function tail(z: number): number {
  let fraction = z;
  for (let k = 120; k >= 1; k--) fraction = z + k / fraction;
  return normalDensity(z) / fraction;
}
