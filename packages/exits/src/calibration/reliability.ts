import type { Fraction } from "@joulebook/core";

/** Answers whose confidence lies in one range. */
export interface ReliabilityBin {
  readonly low: Fraction;
  readonly high: Fraction;
  readonly count: number;
  /** Mean confidence and share of right answers; undefined in an empty bin. */
  readonly confidence?: Fraction;
  readonly accuracy?: Fraction;
}

export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error: Σ share of a bin x |accuracy - confidence|. */
  readonly expectedCalibrationError: Fraction;
}

/**
 * How far confidence is accuracy: answers in bins of equal width by confidence.
 *
 * Source: docs/equations.md#reliability
 *
 * @throws RangeError unless there are answers, as many confidences in [0, 1] as answers, and a whole number of bins from 1
 * @example reliability([0.9, 0.9, 0.4], [1, 0, 0], 2).expectedCalibrationError // => 0.4
 */
export function reliability(
  confidence: ArrayLike<number>,
  correct: ArrayLike<number | boolean>,
  bins: number = 15,
): Reliability {
  if (confidence.length === 0 || confidence.length !== correct.length || !(Number.isInteger(bins) && bins >= 1)) {
    throw new RangeError(`reliability: ${confidence.length} confidences, ${correct.length} answers, ${bins} bins`);
  }
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (let n = 0; n < confidence.length; n++) {
    const value = confidence[n] as number;
    if (!(value >= 0 && value <= 1))
      throw new RangeError(`reliability: confidence ${n} must be in [0, 1], got ${value}`);
    const bin = sums[Math.min(bins - 1, Math.floor(value * bins))] as (typeof sums)[number];
    bin.count++;
    bin.confidence += value;
    bin.right += Number(correct[n]);
  }
  const error = sums.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence), 0) / confidence.length;
  return {
    bins: sums.map(({ count, confidence: sum, right }, index) => ({
      low: index / bins,
      high: (index + 1) / bins,
      count,
      ...(count === 0 ? {} : { confidence: sum / count, accuracy: right / count }),
    })),
    expectedCalibrationError: Number(error.toPrecision(12)),
  };
}
