import { averagePower, type Inference } from "../budgets/average-power.js";
import type { Hertz, Watts } from "../contracts/units.js";

/** Where two designs draw the same average power. */
export interface Crossover {
  readonly rate: Hertz;
  readonly power: Watts;
}

/**
 * The rate at which two designs draw the same average power: both lines P = P_s + r E', with E' the energy that an
 * inference adds to idle power, cross at r = (P_s2 - P_s1) / (E'_1 - E'_2). Below it the one with less idle power draws
 * less. Source: docs/equations.md#crossover-rate
 *
 * @returns undefined where the lines do not cross at a positive rate that both can keep (r t <= 1)
 * @example crossoverRate({ energy: 2, idlePower: 1 }, { energy: 1, idlePower: 3 }) // => { rate: 2, power: 5 }
 */
export function crossoverRate(one: Inference, other: Inference): Crossover | undefined {
  const [idle1, idle2] = [averagePower(one, 0), averagePower(other, 0)];
  const rate = (idle2 - idle1) / (addedEnergy(one) - addedEnergy(other));
  if (!(rate > 0 && rate < Number.POSITIVE_INFINITY)) return undefined;
  const power = averagePower(one, rate);
  return Number.isFinite(power) && Number.isFinite(averagePower(other, rate)) ? { rate, power } : undefined;
}

/** Slope of the average power over the rate, in joules: read at the middle of the rates that can be kept. */
function addedEnergy(design: Inference): number {
  const rate = design.latency === undefined ? 1 : 0.5 / design.latency.mean;
  return (averagePower(design, rate) - averagePower(design, 0)) / rate;
}
