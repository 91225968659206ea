import {
  type EstimatedOperation,
  type EstimatedPace,
  InputError,
  type Joules,
  type PowerMode,
  type Seconds,
} from "@joulebook/core";
import { inMode, namedPoint, ownMode, paceInModes } from "@joulebook/hardware";
import type { OperatingQuestion } from "./operating-question.js";
import { notInTime, paceOf } from "./pace-of.js";

/** A board with power modes of which nobody states voltages. */
interface BoardInModes {
  readonly id: string;
  readonly modes: readonly PowerMode[];
}

/**
 * An estimate in another power mode of the board, by the ratios that other inferences took there, and what a deadline allows.
 *
 * @throws InputError (exit code 3) for an unknown mode, a voltage, an estimate without time, modes of which none is the file's own or
 *   none states its idle power; (exit code 4) where no mode is in time
 */
export function modeOf(
  estimate: { readonly energy: Joules; readonly latency?: Seconds },
  { id, modes }: BoardInModes,
  { point, voltage, deadline, sleepPower, wakeEnergy }: OperatingQuestion,
): EstimatedOperation {
  const names = modes.map(({ name }) => name).join(", ");
  const base = ownMode(modes);
  if (base === undefined) {
    throw bad(
      "unknown-point",
      `no power mode of ${id} is the one that its numbers are of`,
      "a mode whose ratios are 1",
    );
  }
  if (voltage !== undefined) {
    throw bad(
      "voltage-outside-table",
      `${id} has power modes, of which no voltages are known`,
      `--point with one of ${names}`,
    );
  }
  const { energy, latency } = estimate;
  if (latency === undefined)
    throw bad("no-latency", `${id} was estimated without a time to scale`, "a device with latencies");
  const mode = point === undefined ? base : namedPoint(modes, point);
  const there = inMode({ energy, latency }, mode);
  const { energyRatio, timeRatio, compared } = mode;
  return {
    base: shown(base),
    point: shown(mode),
    energy: there.energy,
    latency: there.latency,
    ratios: { energy: energyRatio, time: timeRatio, compared },
    ...(deadline === undefined
      ? {}
      : { pace: pace({ energy, latency }, { id, modes }, { deadline, sleepPower, wakeEnergy }) }),
  };
}

function pace(
  inference: { readonly energy: Joules; readonly latency: Seconds },
  { id, modes }: BoardInModes,
  given: Pick<OperatingQuestion, "sleepPower" | "wakeEnergy"> & { readonly deadline: Seconds },
): EstimatedPace {
  if (given.sleepPower === undefined && modes.every(({ idlePower }) => idlePower === undefined)) {
    throw bad("no-idle-power", `no power mode of ${id} states its idle power`, "--sleep with the power while it waits");
  }
  const found = paceOf(paceInModes(inference, modes, given), given.deadline);
  if (found !== undefined) return found;
  const fastest = Math.min(...modes.map((mode) => inMode(inference, mode).latency));
  throw notInTime(
    `no power mode is done in ${given.deadline} s: the fastest takes ${Number(fastest.toPrecision(4))} s`,
  );
}

function shown({ name, idlePower }: PowerMode): EstimatedOperation["base"] {
  return { name, ...(idlePower === undefined ? {} : { idlePower }) };
}

function bad(code: string, message: string, expected: string): InputError {
  return new InputError([{ code, message, expected }]);
}
