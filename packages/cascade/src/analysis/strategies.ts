import type { Fraction, Hertz, Watts } from "@joulebook/core";
import type { Cascade, CascadeStage, SwitchingMode } from "../cascade.js";
import { closedForm } from "../closed-form/closed-form.js";

/** Average powers at one rate of events. */
export interface StrategyPowers {
  readonly eventsPerHour: number;
  /** The second network alone, always on, at its rate. */
  readonly mediumOnly: Watts;
  readonly sequential: Watts;
  readonly exclusive: Watts;
  /** Share of the time in calls of the second network, exclusive mode. */
  readonly duty: Fraction;
  /** Powers of the networks of the cascade, exclusive mode. */
  readonly first: Watts;
  readonly second: Watts;
}

/** Rates of events at which a cascade changes its worth; undefined where none up to the highest looked at does. */
export interface StrategyCrossovers {
  /** From here on the second network alone draws less: abandon the cascade. */
  readonly abandon: number | undefined;
  /** From here on the second network draws more than the first: energy is better spent on a better first one. */
  readonly invest: number | undefined;
}

/**
 * Power over events per hour: the cascade in both modes against the second network alone ("large first").
 *
 * @throws RangeError for a cascade of one stage, or rates that are not finite and from 0
 */
export function strategyPowers(cascade: Cascade, eventsPerHour: readonly number[]): readonly StrategyPowers[] {
  return eventsPerHour.map((perHour) => {
    const at = { ...cascade, events: { ...cascade.events, rate: perHour / 3600 } };
    const exclusive = closedForm({ ...at, mode: "exclusive" });
    return {
      eventsPerHour: perHour,
      mediumOnly: closedForm(mediumOnly(at)).power,
      sequential: closedForm({ ...at, mode: "sequential" }).power,
      exclusive: exclusive.power,
      duty: exclusive.stages[1]?.duty ?? 0,
      first: exclusive.stages[0]?.power ?? 0,
      second: exclusive.stages[1]?.power ?? 0,
    };
  });
}

/** The second network of a cascade alone. @throws RangeError for a cascade of one stage */
export function mediumOnly(cascade: Cascade): Cascade {
  const [, second] = cascade.stages;
  if (second === undefined) throw new RangeError("mediumOnly: the cascade has one stage");
  const { patience: _, ...stage } = second;
  return { ...cascade, stages: [stage] };
}

/**
 * Both crossovers by bisection on events per hour, up to where events go on all the time.
 *
 * Source: docs/equations.md#cascade-crossovers
 *
 * @param highest events per hour
 */
export function strategyCrossovers(
  cascade: Cascade,
  mode: SwitchingMode,
  { highest = 1e5 }: { readonly highest?: number } = {},
): StrategyCrossovers {
  const at = (perHour: number): Cascade => ({
    ...cascade,
    mode,
    events: { ...cascade.events, rate: perHour / 3600 },
  });
  return {
    abandon: firstRate(highest, (perHour) => closedForm(at(perHour)).power - closedForm(mediumOnly(at(perHour))).power),
    invest: firstRate(highest, (perHour) => {
      const [first, second] = closedForm(at(perHour)).stages;
      return (second?.power ?? 0) - (first?.power ?? 0);
    }),
  };
}

/** The rate from which on a growing excess is positive; 0 where it always is. */
function firstRate(highest: number, excess: (perHour: number) => number): number | undefined {
  // Powers that are equal up to rounding never cross.
  const positive = (perHour: number): boolean => excess(perHour) > 1e-12;
  if (positive(0)) return 0;
  if (!positive(highest)) return undefined;
  let [low, high] = [0, highest];
  for (let step = 0; step < 60 && high - low > 1e-6 * high; step++) {
    const middle = low < 1e-3 ? Math.max(1e-3, high / 1024) : Math.sqrt(low * high);
    if (middle >= high) break;
    if (positive(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The two duties of the second network at which a cascade changes its worth, from energies and rates alone. */
export interface DutyCrossovers {
  /** Sequential: 1 − ρ f₁/f₂. Exclusive: never (1), or always (0) where the first network takes more power. */
  readonly abandon: { readonly sequential: Fraction; readonly exclusive: Fraction };
  /** Sequential ρ f₁/f₂; exclusive ρ f₁ / (f₂ + ρ f₁). */
  readonly invest: { readonly sequential: Fraction; readonly exclusive: Fraction };
}

/**
 * Duties of the second network at which it draws as much as the first (invest), and from which on it alone draws less (abandon), with ρ = E₁/E₂.
 *
 * Source: docs/equations.md#cascade-crossovers
 *
 * @example dutyCrossovers({ rate: 10, energy: 1 }, { rate: 10, energy: 10 }).abandon.sequential // => 0.9
 */
export function dutyCrossovers(
  first: Pick<CascadeStage, "rate" | "energy">,
  second: Pick<CascadeStage, "rate" | "energy">,
): DutyCrossovers {
  const ratio = (first.rate * first.energy) / (second.rate * second.energy);
  return {
    abandon: { sequential: Math.max(0, 1 - ratio), exclusive: ratio < 1 ? 1 : 0 },
    invest: { sequential: Math.min(1, ratio), exclusive: ratio / (1 + ratio) },
  };
}

/** A network at a rate, for a comparison of rates. */
export interface RateOption {
  readonly power: Watts;
  readonly recall: Fraction;
  readonly falseAlarms: number;
  readonly latency: number | undefined;
  /** Time between frames: how finely an event's beginning can be told. */
  readonly resolution: number;
  readonly rate: Hertz;
}

/**
 * Option A, a large network once in a while, against B, a small one more often: what each does alone.
 *
 * @param base everything that both share; its stages are not used
 */
export function compareRates(base: Cascade, a: CascadeStage, b: CascadeStage): readonly [RateOption, RateOption] {
  return [rateOption(base, a), rateOption(base, b)];
}

/** What a stage does alone. */
export function rateOption(base: Cascade, stage: CascadeStage): RateOption {
  const { power, recall, falseAlarms, latency } = closedForm({ ...base, stages: [stage] });
  return { power, recall, falseAlarms, latency, resolution: 1 / stage.rate, rate: stage.rate };
}
