import { averagePower } from "../budgets/average-power.js";
import type { Fraction, Hertz, Joules, Watts } from "../contracts/units.js";

/** A network on a chip at one operating point. */
export interface RunningNetwork {
  /** Energy of one inference as it was measured, static power during it included. */
  readonly energy: Joules;
  /** Highest rate of inferences: one takes 1 / maxRate. */
  readonly maxRate: Hertz;
  readonly staticPower: Watts;
}

export interface SolutionPowerOptions {
  /** "taken-out" (default): static power is taken out of the measured energy first; "literal": static + rate x measured energy. */
  readonly form?: "taken-out" | "literal";
  /** Power of the sensor, drawn always. Default 0. */
  readonly sensorPower?: Watts;
  /** Energy to move one input in, spent per inference. Default 0. */
  readonly transferEnergy?: Joules;
}

/** Average power of a solution and what makes it up. */
export interface SolutionPower {
  readonly power: Watts;
  /** Of the chip alone. */
  readonly staticPower: Watts;
  /** Rate x energy as the form has it. */
  readonly inferencePower: Watts;
  readonly sensorPower: Watts;
  readonly transferPower: Watts;
  /** Energy of one inference without static power. */
  readonly dynamicEnergy: Joules;
  readonly staticShare: Fraction;
  /** More than half of the power is static: a better network changes little. */
  readonly staticDominates: boolean;
  /** How much more the literal form gives than the one with static power taken out: P_s r t. */
  readonly literalExcess: Watts;
}

/**
 * Power of an always-on solution, P = P_static + rate x E, valid up to the highest rate.
 *
 * A measured energy contains static power during the inference, so adding it again counts it twice while the chip
 * computes; by default E is E_measured - P_static / maxRate. Source: docs/equations.md#solution-power
 *
 * @throws RangeError for a rate outside 0 to maxRate, or figures that are not numbers from 0
 * @example solutionPower({ energy: 3, maxRate: 2, staticPower: 1 }, 1).power // => 3.5
 * @example solutionPower({ energy: 3, maxRate: 2, staticPower: 1 }, 1, { form: "literal" }).power // => 4
 */
export function solutionPower(
  { energy, maxRate, staticPower }: RunningNetwork,
  rate: Hertz,
  { form = "taken-out", sensorPower = 0, transferEnergy = 0 }: SolutionPowerOptions = {},
): SolutionPower {
  for (const [name, value] of Object.entries({ energy, maxRate, staticPower, rate, sensorPower, transferEnergy })) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`solutionPower: ${name} must be finite and at least 0, got ${value}`);
  }
  if (rate > maxRate) throw new RangeError(`solutionPower: rate must be at most maxRate ${maxRate}, got ${rate}`);
  const latency = { mean: 1 / maxRate };
  const literal = averagePower({ energy, idlePower: staticPower }, rate);
  const taken =
    rate === 0 ? staticPower : averagePower({ energy, idlePower: staticPower, idleIncluded: true, latency }, rate);
  const chip = form === "literal" ? literal : taken;
  const transferPower = rate * transferEnergy;
  const power = chip + sensorPower + transferPower;
  const staticShare = power > 0 ? staticPower / power : 0;
  return {
    power,
    staticPower,
    inferencePower: chip - staticPower,
    sensorPower,
    transferPower,
    dynamicEnergy: maxRate > 0 ? energy - staticPower / maxRate : energy,
    staticShare,
    staticDominates: staticShare > 0.5,
    literalExcess: literal - taken,
  };
}
