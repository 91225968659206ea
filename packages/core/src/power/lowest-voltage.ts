import type { Hertz, Seconds, Volts } from "../contracts/units.js";

/** What an operating point can do with one network. */
export interface PointSpeed {
  readonly voltage: Volts;
  /** Highest rate of inferences. */
  readonly maxRate: Hertz;
}

/** What is asked of it. */
export interface SpeedNeed {
  readonly rate?: Hertz;
  /** Longest time for one inference. */
  readonly latency?: Seconds;
}

/**
 * The operating point with the lowest voltage that keeps a rate and a latency; of equal voltages the fastest. Energy
 * grows with V², so it is the one to run at. Source: docs/equations.md#operating-points
 *
 * @returns undefined where none is fast enough
 * @throws RangeError for a rate or latency that is not positive
 * @example lowestVoltage([{ voltage: 1.1, maxRate: 240 }, { voltage: 0.9, maxRate: 78 }], { rate: 30 }).voltage // => 0.9
 */
export function lowestVoltage<P extends PointSpeed>(
  points: readonly P[],
  { rate = 0, latency = Number.POSITIVE_INFINITY }: SpeedNeed,
): P | undefined {
  if (!(rate >= 0 && rate < Number.POSITIVE_INFINITY))
    throw new RangeError(`lowestVoltage: rate must be finite and at least 0, got ${rate}`);
  if (!(latency > 0)) throw new RangeError(`lowestVoltage: latency must be positive, got ${latency}`);
  return points
    .filter(({ maxRate }) => maxRate >= rate && maxRate * latency >= 1)
    .toSorted((a, b) => a.voltage - b.voltage || b.maxRate - a.maxRate)[0];
}
