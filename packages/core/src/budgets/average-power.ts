import type { Fraction, Hertz, Joules, Seconds, Watts } from "../contracts/units.js";

/** What the energy of repeated inferences depends on; a `Candidate` or a `Measurement` with an energy fits. */
export interface Inference {
  readonly energy: Joules;
  /** Largest energy of one inference, where inferences differ; a hard budget per inference caps it. */
  readonly energyMax?: Joules | undefined;
  readonly idleIncluded?: boolean | undefined;
  readonly idlePower?: Watts | undefined;
  readonly latency?: { readonly mean: Seconds; readonly max?: Seconds | undefined } | undefined;
}

/**
 * Average power at a rate of inferences, in watts; Infinity when the rate cannot be kept (r t > 1).
 *
 * P = P_idle + r (E - P_idle t) when E contains idle power and the latency t is known, P_idle + r E otherwise
 * (exact when E excludes idle power, else an upper bound), and r E when the idle power is unknown (a lower bound).
 * Which of these applied is said by `inferenceAssumptions`. Allocates nothing.
 * Source: docs/equations.md#average-power
 *
 * @example averagePower({ energy: 0.1, latency: { mean: 0.05 }, idlePower: 1, idleIncluded: true }, 5) // => 1.25
 */
export function averagePower(inference: Inference, rate: Hertz): Watts {
  const latency = inference.latency?.mean;
  if (latency !== undefined && rate * latency > 1) return Number.POSITIVE_INFINITY;
  const idle = inference.idlePower;
  if (idle === undefined) return rate * inference.energy;
  if (inference.idleIncluded === true && latency !== undefined)
    return idle + rate * (inference.energy - idle * latency);
  return idle + rate * inference.energy;
}

/**
 * Energy of one inference with the idle power during it, in joules: E, or E + P_idle t when E is known to exclude it.
 *
 * Source: docs/equations.md#average-power
 *
 * @example inferenceEnergy({ energy: 0.1, latency: { mean: 0.05 }, idlePower: 1, idleIncluded: false }) // => 0.15
 */
export function inferenceEnergy(inference: Inference): Joules {
  return inference.energy + idleLeftOut(inference);
}

/**
 * Largest energy of one inference with the idle power during it, in joules: what a hard budget per inference caps.
 *
 * Where no inference costs more than another (no `energyMax`) it is the energy of one. The longest latency, where
 * known, goes with it.
 * Source: docs/equations.md#budget-axis
 *
 * @example largestInferenceEnergy({ energy: 0.1, energyMax: 0.3 }) // => 0.3
 */
export function largestInferenceEnergy(inference: Inference): Joules {
  return (inference.energyMax ?? inference.energy) + idleLeftOut(inference, inference.energyMax !== undefined);
}

/** Idle power during the inference where the stated energy is known to leave it out. */
function idleLeftOut({ idleIncluded, idlePower, latency }: Inference, longest = false): Joules {
  if (idleIncluded !== false || idlePower === undefined || latency === undefined) return 0;
  return idlePower * (longest ? (latency.max ?? latency.mean) : latency.mean);
}

/** Share of time that a device computes at a rate, r t; above 1 it cannot keep up. Undefined when the latency is unknown. */
export function busyShare(inference: Inference, rate: Hertz): Fraction | undefined {
  return inference.latency === undefined ? undefined : rate * inference.latency.mean;
}
