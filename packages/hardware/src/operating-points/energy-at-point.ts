import type { Fraction, Joules, OperatingPoint, Seconds, Watts } from "@joulebook/core";

/** One inference as it was measured or estimated at an operating point. */
export interface InferenceAtPoint {
  readonly point: OperatingPoint;
  /** Energy of switching: what is left of the energy when static power x time is taken out. */
  readonly dynamicEnergy: Joules;
  readonly staticEnergy: Joules;
  /** Of parts with a supply of their own, such as main memory: the same at every point; default 0. */
  readonly ownSupplyEnergy?: Joules;
  /** All together. */
  readonly energy: Joules;
  readonly latency: Seconds;
  /** Share of static energy in the whole. */
  readonly staticShare: Fraction;
}

/** The whole energy and the latency of one inference at an operating point. */
export interface MeasuredAtPoint {
  readonly energy: Joules;
  readonly latency: Seconds;
}

/**
 * Splits the energy of one inference into dynamic and static: E_static = P_s t, E_dynamic = E - P_s t.
 *
 * Source: docs/equations.md#operating-points
 *
 * @throws RangeError when the point's static power alone exceeds the energy, or the point states no static power
 * @example splitEnergy({ energy: 3, latency: 2 }, { name: "low", voltage: 1, clock: 1, staticPower: 0.5, source: "x" }).dynamicEnergy // => 2
 */
export function splitEnergy({ energy, latency }: MeasuredAtPoint, point: OperatingPoint): InferenceAtPoint {
  const staticEnergy = staticPowerOf(point) * latency;
  if (!(staticEnergy <= energy)) {
    throw new RangeError(
      `splitEnergy: the static power of point "${point.name}" takes ${staticEnergy} J in ${latency} s, more than the ${energy} J measured`,
    );
  }
  return withTotals(point, energy - staticEnergy, latency);
}

/**
 * The same inference at another operating point of the same device: E_dynamic grows with V², the time shrinks with the
 * clock, the static energy is the other point's static power x that time.
 *
 * Holds while the work takes the same number of cycles, so not where the memory keeps its own clock. What has a supply of its own
 * keeps its energy.
 * Source: docs/equations.md#operating-points
 *
 */
export function atPoint(inference: InferenceAtPoint, point: OperatingPoint): InferenceAtPoint {
  const scale = (point.voltage / inference.point.voltage) ** 2;
  const latency = (inference.latency * inference.point.clock) / point.clock;
  return withTotals(point, inference.dynamicEnergy * scale, latency, inference.ownSupplyEnergy);
}

/** Static power of a point, in watts. @throws RangeError when it states none */
export function staticPowerOf(point: OperatingPoint): Watts {
  if (point.staticPower !== undefined) return point.staticPower;
  throw new RangeError(`the operating point "${point.name}" states no static power`);
}

function withTotals(
  point: OperatingPoint,
  dynamicEnergy: Joules,
  latency: Seconds,
  ownSupplyEnergy?: Joules,
): InferenceAtPoint {
  const staticEnergy = staticPowerOf(point) * latency;
  const energy = dynamicEnergy + staticEnergy + (ownSupplyEnergy ?? 0);
  const staticShare = energy > 0 ? staticEnergy / energy : 0;
  const own = ownSupplyEnergy === undefined ? {} : { ownSupplyEnergy };
  return { point, dynamicEnergy, staticEnergy, ...own, energy, latency, staticShare };
}
