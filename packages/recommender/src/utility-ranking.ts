import type { Candidate } from "@joulebook/core";
import type { UtilityWeights } from "./request.js";
import { latencyOf, type Screened } from "./screen.js";

/** A candidate's place in the ranking by utility. */
export interface Ranked {
  readonly candidate: Candidate;
  /** In [0, 1]: 1 would be best in everything that is weighed. */
  readonly utility: number;
}

/** The candidates that fit, by utility. */
export interface UtilityRanking {
  readonly weights: UtilityWeights;
  /** The best ones, best first. */
  readonly best: readonly Ranked[];
  /** Utility of the most accurate candidate that fits, beside the best utility: what taking it gives away. */
  readonly regretOfMostAccurate: number;
  /** Candidates that fit but do not state a weighed quantity; they are not ranked. */
  readonly unranked: number;
}

/**
 * Ranks the candidates that meet every constraint by U = Σ w·n / Σ w.
 *
 * n is linear, 1 at the best and 0 at the worst value of the quantity among the candidates ranked (1 where all are
 * equal); energy is the planned cost on the budget's axis, latency the limited statistic. So utilities compare
 * candidates of one request, not of two. Source: docs/equations.md#utility
 */
export function utilityRanking(
  screened: Screened,
  { weights, size }: { readonly weights: UtilityWeights; readonly size: number },
): UtilityRanking {
  const { candidates } = screened;
  const price = (index: number): number => candidates.figures(index).price ?? Number.NaN;
  const terms = [
    { weight: weights.accuracy ?? 0, better: 1, value: (index: number) => screened.accuracy[index] as number },
    { weight: weights.energy ?? 0, better: -1, value: (index: number) => screened.cost[index] as number },
    { weight: weights.latency ?? 0, better: -1, value: (index: number) => latencyOf(screened, index) },
    { weight: weights.price ?? 0, better: -1, value: price },
  ].filter(({ weight }) => weight > 0);

  const ranked: number[] = [];
  let unranked = 0;
  screened.violated.forEach((bits, index) => {
    if (bits !== 0) return;
    if (terms.some(({ value }) => Number.isNaN(value(index)))) unranked++;
    else ranked.push(index);
  });
  const scaled = terms.map((term) => ({ ...term, range: rangeOf(ranked, term.value) }));
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  const utility = (index: number): number =>
    scaled.reduce((sum, term) => sum + term.weight * normalised(term, index), 0) / total;

  const best = top(ranked, utility, size, (index) => candidates.figures(index).id);
  let accurate = -1;
  for (const index of ranked) {
    if (accurate < 0 || isMoreAccurate(screened, index, accurate)) accurate = index;
  }
  return {
    weights,
    best: best.map(({ index, score }) => ({ candidate: candidates.at(index), utility: score })),
    regretOfMostAccurate: accurate < 0 ? 0 : (best[0] as Scored).score - utility(accurate),
    unranked,
  };
}

interface Scored {
  readonly index: number;
  readonly score: number;
}

/** The `size` highest scores, best first, of equals the first by id. */
function top(
  indices: readonly number[],
  utility: (index: number) => number,
  size: number,
  id: (index: number) => string,
): Scored[] {
  const before = (a: Scored, b: Scored): boolean =>
    a.score > b.score || (a.score === b.score && id(a.index) < id(b.index));
  const kept: Scored[] = [];
  for (const index of indices) {
    const score = utility(index);
    const last = kept.at(-1);
    if (kept.length === size && last !== undefined && score < last.score) continue;
    const entry = { index, score };
    if (kept.length === size && last !== undefined && !before(entry, last)) continue;
    const place = kept.findIndex((other) => before(entry, other));
    kept.splice(place < 0 ? kept.length : place, 0, entry);
    if (kept.length > size) kept.pop();
  }
  return kept;
}

function rangeOf(indices: readonly number[], value: (index: number) => number): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const index of indices) {
    low = Math.min(low, value(index));
    high = Math.max(high, value(index));
  }
  return { low, high };
}

function normalised(
  { better, value, range }: { better: number; value: (index: number) => number; range: { low: number; high: number } },
  index: number,
): number {
  const { low, high } = range;
  if (high === low) return 1;
  return better > 0 ? (value(index) - low) / (high - low) : (high - value(index)) / (high - low);
}

function isMoreAccurate({ accuracy, cost }: Screened, a: number, b: number): boolean {
  const gain = (accuracy[a] as number) - (accuracy[b] as number);
  return gain > 0 || (gain === 0 && (cost[a] as number) < (cost[b] as number));
}
