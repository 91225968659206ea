import { type Random, random } from "@joulebook/core";
import type { Cascade } from "../cascade.js";
import { outcomeOf } from "../closed-form/closed-form.js";
import { combinedAt, combinedWidth } from "../closed-form/combined.js";
import { lifeOf, residentMemory } from "../scenario/cascade-of.js";
import type { Scenario, StageSetting } from "../scenario/scenario.js";
import { cascadeColumns, pairEvaluator } from "./pair-evaluator.js";
import { type CascadeRow, scenarioEvaluator } from "./scenario-evaluator.js";

/**
 * Configurations drawn from a scenario's choices, with what they give; the same seed gives the same ones. Those that the chip cannot run
 * are left out.
 */
export function sampleCascades(
  scenario: Scenario,
  { samples, seed }: { readonly samples: number; readonly seed: number },
): readonly CascadeRow[] {
  const stream = random(seed, "cascade-optimise", scenario.name);
  if (scenario.choices.second.length > 0) return sampledPairs(scenario, samples, stream);
  const evaluate = scenarioEvaluator(scenario);
  const { points, first } = scenario.choices;
  return Array.from({ length: samples }, () => {
    const point = stream.pick(points);
    return evaluate([drawn(scenario, first, point, stream)]);
  }).filter((row) => row !== undefined);
}

function drawn({ choices }: Scenario, networks: readonly string[], point: string, { pick }: Random): StageSetting {
  return {
    network: pick(networks),
    point,
    rate: pick(choices.rates),
    confirmation: pick(choices.confirmations),
    calibration: { recall: pick(choices.recalls) },
  };
}

/** Pairs of stages: equal stages share their tables, and all pairs are evaluated at once. */
function sampledPairs(scenario: Scenario, samples: number, stream: Random): readonly CascadeRow[] {
  const { choices, cloud, mode, reset, chip, events } = scenario;
  const [firsts, seconds] = [new Places(), new Places()];
  const first = new Int32Array(samples);
  const second = new Int32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const point = stream.pick(choices.points);
    first[sample] = firsts.of(drawn(scenario, choices.first, point, stream));
    const called = drawn(scenario, choices.second, point, stream);
    second[sample] = seconds.of({ ...called, patience: stream.pick(choices.patiences) });
  }
  const evaluator = pairEvaluator(scenario, firsts.settings, seconds.settings);
  const columns = cascadeColumns(samples);
  evaluator.evaluate(first, second, columns);
  const rows: CascadeRow[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const [one, two] = [first[sample] as number, second[sample] as number];
    const [watching, called] = [evaluator.firsts[one], evaluator.seconds[two]];
    const power = columns.power[sample] as number;
    if (watching === undefined || called === undefined || Number.isNaN(power)) continue;
    const stages = [firsts.settings[one], seconds.settings[two]] as [StageSetting, StageSetting];
    const cascade: Cascade = {
      mode,
      reset,
      stages: [watching, called],
      ...(cloud === undefined ? {} : { cloud }),
      staticPower: Math.max(...stages.map(({ point }) => chip.points[point]?.staticPower ?? 0)),
      sensorPower: chip.sensorPower,
      events,
    };
    const found = combinedAt(columns.combined, sample * combinedWidth);
    rows.push({
      stages,
      outcome: outcomeOf(cascade, found, evaluator.meanLength),
      memory: residentMemory(scenario, stages),
      batteryLife: lifeOf(scenario, power),
    });
  }
  return rows;
}

/** Different settings of a stage in the order they were first drawn. */
class Places {
  readonly settings: StageSetting[] = [];
  readonly #places = new Map<string, number>();

  of(setting: StageSetting): number {
    const { network, point, rate, confirmation, calibration, patience } = setting;
    const recall = "recall" in calibration ? calibration.recall : 0;
    const key = `${network}\n${point}\n${rate} ${confirmation.hits} ${confirmation.of} ${recall} ${patience}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.settings.length);
    return this.settings.push(setting) - 1;
  }
}
