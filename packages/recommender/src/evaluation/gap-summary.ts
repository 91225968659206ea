import { type Fraction, mean, median, quantile } from "@joulebook/core";
import type { SweepPoint } from "./sweep.js";

/** How near a sweep's choices came to their budgets. */
export interface GapSummary {
  readonly budgets: number;
  /** Budgets for which something was planned to fit. */
  readonly answered: number;
  /** Median and 90th percentile of |E - B| / B over the answered budgets; undefined when none was. */
  readonly median?: Fraction;
  readonly p90?: Fraction;
  /** Median of (E - B) / B. */
  readonly signedMedian?: number;
  /** Answered budgets that were exceeded. */
  readonly violations: number;
  /** Largest (E - B) / B; 0 when no budget was exceeded. */
  readonly worstExcess: number;
  /** Mean accuracy of the choices. */
  readonly accuracy?: Fraction;
  /** Mean of oracle less achieved accuracy; a choice that exceeds its budget may beat the oracle. */
  readonly accuracyLoss?: number;
}

/** Sums up the single choices or the mixes of a sweep, each against the oracle of its kind. */
export function gapSummary(points: readonly SweepPoint[], kind: "single" | "mix"): GapSummary {
  const choices = points.flatMap((point) => {
    const choice = point[kind];
    return choice === undefined ? [] : [{ ...choice, oracle: point.oracle?.[kind] }];
  });
  const count = { budgets: points.length, answered: choices.length };
  if (choices.length === 0) return { ...count, violations: 0, worstExcess: 0 };
  const gaps = choices.map(({ gap }) => gap);
  const signed = choices.map(({ signedGap }) => signedGap);
  const losses = choices.flatMap(({ accuracy, oracle }) => (oracle === undefined ? [] : [oracle - accuracy]));
  return {
    ...count,
    median: median(gaps),
    p90: quantile(gaps, 0.9),
    signedMedian: median(signed),
    violations: signed.filter((gap) => gap > 0).length,
    worstExcess: Math.max(0, ...signed),
    accuracy: mean(choices.map(({ accuracy }) => accuracy)),
    ...(losses.length === 0 ? {} : { accuracyLoss: mean(losses) }),
  };
}
