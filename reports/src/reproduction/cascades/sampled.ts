import { type EvaluatedCascade, optimise, sampleCascades, type Scenario } from "@joulebook/cascade";
import { type SampledConfiguration, sampledKinds } from "../../always-on-review/sampled-kinds.js";

export interface Sampled {
  readonly points: readonly SampledConfiguration[];
  /** Least power under the requirements by other seeds. */
  readonly bySeed: readonly EvaluatedCascade[];
}

const otherSeeds = [1, 2, 3, 4] as const;

/** The sampled configurations with what became of them, and what other seeds find. */
export function sampledConfigurations(
  scenario: Scenario,
  { samples, seed }: { readonly samples: number; readonly seed: number },
  best: EvaluatedCascade,
): Sampled {
  return {
    points: sampledKinds(sampleCascades(scenario, { samples, seed }), scenario, best),
    bySeed: otherSeeds.map((other) => optimise(scenario, { samples, seed: other }).best),
  };
}
