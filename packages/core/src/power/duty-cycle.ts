import type { Joules, Seconds, Watts } from "../contracts/units.js";

/** A stretch of time at one power. */
export interface Phase {
  readonly power: Watts;
  readonly duration: Seconds;
}

/**
 * Average power over phases, ΣP t / Σt. Source: docs/equations.md#duty-cycles
 *
 * @throws RangeError for negative values or no time at all
 * @example dutyCyclePower([{ power: 60, duration: 12 }, { power: 0, duration: 12 }]) // => 30
 */
export function dutyCyclePower(phases: readonly Phase[]): Watts {
  let energy = 0;
  let time = 0;
  for (const { power, duration } of phases) {
    if (!(power >= 0 && duration >= 0 && Number.isFinite(power * duration)))
      throw new RangeError(`dutyCyclePower: phases must be finite and at least 0, got ${power} W for ${duration} s`);
    energy += power * duration;
    time += duration;
  }
  if (!(time > 0)) throw new RangeError("dutyCyclePower: the phases take no time");
  return energy / time;
}

/** A burst of energy that comes again and again, such as a flash of light. */
export interface Pulse {
  readonly energy: Joules;
  readonly duration: Seconds;
  /** Time from one to the next, e.g. a fourth of a day. */
  readonly period: Seconds;
}

/**
 * Peak and average power of a pulse: E / duration and E / period. Source: docs/equations.md#duty-cycles
 *
 * @throws RangeError unless duration and period are positive and the energy is at least 0
 * @example pulsePower({ energy: 4, duration: 0.001, period: 21_600 }).peak // => 4000
 */
export function pulsePower({ energy, duration, period }: Pulse): { readonly peak: Watts; readonly average: Watts } {
  if (!(energy >= 0 && energy < Number.POSITIVE_INFINITY && duration > 0 && period >= duration))
    throw new RangeError(
      `pulsePower: needs an energy and 0 < duration <= period, got ${energy}, ${duration}, ${period}`,
    );
  return { peak: energy / duration, average: energy / period };
}
