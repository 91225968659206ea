import { mean } from "@joulebook/core";
import type { Joules, PowerUncertainty, Seconds, Watts } from "@joulebook/core";

/** What is known of a window's energy besides its value. */
export interface WindowEvidence {
  /** Mean power of equal parts of the window. */
  readonly parts: readonly Watts[];
  readonly duration: Seconds;
  /** Independent readings in the window. */
  readonly readings: number;
  /** Step of the sensor. */
  readonly step: Watts;
  /** Time within which each end is known; 0 where the window is the whole log. */
  readonly edge: Seconds;
  /** Difference of power across an end. */
  readonly contrast: Watts;
}

/**
 * Standard uncertainty of a window's energy. Sampling: s T / sqrt(k), with s the standard deviation of the k parts (no more than
 * there are readings). Resolution: q T / sqrt(12), as if every reading erred alike. Edges: sqrt(2) d P / sqrt(12) for ends
 * known to d where power jumps by P. Source: docs/equations.md#power-uncertainty
 *
 * @example windowUncertainty({ parts: [1, 3], duration: 10, readings: 2, step: 0, edge: 0, contrast: 0 }).total // => 10
 */
export function windowUncertainty({
  parts,
  duration,
  readings,
  step,
  edge,
  contrast,
}: WindowEvidence): PowerUncertainty {
  const count = Math.min(parts.length, readings);
  const sampling = count < 2 ? undefined : (deviation(parts) * duration) / Math.sqrt(count);
  const resolution: Joules = (step * duration) / Math.sqrt(12);
  const edges: Joules = (Math.SQRT2 * edge * Math.abs(contrast)) / Math.sqrt(12);
  return {
    ...(sampling === undefined ? {} : { sampling }),
    resolution,
    edges,
    total: Math.hypot(sampling ?? 0, resolution, edges),
  };
}

/** Standard deviation of a sample, by n - 1. */
export function deviation(values: readonly number[]): number {
  const average = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1));
}
