import type { Fraction, Joules } from "@joulebook/core";

/** An exit, or a network among several: what a decision costs and how often it is right. */
export interface ScheduledOption {
  readonly name: string;
  readonly energy: Joules;
  readonly accuracy: Fraction;
}

/** What was chosen at one moment. */
export interface ScheduledMoment {
  readonly alpha: Fraction;
  readonly choice: ScheduledOption;
}

/** A schedule, followed. */
export interface FollowedSchedule {
  readonly moments: readonly ScheduledMoment[];
  readonly energy: Joules;
  readonly accuracy: Fraction;
  /** Share of the largest option's energy that was not used, on average: Merkel's unused resources. */
  readonly unused: Fraction;
}

/**
 * Follows an importance of energy that changes over time: at each moment the option with the least cost
 * alpha E/E_max + (1 - alpha)(1 - A) decides.
 *
 * Source: docs/equations.md#importance-schedule
 *
 * @throws RangeError without options or moments, for an energy or accuracy that is none, or for an alpha outside [0, 1]
 * @example followImportance([{ name: "a", energy: 1, accuracy: 0.5 }, { name: "b", energy: 4, accuracy: 1 }], [0, 1]).energy // => 5
 */
export function followImportance(options: readonly ScheduledOption[], alphas: readonly Fraction[]): FollowedSchedule {
  const largest = Math.max(...options.map(({ energy }) => energy));
  if (options.length === 0 || !(largest > 0 && largest < Number.POSITIVE_INFINITY))
    throw new RangeError("followImportance: there must be an option that costs energy");
  if (alphas.length === 0) throw new RangeError("followImportance: there must be a moment");
  for (const { name, energy, accuracy } of options) {
    if (!(energy >= 0 && accuracy >= 0 && accuracy <= 1))
      throw new RangeError(`followImportance: ${name} has the energy ${energy} and the accuracy ${accuracy}`);
  }
  const moments = alphas.map((alpha): ScheduledMoment => {
    if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`followImportance: alpha must be in [0, 1], got ${alpha}`);
    const cost = ({ energy, accuracy }: ScheduledOption): number =>
      (alpha * energy) / largest + (1 - alpha) * (1 - accuracy);
    const choice = options.reduce((best, option) => (cost(option) < cost(best) ? option : best));
    return { alpha, choice };
  });
  const energy = moments.reduce((sum, { choice }) => sum + choice.energy, 0);
  return {
    moments,
    energy,
    accuracy: moments.reduce((sum, { choice }) => sum + choice.accuracy, 0) / moments.length,
    unused: 1 - energy / (largest * moments.length),
  };
}

/**
 * Importance of energy from a battery's state of charge: none while it is full, all when it is empty, in a straight line between.
 *
 * @throws RangeError unless 0 <= empty < full <= 1 and the charge lies in [0, 1]
 * @example chargeImportance(0.5, { empty: 0, full: 1 }) // => 0.5
 */
export function chargeImportance(
  charge: Fraction,
  { empty = 0.1, full = 0.9 }: { readonly empty?: Fraction; readonly full?: Fraction } = {},
): Fraction {
  if (!(charge >= 0 && charge <= 1 && empty >= 0 && empty < full && full <= 1)) {
    throw new RangeError(`chargeImportance: charge ${charge}, empty ${empty}, full ${full}`);
  }
  return Math.min(1, Math.max(0, (full - charge) / (full - empty)));
}

/**
 * Runs on a battery: before each inference the importance follows from the charge that is left.
 *
 * @returns the schedule until `inferences` are done or the battery is empty
 * @throws RangeError unless the capacity suffices for one inference and `inferences` is a whole number from 1
 */
export function runOnBattery(
  options: readonly ScheduledOption[],
  {
    capacity,
    inferences,
    ...range
  }: { readonly capacity: Joules; readonly inferences: number; readonly empty?: Fraction; readonly full?: Fraction },
): FollowedSchedule {
  if (!(capacity > 0 && capacity < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`runOnBattery: capacity must be above 0, got ${capacity}`);
  }
  if (!(Number.isSafeInteger(inferences) && inferences >= 1)) {
    throw new RangeError(`runOnBattery: inferences must be a whole number from 1, got ${inferences}`);
  }
  const alphas: number[] = [];
  let left = capacity;
  while (alphas.length < inferences) {
    const alpha = chargeImportance(Math.max(0, left / capacity), range);
    const { energy } = (followImportance(options, [alpha]).moments[0] as ScheduledMoment).choice;
    if (energy > left) break;
    left -= energy;
    alphas.push(alpha);
  }
  if (alphas.length === 0)
    throw new RangeError(`runOnBattery: a capacity of ${capacity} J does not suffice for one inference`);
  return followImportance(options, alphas);
}
