import type { Hertz, Joules, OperatingPoint, PowerMode, Seconds, Watts } from "@joulebook/core";
import { atPoint, type InferenceAtPoint, type MeasuredAtPoint, staticPowerOf } from "./energy-at-point.js";
import { inMode } from "./power-modes.js";

/** One way to be done by a deadline. */
export interface Pace<P = OperatingPoint> {
  readonly point: P;
  readonly latency: Seconds;
  /** Time that is left until the deadline. */
  readonly slack: Seconds;
  /** Energy from start to deadline: the inference, and what the device draws while it waits. */
  readonly energy: Joules;
}

export interface PaceOptions {
  readonly deadline: Seconds;
  /** Power after the inference until the deadline: that of sleep. Default: the point's static power, as when it merely waits. */
  readonly sleepPower?: Watts | undefined;
  /** Energy to fall asleep and wake up, spent when `sleepPower` is given and there is slack. Default 0. */
  readonly wakeEnergy?: Joules | undefined;
}

/** What a deadline allows. */
export interface PaceChoice<P = OperatingPoint> {
  /** All points that are in time, cheapest first. */
  readonly paces: readonly Pace<P>[];
  /** The cheapest; undefined when no point is in time. */
  readonly best: Pace<P> | undefined;
  /** Fastest point, then sleep. */
  readonly raceToIdle: Pace<P> | undefined;
  /** Lowest voltage that is in time; of equal voltages the fastest clock. Of power modes, which state no voltages, the slowest. */
  readonly slowAndLow: Pace<P> | undefined;
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
  options: PaceOptions,
): PaceChoice {
  const inTime = pacesInTime(points, options, (point) => ({
    ...atPoint(inference, point),
    waiting: staticPowerOf(point),
  }));
  const cycles = inference.latency * inference.point.clock;
  return {
    ...choiceOf(inTime, (a, b) => a.point.voltage - b.point.voltage || a.latency - b.latency),
    ...(inTime.length === 0 ? { clockNeeded: cycles / options.deadline } : {}),
  };
}

/**
 * The same for the power modes of a board, of which no voltages are known: E = E0 r_E + P_idle (T - t) + E_wake, t = t0 r_t. A mode whose
 * idle power nobody measured counts only where a sleep power is given.
 *
 * Source: docs/equations.md#operating-points
 *
 * @param inference in the mode of which the ratios are 1
 * @throws RangeError unless the deadline is positive and finite
 */
export function paceInModes(
  inference: MeasuredAtPoint,
  modes: readonly PowerMode[],
  options: PaceOptions,
): PaceChoice<PowerMode> {
  const usable = modes.filter(({ idlePower }) => (options.sleepPower ?? idlePower) !== undefined);
  const inTime = pacesInTime(usable, options, (mode) => ({ ...inMode(inference, mode), waiting: mode.idlePower ?? 0 }));
  return choiceOf(inTime, (a, b) => b.latency - a.latency);
}

function pacesInTime<P>(
  points: readonly P[],
  { deadline, sleepPower, wakeEnergy = 0 }: PaceOptions,
  costAt: (point: P) => MeasuredAtPoint & { readonly waiting: Watts },
): readonly Pace<P>[] {
  if (!(deadline > 0 && deadline < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`paceToDeadline: deadline must be positive and finite, got ${deadline}`);
  }
  return points.flatMap((point): Pace<P>[] => {
    const { energy, latency, waiting } = costAt(point);
    const slack = deadline - latency;
    if (slack < 0) return [];
    const waking = sleepPower !== undefined && slack > 0 ? wakeEnergy : 0;
    return [{ point, latency, slack, energy: energy + (sleepPower ?? waiting) * slack + waking }];
  });
}

function choiceOf<P>(inTime: readonly Pace<P>[], slowFirst: (a: Pace<P>, b: Pace<P>) => number): PaceChoice<P> {
  const [slowAndLow] = inTime.toSorted(slowFirst);
  const paces = inTime.toSorted((a, b) => a.energy - b.energy || slowFirst(a, b));
  const [raceToIdle] = inTime.toSorted((a, b) => a.latency - b.latency || a.energy - b.energy);
  return { paces, best: paces[0], raceToIdle, slowAndLow };
}
