import { type EstimatedPace, exitCodes, InputError, type Seconds } from "@joulebook/core";
import type { PaceChoice } from "@joulebook/hardware";

/** What a deadline allows, by the names of points or modes; undefined where none is in time. */
export function paceOf<P extends { readonly name: string }>(
  { paces, best, raceToIdle, slowAndLow }: PaceChoice<P>,
  deadline: Seconds,
): EstimatedPace | undefined {
  if (best === undefined || raceToIdle === undefined || slowAndLow === undefined) return undefined;
  return {
    deadline,
    paces: paces.map(({ point, energy, latency, slack }) => ({ point: point.name, energy, latency, slack })),
    best: best.point.name,
    raceToIdle: raceToIdle.point.name,
    slowAndLow: slowAndLow.point.name,
  };
}

/** No point is in time, which is an answer (exit code 4). */
export function notInTime(message: string): InputError {
  const expected = "a later deadline, a smaller network or a faster point";
  return new InputError([{ code: "no-point-in-time", message, expected }], exitCodes.noFeasibleAnswer);
}
