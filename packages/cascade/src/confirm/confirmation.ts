/** At least `hits` hits among the last `of` frames; `hits` = `of` is that many in a row. */
export interface Confirmation {
  readonly hits: number;
  readonly of: number;
}

/** Longest window that is kept frame by frame; runs (`hits` = `of`) need no window and may be longer. */
const [longestWindow, longestRun] = [8, 30] as const;

/**
 * What is wrong with a confirmation rule, or undefined.
 *
 * @example confirmationProblem({ hits: 4, of: 3 }) // => "hits must be a whole number from 1 to of, got 4 of 3"
 */
export function confirmationProblem({ hits, of }: Confirmation): string | undefined {
  if (!(Number.isInteger(of) && of >= 1)) return `of must be a whole number from 1, got ${of}`;
  if (!(Number.isInteger(hits) && hits >= 1 && hits <= of))
    return `hits must be a whole number from 1 to of, got ${hits} of ${of}`;
  if (hits === of && of > longestRun) return `a run may have at most ${longestRun} frames, got ${of}`;
  if (hits !== of && of > longestWindow) return `a window may have at most ${longestWindow} frames, got ${of}`;
  return undefined;
}

/**
 * Chance of at least `hits` hits in `of` independent frames, Σ C(n, i) pⁱ (1 − p)ⁿ⁻ⁱ.
 *
 * Source: docs/equations.md#confirmation
 *
 * @example windowConfirms({ hits: 2, of: 3 }, 0.9) // => 0.972
 */
export function windowConfirms({ hits, of }: Confirmation, p: number): number {
  let sum = 0;
  let binomial = 1;
  for (let i = 0; i <= of; i++) {
    if (i >= hits) sum += binomial * p ** i * (1 - p) ** (of - i);
    binomial = (binomial * (of - i)) / (i + 1);
  }
  return sum;
}
