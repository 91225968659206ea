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
  let choices = 0; // ln of C(n, k)
  for (let i = 1; i <= right; i++) choices += Math.log((examples - right + i) / i);
  let [low, high] = [0, right / examples];
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (upperTail(right, examples, middle, choices) < 1 - level) low = middle;
    else high = middle;
  }
  return low;
}

/** P(X >= k) of a binomial, summed from its own terms in logarithms. */
function upperTail(k: number, n: number, p: number, choices: number): number {
  let term = Math.exp(choices + k * Math.log(p) + (n - k) * Math.log1p(-p));
  let sum = term;
  // Beyond the mean the terms fall; stop where they no longer count.
  for (let i = k + 1; i <= n; i++) {
    term *= ((n - i + 1) / i) * (p / (1 - p));
    sum += term;
    if (term < sum * 1e-17 && i > n * p) break;
  }
  return Math.min(1, sum);
}
