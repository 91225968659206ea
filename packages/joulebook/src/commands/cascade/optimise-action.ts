import { type EvaluatedCascade, optimise, type Scenario, type StageSetting } from "@joulebook/cascade";
import type { CascadeConfiguration, CascadeOptimiseDocument, CascadeStageSetting } from "@joulebook/core";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { wholeNumber } from "../whole-number.js";
import type { CascadeOptimiseOptions } from "./cascade-options.js";
import { optimiseText } from "./cascade-text.js";
import { figuresOf } from "./figures-of.js";
import { namedScenario } from "./named-scenario.js";

/** The configuration with least power that meets a scenario's requirements. */
export async function optimiseAction(name: string, options: CascadeOptimiseOptions): Promise<CommandResult> {
  const number = (flag: string, text: string | undefined, least: number, most: number): number | undefined =>
    text === undefined ? undefined : wholeNumber(flag, text, { least, most });
  const samples = number("--samples", options.samples, 1, 1_000_000);
  const chosenSeed = number("--seed", options.seed, 0, 2 ** 31);
  const { scenario, inputs } = await namedScenario(name);
  const seed = chosenSeed ?? scenario.choices.seed;
  const found = optimise(scenario, { seed, ...(samples === undefined ? {} : { samples }) });
  const document: DocumentBody<CascadeOptimiseDocument> = {
    scenario: scenario.name,
    samples: found.samples,
    seed,
    feasible: found.feasible,
    best: configuration(found.best, scenario),
    front: found.front.map((one) => configuration(one, scenario)),
    requirements: found.requirements.map((one) => ({
      ...one,
      limit: scenario.requirements[one.requirement] ?? 0,
    })),
    eventRates: found.eventRates.map(({ factor, outcome, missed }) => ({
      factor,
      power: outcome.power,
      recall: Math.min(1, Math.max(0, outcome.recall)),
      falseAlarms: outcome.falseAlarms,
      missed,
    })),
    assumed: scenario.assumed,
  };
  return { name: "cascade-optimise", document, text: () => optimiseText(document), inputs };
}

function configuration({ stages, outcome, memory }: EvaluatedCascade, scenario: Scenario): CascadeConfiguration {
  return {
    settings: stages.map(setting),
    figures: figuresOf(outcome, scenario),
    ...(memory === undefined ? {} : { memory }),
  };
}

function setting({ network, point, rate, confirmation, calibration, patience }: StageSetting): CascadeStageSetting {
  return {
    network,
    point,
    rate,
    ...confirmation,
    recall: "recall" in calibration ? calibration.recall : 0,
    ...(patience === undefined ? {} : { patience }),
  };
}
