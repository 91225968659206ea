import {
  mostWithin,
  type OptionSetting,
  type Scenario,
  type SweptThreshold,
  sweptThresholds,
} from "@joulebook/cascade";

/** Option A (the large network once a second) and option B (a tenth of it, ten times a second), thresholds swept. */
export interface Options {
  readonly a: readonly SweptThreshold[];
  readonly b: readonly SweptThreshold[];
}

/**
 * Each option alone on the scenario's events. A decides by single frames; B by 6 of the last 8, about as much time as between two frames of
 * A, and so about as much energy.
 */
export function options(scenario: Scenario): Options {
  const { point } = scenario.chip;
  const swept = (network: string, rate: number, confirmation: OptionSetting["confirmation"]) =>
    sweptThresholds(scenario, { network, point, rate, confirmation });
  return { a: swept("medium", 1, { hits: 1, of: 1 }), b: swept("small", 10, { hits: 6, of: 8 }) };
}

/** Highest recall of events among the thresholds with at most so many false alarms a day; 0 where there is none. */
export function recallWithin(list: readonly SweptThreshold[], falseAlarms: number): number {
  return mostWithin(list, falseAlarms)?.recall ?? 0;
}
