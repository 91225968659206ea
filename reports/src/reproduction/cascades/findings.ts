import {
  type Cascade,
  cascadeOf,
  closedForm,
  type EvaluatedCascade,
  optimise,
  type Optimum,
  type Scenario,
  simulate,
  type Simulation,
  type StageSetting,
} from "@joulebook/cascade";
import type { StudyData } from "./measured.js";
import { options, type Options } from "./options.js";
import { type ChipPower, chipPower } from "./power.js";
import { personScenario } from "./scenario.js";
import { type Sampled, sampledConfigurations } from "./sampled.js";
import { type Sensitivity, sensitivity } from "./sensitivity.js";
import { strategies, type Strategies } from "./strategies.js";

/** Everything that the study found. */
export interface Findings {
  readonly power: ChipPower;
  readonly scenario: Scenario;
  /** The configuration with least power under the requirements, whose curves are drawn. */
  readonly optimum: Optimum;
  readonly chosen: Cascade;
  readonly simulated: Simulation;
  readonly options: Options;
  readonly strategies: Strategies;
  readonly sampled: Sampled;
  readonly sensitivity: Sensitivity;
}

const day = 86_400;
export const seed = 0;
const usualSamples = 20_000;

/** Computes the study from its data. */
export function findings(data: StudyData, { samples = usualSamples }: { readonly samples?: number } = {}): Findings {
  const { scenario, text } = personScenario(data);
  const optimum = optimise(scenario, { samples, seed });
  const chosen = cascadeOf(scenario, optimum.best.stages);
  return {
    power: chipPower(data),
    scenario,
    optimum,
    chosen,
    simulated: simulate(chosen, { duration: 60 * day, seed }),
    options: options(scenario),
    strategies: strategies(data, scenario, optimum.best.stages),
    sampled: sampledConfigurations(scenario, { samples, seed }, optimum.best),
    sensitivity: sensitivity(scenario, text, optimum.best.stages),
  };
}

/** "small 5/s, 8 of 8 at 90 %" */
function settingText({ network, rate, confirmation, calibration }: StageSetting): string {
  const { hits, of } = confirmation;
  const recall = "recall" in calibration ? ` at ${Math.round(100 * calibration.recall)} %` : "";
  return `${network} ${rate}/s, ${hits} of ${of}${recall}`;
}

/** The stages of a configuration in words. */
export function configurationText({ stages }: Pick<EvaluatedCascade, "stages">): string {
  return stages.map(settingText).join("; ");
}

/** The hand-set stages of the scenario, not the optimiser's. */
export function handSet(scenario: Scenario): ReturnType<typeof closedForm> {
  return closedForm(cascadeOf(scenario));
}
