import { type Candidate, median, quantiles } from "@joulebook/core";
import type { RoundPair } from "./round-pairs.js";

/** How energies changed between two rounds, and what went with it. */
export interface EnergyChange {
  /** New over old energy: 10th percentile, median and 90th percentile over the models. */
  readonly ratio: { readonly p10: number; readonly median: number; readonly p90: number };
  /** Median of new over old mean latency; undefined when unknown. */
  readonly latency?: number;
  /** Median of new over old mean power while inferring, E / t. */
  readonly power?: number;
  /** Median of new over old idle power: a change of the board or its supply, not of the software. */
  readonly idle?: number;
  /** What tells models apart by how much they changed, the most telling first. */
  readonly facets: readonly FacetChange[];
}

/** How far one facet (precision, family ...) accounts for the spread of the changes. */
export interface FacetChange {
  readonly facet: string;
  /** Share of the variance of ln(ratio) that lies between the facet's values, in [0, 1]. */
  readonly explained: number;
  readonly values: readonly { readonly value: string; readonly models: number; readonly ratio: number }[];
}

/** What is known of a model besides its numbers; the default is a candidate's keys. */
export type Facets = (candidate: Candidate) => Readonly<Record<string, string | number>>;

/**
 * Takes the change between two rounds apart: level and spread, latency against power, idle power, and facets.
 *
 * E = P·t, so the change of energy is that of power times that of latency; one scale factor mends a change of level,
 * not a spread. Source: docs/equations.md#energy-change
 */
export function energyChange({ models }: RoundPair, facets: Facets = ({ keys }) => keys): EnergyChange {
  const ratios = models.map(({ older, newer }) => newer.energy / older.energy);
  const [p10, middle, p90] = quantiles(ratios, [0.1, 0.5, 0.9]) as [number, number, number];
  const medianOf = (value: (candidate: Candidate) => number | undefined): number | undefined => {
    const changes = models.flatMap(({ older, newer }) => {
      const [before, after] = [value(older), value(newer)];
      return before === undefined || after === undefined || before === 0 ? [] : [after / before];
    });
    return changes.length === 0 ? undefined : median(changes);
  };
  const latency = medianOf((candidate) => candidate.latency?.mean);
  const power = medianOf((candidate) => meanPower(candidate));
  const idle = medianOf((candidate) => candidate.idlePower);
  return {
    ratio: { p10, median: middle, p90 },
    ...(latency === undefined ? {} : { latency }),
    ...(power === undefined ? {} : { power }),
    ...(idle === undefined ? {} : { idle }),
    facets: facetChanges(models.map(({ older }, index) => ({ ratio: ratios[index] as number, facets: facets(older) }))),
  };
}

function meanPower({ energy, latency }: Candidate): number | undefined {
  return latency === undefined || latency.mean === 0 ? undefined : energy / latency.mean;
}

interface Change {
  readonly ratio: number;
  readonly facets: Readonly<Record<string, string | number>>;
}

/** Facets that split the models into groups of at least two, by the share of variance between the groups. */
function facetChanges(changes: readonly Change[]): readonly FacetChange[] {
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

function groupByFacet(changes: readonly Change[], facet: string): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const value = String(change.facets[facet] ?? "");
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [change]);
    else group.push(change);
  }
  return groups;
}

/** Of ln(ratio) about its mean. */
function sumOfSquares(changes: readonly Change[]): number {
  const logs = changes.map(({ ratio }) => Math.log(ratio));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return logs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
}
