import {
  type Device,
  type EstimatedOperation,
  type EstimatedPace,
  type EstimatedStatic,
  InputError,
  type Joules,
  type OperatingPoint,
  type Seconds,
  type Watts,
} from "@joulebook/core";
import { atPoint, basePoint, type InferenceAtPoint, paceToDeadline, wantedPoint } from "@joulebook/hardware";
import { modeOf } from "./mode-of.js";
import type { OperatingQuestion } from "./operating-question.js";
import { notInTime, paceOf } from "./pace-of.js";

interface Estimated {
  readonly energy: Joules;
  readonly latency?: Seconds;
  readonly static: EstimatedStatic;
  /** On several cores: main memory has a supply of its own. */
  readonly energySplit?: { readonly offChip: Joules };
}

/**
 * An estimate at another operating point of the same device, and what a deadline allows.
 *
 * @throws InputError (exit code 3) for a device without points, an unknown point, a voltage outside the table, an estimate without time;
 *   (exit code 4) where no point is in time
 */
export function operatingOf(estimate: Estimated, device: Device, question: OperatingQuestion): EstimatedOperation {
  return device.operatingPoints === undefined && device.powerModes !== undefined
    ? modeOf(estimate, { id: device.id, modes: device.powerModes }, question)
    : pointOf(estimate, device, question);
}

function pointOf(
  estimate: Estimated,
  device: Device,
  { point, voltage, deadline, sleepPower, wakeEnergy }: OperatingQuestion,
): EstimatedOperation {
  const base = basePoint(device);
  const points = device.operatingPoints ?? [];
  const wanted = wantedPoint(points, { name: point, voltage }) ?? base;
  const inference = inferenceAt(estimate, device.id, base);
  const usable = points.filter(({ staticPower }) => staticPower !== undefined);
  const there = atPoint(inference, stated(wanted));
  return {
    base: shown(base),
    point: shown(wanted),
    energy: there.energy,
    latency: there.latency,
    dynamicEnergy: there.dynamicEnergy,
    staticEnergy: there.staticEnergy,
    ...(there.ownSupplyEnergy === undefined ? {} : { ownSupplyEnergy: there.ownSupplyEnergy }),
    ...(deadline === undefined ? {} : { pace: pace(inference, usable, { deadline, sleepPower, wakeEnergy }) }),
  };
}

/** What leaks is taken out as the estimate counted it; where it counted nothing, all is dynamic. */
function inferenceAt(
  { energy, latency, static: { energy: staticEnergy = 0 }, energySplit }: Estimated,
  id: string,
  base: OperatingPoint,
): InferenceAtPoint {
  if (latency === undefined) {
    throw new InputError([
      {
        code: "no-latency",
        message: `${id} has no clock, so the estimate has no time to scale`,
        expected: "a device whose file states its clock",
      },
    ]);
  }
  if (staticEnergy > energy) {
    throw new InputError([
      {
        code: "static-exceeds",
        message: `the static power of ${id} alone takes ${staticEnergy} J in ${latency} s, more than the ${energy} J estimated`,
        expected: "a static power below the mean power of an inference",
      },
    ]);
  }
  const ownSupplyEnergy = energySplit?.offChip ?? 0;
  return {
    point: stated(base),
    dynamicEnergy: energy - staticEnergy - ownSupplyEnergy,
    staticEnergy,
    ...(ownSupplyEnergy > 0 ? { ownSupplyEnergy } : {}),
    energy,
    latency,
    staticShare: energy > 0 ? staticEnergy / energy : 0,
  };
}

/** @throws InputError for a point without static power: then nobody can say what part of the energy is dynamic */
function stated(point: OperatingPoint): OperatingPoint {
  if (point.staticPower !== undefined) return point;
  throw new InputError([
    {
      code: "no-static-power",
      message: `the operating point "${point.name}" states no static power`,
      expected: "staticPower, so that dynamic and static energy can be told apart",
    },
  ]);
}

function pace(
  inference: InferenceAtPoint,
  points: readonly OperatingPoint[],
  given: {
    readonly deadline: Seconds;
    readonly sleepPower?: Watts | undefined;
    readonly wakeEnergy?: Joules | undefined;
  },
): EstimatedPace {
  const choice = paceToDeadline(inference, points, given);
  const found = paceOf(choice, given.deadline);
  if (found !== undefined) return found;
  const fastest = Math.max(...points.map(({ clock }) => clock));
  const needed = Math.ceil((choice.clockNeeded ?? Number.NaN) / 1e3) / 1e3;
  throw notInTime(
    `no operating point is done in ${given.deadline} s: that takes ${needed} MHz, the fastest has ${fastest / 1e6} MHz`,
  );
}

function shown({ name, voltage, clock, staticPower }: OperatingPoint): EstimatedOperation["base"] {
  return { name, voltage, clock, ...(staticPower === undefined ? {} : { staticPower }) };
}
