import { batteryLifetime, type Seconds, type Watts } from "@joulebook/core";
import {
  type Cascade,
  cascadeOf,
  closedForm,
  dutyCrossovers,
  type DutyCrossovers,
  largestMedium,
  lifeOf,
  mediumOnly,
  savingsSplit,
  type SavingsSplit,
  type Scenario,
  smallNetworkWorth,
  type SmallNetworkWorth,
  type StageSetting,
  strategyCrossovers,
  type StrategyCrossovers,
} from "@joulebook/cascade";
import type { StudyData } from "./measured.js";
import { personScenario } from "./scenario.js";

/** What a cascade draws at one rate of events, beside its second network alone. */
export interface AtRate {
  readonly eventsPerHour: number;
  readonly mediumOnly: Watts;
  readonly sequential: Watts;
  readonly exclusive: Watts;
  /** The exclusive cascade with a first network of twice the energy and better scores (assumed). */
  readonly betterFirst: Watts;
  /** Of the exclusive cascade: shares of the time in charge, inferences per second, powers, by stage. */
  readonly duties: readonly [number, number];
  readonly rates: readonly [number, number];
  readonly powers: readonly [Watts, Watts];
  readonly recall: number;
  readonly lives: Readonly<Record<"mediumOnly" | "sequential" | "exclusive", Seconds>>;
  /** How many times its energy the second network may take before it costs a tenth of the battery's life. */
  readonly largest: number;
}

/** Cascade against second network alone over events per hour. */
export interface Strategies {
  readonly rows: readonly AtRate[];
  readonly exclusive: StrategyCrossovers;
  readonly sequential: StrategyCrossovers;
  /** From energies and rates alone: of the chosen stages, and with a tenth of the energy at equal rates. */
  readonly duties: DutyCrossovers;
  readonly equalRates: DutyCrossovers;
  /** With nothing to see: what a first network that takes no energy would save. */
  readonly worth: SmallNetworkWorth;
  readonly split: SavingsSplit;
}

const eventRates = [0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** Twice the energy for half of the way to the second network's AUC: assumed. */
const better = { share: 0.2, smallAuc: 0.85 } as const;

export function strategies(data: StudyData, scenario: Scenario, stages: readonly StageSetting[]): Strategies {
  const cascade = cascadeOf(scenario, stages);
  const improved = cascadeOf(personScenario(data, better).scenario, stages);
  const [first, second] = cascade.stages;
  if (second === undefined) throw new RangeError("strategies: the chosen configuration has one stage");
  const quiet = at(cascade, 0);
  return {
    rows: eventRates.map((perHour) => row(scenario, cascade, improved, perHour)),
    exclusive: strategyCrossovers(cascade, "exclusive"),
    sequential: strategyCrossovers(cascade, "sequential"),
    duties: dutyCrossovers(first, second),
    equalRates: dutyCrossovers({ ...first, rate: second.rate }, second),
    worth: smallNetworkWorth(quiet),
    split: savingsSplit(cascade),
  };
}

function at(cascade: Cascade, perHour: number): Cascade {
  return { ...cascade, events: { ...cascade.events, rate: perHour / 3600 } };
}

function row(scenario: Scenario, cascade: Cascade, improved: Cascade, eventsPerHour: number): AtRate {
  const here = at(cascade, eventsPerHour);
  const exclusive = closedForm({ ...here, mode: "exclusive" });
  const sequential = closedForm({ ...here, mode: "sequential" }).power;
  const alone = closedForm(mediumOnly(here)).power;
  const pair = (key: "duty" | "rate" | "power"): readonly [number, number] => [
    exclusive.stages[0]?.[key] ?? 0,
    exclusive.stages[1]?.[key] ?? 0,
  ];
  const { battery } = scenario.chip;
  if (battery === undefined) throw new RangeError("strategies: the scenario has no battery");
  const life = (power: Watts): Seconds => lifeOf(scenario, power) ?? batteryLifetime(battery, power);
  return {
    eventsPerHour,
    mediumOnly: alone,
    sequential,
    exclusive: exclusive.power,
    betterFirst: closedForm({ ...at(improved, eventsPerHour), mode: "exclusive" }).power,
    duties: pair("duty"),
    rates: pair("rate"),
    powers: pair("power"),
    recall: exclusive.recall,
    lives: { mediumOnly: life(alone), sequential: life(sequential), exclusive: life(exclusive.power) },
    largest: largestMedium({ ...here, mode: "exclusive" }, battery).factor,
  };
}
