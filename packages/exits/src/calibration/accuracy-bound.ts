import type { Fraction } from "@joulebook/core";

/**
 * Lower bound of an accuracy at a level of confidence, from right answers among n examples that chose nothing: Clopper and
 * Pearson's, exact for every n. The accuracy p solves P(X >= right | p) = 1 - level.
 *
 * Source: docs/equations.md#accuracy-bound
 *
 * @throws RangeError unless 0 <= right <= examples, examples >= 1, and the level lies in (0, 1)
 * @example accuracyLowerBound(1, 1, 0.5) // => 0.5
 */
export function accuracyLowerBound(right: number, examples: number, level: Fraction): Fraction {
  if (!(Number.isInteger(right) && Number.isInteger(examples) && right >= 0 && right <= examples && examples >= 1)) {
    throw new RangeError(`accuracyLowerBound: ${right} right answers of ${examples}`);
  }
  if (!(level > 0 && level < 1)) throw new RangeError(`accuracyLowerBound: level must be in (0, 1), got ${level}`);
  if (right === 0) return 0;
  if (right === examples) return (1 - level) ** (1 / examples);
  let [low, high] = [0, right / examples];
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (upperTail(right, examples, middle) < 1 - level) low = middle;
    else high = middle;
  }
  return low;
}

/** P(X >= k) of a binomial, summed from its own terms in logarithms. */
function upperTail(k: number, n: number, p: number): number {
  let log = 0; // ln of C(n, k) p^k (1-p)^(n-k)
  for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i);
  log += k * Math.log(p) + (n - k) * Math.log1p(-p);
  let term = Math.exp(log);
  let sum = term;
  // Beyond the mean the terms fall; stop where they no longer count.
  for (let i = k + 1; i <= n; i++) {
    term *= ((n - i + 1) / i) * (p / (1 - p));
    sum += term;
    if (term < sum * 1e-17 && i > n * p) break;
  }
  return Math.min(1, sum);
}
