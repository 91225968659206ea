import type { Fraction } from "@joulebook/core";
import type { OperatingChoice, ScoreModel } from "./score-model.js";

/** What a threshold is chosen for, per frame. */
export type Calibration =
  | { readonly recall: Fraction }
  | { readonly falseHit: Fraction }
  /** Share of frames with an event among those let through, at a share of frames with an event. */
  | { readonly precision: Fraction };

/**
 * The hits and false hits of a threshold that is set for a recall, for false hits, or for the precision of single frames:
 * of all thresholds with that precision the one with most hits.
 *
 * Source: docs/equations.md#calibration
 *
 * @param prior share of frames with an event, which precision depends on
 * @returns undefined where no threshold reaches the precision
 * @throws RangeError for shares outside [0, 1]
 * @example calibrate(rocScores([{ falseHit: 0.1, hit: 0.6 }]), { recall: 0.6 }) // => { hit: 0.6, falseHit: 0.1 }
 */
export function calibrate(scores: ScoreModel, wanted: Calibration, prior: Fraction): OperatingChoice | undefined {
  if ("recall" in wanted) return { hit: wanted.recall, falseHit: scores.falseHitAt(wanted.recall) };
  if ("falseHit" in wanted) return { hit: scores.hitAt(wanted.falseHit), falseHit: wanted.falseHit };
  const { precision } = wanted;
  if (!(precision >= 0 && precision <= 1))
    throw new RangeError(`calibrate: precision must be in [0, 1], got ${precision}`);
  const reaches = (hit: Fraction): boolean =>
    framePrecision({ hit, falseHit: scores.falseHitAt(hit) }, prior) >= precision;
  if (reaches(1)) return { hit: 1, falseHit: scores.falseHitAt(1) };
  // Precision need not fall evenly along a measured curve: start at the largest of a grid of recalls that reaches it.
  const steps = 1000;
  let low = steps - 1;
  while (low > 0 && !reaches(low / steps)) low--;
  if (low === 0) return undefined;
  let [good, bad] = [low / steps, (low + 1) / steps];
  for (let step = 0; step < 40; step++) {
    const middle = (good + bad) / 2;
    if (reaches(middle)) good = middle;
    else bad = middle;
  }
  return { hit: good, falseHit: scores.falseHitAt(good) };
}

/**
 * Share of frames with an event among those let through, π p / (π p + (1 − π) q); 1 where nothing is let through.
 *
 * @example framePrecision({ hit: 0.9, falseHit: 0.1 }, 0.1) // => 0.5
 */
export function framePrecision({ hit, falseHit }: OperatingChoice, prior: Fraction): Fraction {
  const right = prior * hit;
  const all = right + (1 - prior) * falseHit;
  return all === 0 ? 1 : right / all;
}
