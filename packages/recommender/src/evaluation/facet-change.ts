import { type Candidate, mean, median } from "@joulebook/core";

/** How far one facet (precision, family ...) accounts for the spread of the changes of energy. */
export interface FacetChange {
  readonly facet: string;
  /** Share of the variance of ln(new/old energy) that lies between the facet's values, in [0, 1]. */
  readonly explained: number;
  /** Median of new/old energy of the models with each value, smallest first. */
  readonly values: readonly { readonly value: string; readonly models: number; readonly ratio: number }[];
}

/** What is known of a model besides its numbers; the default is a candidate's keys. */
export type Facets = (candidate: Candidate) => Readonly<Record<string, string | number>>;

/** One model's change of energy, and its facets. */
export interface FacetedRatio {
  readonly ratio: number;
  readonly facets: Readonly<Record<string, string | number>>;
}

/**
 * The facets that split the models into groups (two at least, on average of two models or more), by the share of the
 * variance of ln(ratio) that lies between the groups, largest first. Source: docs/equations.md#energy-change
 */
export function facetChanges(changes: readonly FacetedRatio[]): readonly FacetChange[] {
  const names = new Set(changes.flatMap(({ facets }) => Object.keys(facets)));
  const total = sumOfSquares(changes);
  return Array.from(names)
    .flatMap((facet): FacetChange[] => {
      const groups = groupByFacet(changes, facet);
      if (groups.size < 2 || groups.size > changes.length / 2 || total === 0) return [];
      const within = Array.from(groups.values(), sumOfSquares).reduce((sum, part) => sum + part, 0);
      const values = Array.from(groups, ([value, group]) => ({
        value,
        models: group.length,
        ratio: median(group.map(({ ratio }) => ratio)),
      }));
      return [{ facet, explained: 1 - within / total, values: values.toSorted((a, b) => a.ratio - b.ratio) }];
    })
    .toSorted((a, b) => b.explained - a.explained);
}

function groupByFacet(changes: readonly FacetedRatio[], facet: string): ReadonlyMap<string, readonly FacetedRatio[]> {
  const groups = new Map<string, FacetedRatio[]>();
  for (const change of changes) {
    const value = String(change.facets[facet] ?? "");
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [change]);
    else group.push(change);
  }
  return groups;
}

/** Of ln(ratio) about its mean. */
function sumOfSquares(changes: readonly FacetedRatio[]): number {
  const logs = changes.map(({ ratio }) => Math.log(ratio));
  const average = mean(logs);
  return logs.reduce((sum, log) => sum + (log - average) ** 2, 0);
}
