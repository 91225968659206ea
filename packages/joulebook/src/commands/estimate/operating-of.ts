import {
  type Device,
  type EstimatedOperation,
  type EstimatedPace,
  exitCodes,
  InputError,
  type Joules,
  type OperatingPoint,
  type Seconds,
  type Volts,
  type Watts,
} from "@joulebook/core";
import { atPoint, basePoint, type InferenceAtPoint, type Pace, paceToDeadline, wantedPoint } from "@joulebook/hardware";

/** What was asked of operating points. */
export interface OperatingQuestion {
  readonly point?: string | undefined;
  readonly voltage?: Volts | undefined;
  readonly deadline?: Seconds | undefined;
  readonly sleepPower?: Watts | undefined;
  readonly wakeEnergy?: Joules | undefined;
}

interface Estimated {
  readonly energy: Joules;
  readonly latency?: Seconds;
  readonly staticEnergy?: Joules;
  /** On several cores: main memory has a supply of its own. */
  readonly energySplit?: { readonly offChip: Joules };
}

/**
 * An estimate at another operating point of the same device, and what a deadline allows.
 *
 * @throws InputError (exit code 3) for a device without points, an unknown point, a voltage outside the table, an estimate without time;
 *   (exit code 4) where no point is in time
 */
export function operatingOf(
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
  { energy, latency, staticEnergy = 0, energySplit }: Estimated,
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
  const { deadline, sleepPower, wakeEnergy } = given;
  const choice = paceToDeadline(inference, points, {
    deadline,
    ...(sleepPower === undefined ? {} : { sleepPower }),
    ...(wakeEnergy === undefined ? {} : { wakeEnergy }),
  });
  const { best, raceToIdle, slowAndLow, clockNeeded } = choice;
  if (best === undefined || raceToIdle === undefined || slowAndLow === undefined) {
    const fastest = Math.max(...points.map(({ clock }) => clock));
    throw new InputError(
      [
        {
          code: "no-point-in-time",
          message: `no operating point is done in ${deadline} s: that takes ${Math.ceil((clockNeeded ?? Number.NaN) / 1e3) / 1e3} MHz, the fastest has ${fastest / 1e6} MHz`,
          expected: "a later deadline, a smaller network or a faster point",
        },
      ],
      exitCodes.noFeasibleAnswer,
    );
  }
  return {
    deadline,
    paces: choice.paces.map(({ point, energy, latency, slack }: Pace) => ({
      point: point.name,
      energy,
      latency,
      slack,
    })),
    best: best.point.name,
    raceToIdle: raceToIdle.point.name,
    slowAndLow: slowAndLow.point.name,
  };
}

function shown({ name, voltage, clock, staticPower }: OperatingPoint): EstimatedOperation["base"] {
  return { name, voltage, clock, ...(staticPower === undefined ? {} : { staticPower }) };
}
