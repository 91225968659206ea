import type { Hertz, Joules, Measurement, Seconds, Watts } from "@joulebook/core";

/**
 * Energy of one inference, in joules, from the mean power of a run and its rate: E = P / f.
 * Idle power of the device is part of P and therefore of E.
 * Source: docs/equations.md#energy-per-inference-from-power-logs
 *
 * @throws RangeError if the rate is not positive
 * @example energyPerInference(5, 20) // => 0.25
 */
export function energyPerInference(power: Watts, rate: Hertz): Joules {
  if (!(rate > 0)) throw new RangeError(`energyPerInference: rate must be above 0, got ${rate}`);
  return power / rate;
}

/**
 * Energy of a measured window, in joules: E = P·T, with P the mean of equally spaced samples.
 * Source: docs/equations.md#energy-per-inference-from-power-logs
 *
 * @example windowEnergy(5, 600) // => 3000
 */
export function windowEnergy(power: Watts, window: Seconds): Joules {
  return power * window;
}

/**
 * Energy of one inference above idle, in joules: E·(1 − P_idle / P); undefined unless energy, power and idle power are known
 * and the energy contains idle. Where idle power is a proxy, so is this.
 * Source: docs/equations.md#energy-per-inference-from-power-logs
 */
export function energyAboveIdle(
  measurement: Pick<Measurement, "energy" | "power" | "idlePower" | "idleIncluded">,
): Joules | undefined {
  const { energy, power, idlePower, idleIncluded } = measurement;
  if (energy === undefined || power === undefined || idlePower === undefined || idleIncluded !== true) return undefined;
  return energy * (1 - idlePower / power);
}
