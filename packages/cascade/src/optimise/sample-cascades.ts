import { random } from "@joulebook/core";
import type { Scenario, StageSetting } from "../scenario/scenario.js";
import { type CascadeRow, scenarioEvaluator } from "./scenario-evaluator.js";

/**
 * Configurations drawn from a scenario's choices, with what they give; the same seed gives the same ones. Those that the chip cannot run
 * are left out.
 */
export function sampleCascades(
  scenario: Scenario,
  { samples, seed }: { readonly samples: number; readonly seed: number },
): readonly CascadeRow[] {
  const { choices } = scenario;
  const { pick } = random(seed, "cascade-optimise", scenario.name);
  const evaluate = scenarioEvaluator(scenario);
  const rows: CascadeRow[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const point = pick(choices.points);
    const draw = (networks: readonly string[]): StageSetting => ({
      network: pick(networks),
      point,
      rate: pick(choices.rates),
      confirmation: pick(choices.confirmations),
      calibration: { recall: pick(choices.recalls) },
    });
    const first = draw(choices.first);
    const stages =
      choices.second.length === 0 ? [first] : [first, { ...draw(choices.second), patience: pick(choices.patiences) }];
    const row = evaluate(stages);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}
