import { type CascadeRow, meetsRequirement, type Requirements, type Scenario } from "@joulebook/cascade";

/** A configuration as a point of power against recall, and what became of it. */
export interface SampledConfiguration {
  readonly row: CascadeRow;
  readonly kind: "infeasible" | "feasible" | "front" | "chosen";
}

/** Sampled configurations by whether they meet the requirements, whether another beats them in power and recall, and which was chosen. */
export function sampledKinds(
  rows: readonly CascadeRow[],
  { requirements }: Scenario,
  best: Pick<CascadeRow, "outcome"> | undefined,
): readonly SampledConfiguration[] {
  const wanted = Object.keys(requirements) as (keyof Requirements)[];
  const feasible = rows.filter((row) => wanted.every((name) => meetsRequirement(row, name, requirements)));
  const front = new Set(recallFront(feasible));
  const met = new Set(feasible);
  return rows.map((row) => ({
    row,
    kind:
      row.outcome.power === best?.outcome.power && met.has(row)
        ? "chosen"
        : front.has(row)
          ? "front"
          : met.has(row)
            ? "feasible"
            : "infeasible",
  }));
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
