import type { Fraction, Hertz } from "@joulebook/core";
import { cascadeOf, stageOf } from "../scenario/cascade-of.js";
import type { Scenario, StageSetting } from "../scenario/scenario.js";
import { type RateOption, rateOption } from "./strategies.js";

/** A network that watches alone, whatever its threshold. */
export type OptionSetting = Omit<StageSetting, "calibration" | "patience">;

/** What it gives with one threshold. */
export interface SweptThreshold extends RateOption {
  /** Recall of single frames that the threshold is set for, and the false hits that come with it. */
  readonly frameRecall: Fraction;
  readonly falseHit: Fraction;
}

/** Recalls of single frames that thresholds are set for. */
const recalls = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/** A network alone on a scenario's events, from strict to loose thresholds. */
export function sweptThresholds(scenario: Scenario, setting: OptionSetting): readonly SweptThreshold[] {
  return recalls.map((recall) => {
    const cascade = cascadeOf(scenario, [{ ...setting, calibration: { recall } }]);
    const [stage] = cascade.stages;
    return { ...rateOption(cascade, stage), frameRecall: stage.hit, falseHit: stage.falseHit };
  });
}

/** The threshold that finds most events with at most so many false alarms a day; undefined where none keeps them. */
export function mostWithin(list: readonly SweptThreshold[], falseAlarms: number): SweptThreshold | undefined {
  return list
    .filter((one) => one.falseAlarms <= falseAlarms)
    .reduce<SweptThreshold | undefined>(
      (best, one) => (best !== undefined && best.recall >= one.recall ? best : one),
      undefined,
    );
}

/** The rate at which a network takes as much power as another one, where its chip can keep it; else the highest. */
export function equalPowerRate(
  scenario: Scenario,
  { network, point }: Pick<StageSetting, "network" | "point">,
  other: OptionSetting,
): Hertz {
  const energy = (setting: OptionSetting): number =>
    stageOf(scenario, { ...setting, calibration: { recall: 0.5 } }).energy;
  const wanted = (other.rate * energy(other)) / energy({ ...other, network, point });
  return Math.min(wanted, scenario.networks[network]?.points[point]?.maxRate ?? wanted);
}
