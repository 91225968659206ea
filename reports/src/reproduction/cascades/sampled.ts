import {
  type CascadeRow,
  type EvaluatedCascade,
  meetsRequirement,
  optimise,
  type Requirements,
  sampleCascades,
  type Scenario,
} from "@joulebook/cascade";

/** Configurations as points: power against recall. */
export interface SampledConfiguration {
  readonly row: CascadeRow;
  readonly kind: "infeasible" | "feasible" | "front" | "chosen";
}

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
  const rows = sampleCascades(scenario, { samples, seed });
  const wanted = Object.keys(scenario.requirements) as (keyof Requirements)[];
  const feasible = rows.filter((row) => wanted.every((name) => meetsRequirement(row, name, scenario.requirements)));
  const front = new Set(recallFront(feasible));
  const met = new Set(feasible);
  return {
    points: rows.map((row) => ({
      row,
      kind:
        row.outcome.power === best.outcome.power && met.has(row)
          ? "chosen"
          : front.has(row)
            ? "front"
            : met.has(row)
              ? "feasible"
              : "infeasible",
    })),
    bySeed: otherSeeds.map((other) => optimise(scenario, { samples, seed: other }).best),
  };
}

/** Of those that meet the requirements, the ones that no other beats in power and recall. */
function recallFront(rows: readonly CascadeRow[]): readonly CascadeRow[] {
  const sorted = rows.toSorted((a, b) => a.outcome.power - b.outcome.power || b.outcome.recall - a.outcome.recall);
  let most = Number.NEGATIVE_INFINITY;
  return sorted.filter(({ outcome }) => {
    if (outcome.recall <= most) return false;
    most = outcome.recall;
    return true;
  });
}
