import { type Battery, batteryLifetime, type Fraction, type Joules, type Watts } from "@joulebook/core";
import type { Cascade } from "../cascade.js";
import { closedForm } from "../closed-form/closed-form.js";
import { mediumOnly } from "./strategies.js";

/** What a first network that takes less energy would be worth. */
export interface SmallNetworkWorth {
  readonly power: Watts;
  readonly staticShare: Fraction;
  /** Share of the power that its energy makes up: more can never be saved on it. */
  readonly most: Fraction;
  /** Share saved when it takes half of its energy. */
  readonly half: Fraction;
}

/**
 * What less energy in the first network saves of the whole power; next to nothing where static power dominates.
 */
export function smallNetworkWorth(cascade: Cascade): SmallNetworkWorth {
  const { power, staticShare, stages } = closedForm(cascade);
  const most = (stages[0]?.power ?? 0) / power;
  return { power, staticShare, most, half: most / 2 };
}

/** Where the savings of a cascade over its second network alone come from. */
export interface SavingsSplit {
  readonly saved: Watts;
  /** By less energy per inference, and by fewer inferences; together they are `saved`. */
  readonly lessEnergy: Watts;
  readonly fewerInferences: Watts;
}

/**
 * Splits the power that a cascade saves over its second network alone. With n inferences per second of e joules on
 * average, n₁e₁ − n₂e₂ = (e₁ − e₂)(n₁ + n₂)/2 + (n₁ − n₂)(e₁ + e₂)/2. Source: docs/equations.md#cascade-savings
 */
export function savingsSplit(cascade: Cascade): SavingsSplit {
  const parts = (of: Cascade): { readonly rate: number; readonly energy: Joules } => {
    const stages = closedForm(of).stages.slice(0, of.stages.length);
    const rate = stages.reduce((sum, stage) => sum + stage.rate, 0);
    const power = stages.reduce((sum, stage) => sum + stage.power, 0);
    return { rate, energy: power / rate };
  };
  const [alone, together] = [parts(mediumOnly(cascade)), parts(cascade)];
  const lessEnergy = ((alone.energy - together.energy) * (alone.rate + together.rate)) / 2;
  const fewerInferences = ((alone.rate - together.rate) * (alone.energy + together.energy)) / 2;
  return { saved: lessEnergy + fewerInferences, lessEnergy, fewerInferences };
}

/** How large the second network may become. */
export interface LargestMedium {
  /** Dynamic energy of an inference at which the second network costs that share of the battery's life. */
  readonly energy: Joules;
  /** Over its present energy. */
  readonly factor: number;
  /** Lives with the second network free of cost, and at that energy. */
  readonly lifeWithout: number;
  readonly lifeAt: number;
}

/**
 * The energy per inference at which the second network shortens the battery's life by a share, against one that costs nothing.
 * Rates, accuracy and static power stay as they are. Source: docs/equations.md#largest-medium
 *
 * @throws RangeError unless 0 < share < 1, or for a cascade whose second stage never runs
 */
export function largestMedium(
  cascade: Cascade,
  battery: Battery,
  { share = 0.1 }: { readonly share?: Fraction } = {},
): LargestMedium {
  if (!(share > 0 && share < 1)) throw new RangeError(`largestMedium: share must be in (0, 1), got ${share}`);
  const { power, stages } = closedForm(cascade);
  const second = stages[1];
  const present = cascade.stages[1]?.energy;
  if (second === undefined || present === undefined || !(second.rate > 0))
    throw new RangeError("largestMedium: the second stage never runs");
  const without = power - second.power;
  const lifeWithout = batteryLifetime(battery, without);
  // Life is usable energy / (P/η + self-discharge): the drain may grow by 1 / (1 − share).
  const drain = batteryDrain(battery, without) / (1 - share);
  const allowed = powerOfDrain(battery, drain);
  const energy = (allowed - without) / second.rate;
  return { energy, factor: energy / present, lifeWithout, lifeAt: batteryLifetime(battery, allowed) };
}

function batteryDrain(battery: Battery, power: Watts): Watts {
  return powerToDrain(battery) * power + batteryOffset(battery);
}

function powerOfDrain(battery: Battery, drain: Watts): Watts {
  return (drain - batteryOffset(battery)) / powerToDrain(battery);
}

function powerToDrain({ efficiency = 1 }: Battery): number {
  return 1 / efficiency;
}

/** What empties the battery without any load. */
function batteryOffset(battery: Battery): Watts {
  const usable = battery.capacity * (battery.depthOfDischarge ?? 1);
  return usable / batteryLifetime(battery, 0);
}
