import type { Hertz, Joules, OperatingPoint, Seconds, Watts } from "@joulebook/core";
import { atPoint, type InferenceAtPoint, staticPowerOf } from "./energy-at-point.js";

/** One way to be done by a deadline. */
export interface Pace {
  readonly point: OperatingPoint;
  readonly latency: Seconds;
  /** Time that is left until the deadline. */
  readonly slack: Seconds;
  /** Energy from start to deadline: the inference, and what the device draws while it waits. */
  readonly energy: Joules;
}

export interface PaceOptions {
  readonly deadline: Seconds;
  /** Power after the inference until the deadline: that of sleep. Default: the point's static power, as when it merely waits. */
  readonly sleepPower?: Watts;
  /** Energy to fall asleep and wake up, spent when `sleepPower` is given and there is slack. Default 0. */
  readonly wakeEnergy?: Joules;
}

/** What a deadline allows. */
export interface PaceChoice {
  /** All points that are in time, cheapest first. */
  readonly paces: readonly Pace[];
  /** The cheapest; undefined when no point is in time. */
  readonly best: Pace | undefined;
  /** Fastest point, then sleep. */
  readonly raceToIdle: Pace | undefined;
  /** Lowest voltage that is in time; of equal voltages the fastest clock. */
  readonly slowAndLow: Pace | undefined;
  /** Clock that the work needs when no point is in time. */
  readonly clockNeeded?: Hertz;
}

/**
 * Race to idle or slow and low: the energy until a deadline at each operating point of a device,
 * E = E_dynamic (V/V0)² + P_s t + P_sleep (T - t) + E_wake, for the points with t <= T.
 *
 * Source: docs/equations.md#operating-points
 *
 * @throws RangeError unless the deadline is positive and finite
 */
export function paceToDeadline(
  inference: InferenceAtPoint,
  points: readonly OperatingPoint[],
  { deadline, sleepPower, wakeEnergy = 0 }: PaceOptions,
): PaceChoice {
  if (!(deadline > 0 && deadline < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`paceToDeadline: deadline must be positive and finite, got ${deadline}`);
  }
  const inTime = points.flatMap((point): Pace[] => {
    const { energy, latency } = atPoint(inference, point);
    const slack = deadline - latency;
    if (slack < 0) return [];
    const waiting = (sleepPower ?? staticPowerOf(point)) * slack;
    const waking = sleepPower !== undefined && slack > 0 ? wakeEnergy : 0;
    return [{ point, latency, slack, energy: energy + waiting + waking }];
  });
  const paces = inTime.toSorted((a, b) => a.energy - b.energy || a.point.voltage - b.point.voltage);
  const fastest = inTime.toSorted((a, b) => a.latency - b.latency || a.energy - b.energy)[0];
  const lowest = inTime.toSorted((a, b) => a.point.voltage - b.point.voltage || a.latency - b.latency)[0];
  const cycles = inference.latency * inference.point.clock;
  return {
    paces,
    best: paces[0],
    raceToIdle: fastest,
    slowAndLow: lowest,
    ...(inTime.length === 0 ? { clockNeeded: cycles / deadline } : {}),
  };
}
