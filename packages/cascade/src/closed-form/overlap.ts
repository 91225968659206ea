import type { Fraction, Hertz, Seconds } from "@joulebook/core";
import { combined } from "./combined.js";
import type { EventGrid } from "./stage-tables.js";

type Lengths = Pick<EventGrid, "memoryless" | "meanLength">;

/**
 * Mean time that an event goes on after it was found, over all events.
 *
 * @param time Σ time to detection over detected events / all events
 * @param life Σ life over detected events / all events
 */
export function timeFound(time: Seconds, life: Seconds, { memoryless }: Lengths): Seconds {
  return memoryless ? life : Math.max(0, life - time);
}

/** Mean length of the events that are not found; `time` and `life` as above. */
export function missedLength(
  recall: Fraction,
  time: Seconds,
  life: Seconds,
  { memoryless, meanLength }: Lengths,
): Seconds {
  if (recall >= 1) return 0;
  return Math.max(0, (meanLength - life - (memoryless ? time : 0)) / (1 - recall));
}

/**
 * Recall and time to detection of events of which some would be missed alone, and are found because another event's alarm is raised while they go
 * on: alarms at random with a rate ν over the mean length ℓ of the missed. An alarm of its own comes first with the reciprocal of
 * 1 / T + ν. Source: docs/equations.md#overlapping-events
 *
 * @param alarms ν, of events that are found by themselves
 * @param into recall and time are written at their places from `at` on
 */
export function writeFound(
  recall: Fraction,
  time: Seconds,
  alarms: Hertz,
  missed: Seconds,
  lengths: Lengths,
  into: Float64Array,
  at: number,
): void {
  const byOthers = (1 - recall) * helped(alarms * missed, lengths);
  const alone = recall > 0 ? time / (1 + (alarms * time) / recall) : 0;
  into[at + combined.recall] = recall + byOthers;
  into[at + combined.detectionTime] = alone + byOthers * timeToHelp(alarms, missed, lengths);
}

/** Chance that an alarm comes before a length is over in which x are expected: x / (1 + x) for exponential lengths, 1 − e^(−x) for a fixed one. */
function helped(expected: number, { memoryless }: Lengths): Fraction {
  return memoryless ? expected / (1 + expected) : -Math.expm1(-expected);
}

/** Mean time until that alarm, where it comes before the length is over. */
function timeToHelp(alarms: Hertz, length: Seconds, { memoryless }: Lengths): Seconds {
  const expected = alarms * length;
  if (memoryless) return length / (1 + expected);
  return expected < 1e-6 ? length / 2 : 1 / alarms - length / Math.expm1(expected);
}
