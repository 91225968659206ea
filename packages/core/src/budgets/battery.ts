import type { Battery } from "../contracts/budget.js";
import type { Joules, Seconds, Watts } from "../contracts/units.js";

/** A month in seconds, 730.5 h: a twelfth of 365.25 days. */
export const secondsPerMonth: Seconds = 730.5 * 3600;

/** Energy that may be taken out of a full battery, before conversion: capacity x depth of discharge. */
export function usableEnergy({ capacity, depthOfDischarge = 1 }: Battery): Joules {
  return capacity * depthOfDischarge;
}

/** Power that the battery loses by itself: capacity x share lost in a month / 730.5 h. */
export function selfDischargePower({ capacity, selfDischargePerMonth = 0 }: Battery): Watts {
  return (capacity * selfDischargePerMonth) / secondsPerMonth;
}

/**
 * How long a battery feeds a device of this average power, in seconds; Infinity when nothing drains it.
 *
 * T = C DoD / (P / eta + P_self), the usual hours = mWh x DoD x eta / mW when there is no self-discharge.
 * Source: docs/equations.md#battery-lifetime
 *
 * @throws RangeError for a negative or non-finite power
 * @example batteryLifetime({ capacity: 7200 }, 0.002) // => 3600000
 */
export function batteryLifetime(battery: Battery, averagePower: Watts): Seconds {
  if (!(averagePower >= 0) || averagePower === Number.POSITIVE_INFINITY)
    throw new RangeError(`batteryLifetime: averagePower must be finite and at least 0, got ${averagePower}`);
  const drain = averagePower / (battery.efficiency ?? 1) + selfDischargePower(battery);
  return drain === 0 ? Number.POSITIVE_INFINITY : usableEnergy(battery) / drain;
}

/**
 * Largest average power of the device with which the battery lasts, in watts; 0 when self-discharge alone empties it sooner.
 *
 * P = eta (C DoD / T - P_self). Source: docs/equations.md#battery-lifetime
 *
 * @throws RangeError unless the lifetime is positive
 * @example batteryPower({ capacity: 7200 }, 3_600_000) // => 0.002
 */
export function batteryPower(battery: Battery, lifetime: Seconds): Watts {
  if (!(lifetime > 0)) throw new RangeError(`batteryPower: lifetime must be positive, got ${lifetime}`);
  const drain = usableEnergy(battery) / lifetime - selfDischargePower(battery);
  return Math.max(0, drain * (battery.efficiency ?? 1));
}
