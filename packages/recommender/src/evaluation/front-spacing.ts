import type { Fraction } from "@joulebook/core";

/** What the spacing of a front alone makes of the gap, whoever chooses. */
export interface FrontSpacing {
  /** Different energies on the front. */
  readonly members: number;
  /** Dearest over cheapest energy. */
  readonly span: number;
  /** Median over budgets uniform in the logarithm of the gap that the best single candidate leaves. */
  readonly medianGap: Fraction;
}

/**
 * The median gap that the most accurate candidate within the budget leaves, from the energies of the front alone.
 *
 * Between neighbours a distance d apart in ln E the gap is 1 - exp(-x) with x uniform in [0, d]; its median is
 * 1 - exp(-x) with Σ min(d, x) = half the span. No rule of choice enters: on this front no single candidate that is as
 * accurate as the oracle's comes nearer. Source: docs/equations.md#front-spacing
 *
 * @param energies of the front, ascending, above 0
 * @example frontSpacing([1, 4]).medianGap // => 0.5
 */
export function frontSpacing(energies: readonly number[]): FrontSpacing {
  const logs = energies.map(Math.log);
  const steps = logs.slice(1).map((log, k) => log - (logs[k] as number));
  const span = steps.reduce((sum, step) => sum + step, 0);
  const widths = steps.filter((step) => step > 0).toSorted((a, b) => a - b);
  const members = energies.length === 0 ? 0 : widths.length + 1;
  return { members, span: Math.exp(span), medianGap: 1 - Math.exp(-levelReaching(span / 2, widths)) };
}

/** The x with Σ min(width, x) = total, over ascending widths. */
function levelReaching(total: number, widths: readonly number[]): number {
  let below = 0;
  for (const [k, width] of widths.entries()) {
    const left = widths.length - k;
    if (below + width * left >= total) return (total - below) / left;
    below += width;
  }
  return 0;
}

/**
 * Members that an evenly spaced front of this span needs for a median gap: 1 + ln(span) / (-2 ln(1 - gap)), rounded up.
 *
 * @example membersForGap(100, 0.07) // => 33
 */
export function membersForGap(span: number, gap: Fraction): number {
  return 1 + Math.ceil(Math.log(span) / (-2 * Math.log1p(-gap)));
}
