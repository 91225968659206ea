import { type Candidate, mean, median, quantiles } from "@joulebook/core";
import { type FacetChange, facetChanges, type Facets } from "./facet-change.js";
import type { RoundPair } from "./round-pairs.js";

/** How energies changed between two rounds, and what went with it. */
export interface EnergyChange {
  /** New over old energy: 10th percentile, median and 90th percentile over the models. */
  readonly ratio: { readonly p10: number; readonly median: number; readonly p90: number };
  /** Mean latency; absent where unknown. */
  readonly latency?: FactorChange;
  /** Mean power while inferring, E / t. */
  readonly power?: FactorChange;
  /** Idle power, which belongs to the board and its supply rather than to the software. */
  readonly idle?: { readonly ratio: number; readonly explained: number };
  /** What tells models apart by how much they changed, the most telling first. */
  readonly facets: readonly FacetChange[];
  /** What was the same for all models within each round and differs between the rounds. */
  readonly keys: readonly { readonly key: string; readonly older: string; readonly newer: string }[];
}

/** One factor of E = P·t. */
export interface FactorChange {
  /** Median of new over old. */
  readonly ratio: number;
  /** Its part of the variance of ln(new/old energy); the parts of latency and power add up to 1. */
  readonly share: number;
}

/** p90 / mean latency above which a run counts as unsteady; one in twenty rows of the MLPerf open edge table is. */
const unsteadyTail = 1.5;

/**
 * Takes the change between two rounds apart: level and spread, latency against power, idle power, facets of the models
 * (one is added: whether the latency of the older, the newer or both runs was unsteady), and changed keys.
 *
 * One scale factor mends a change of level, not a spread. Source: docs/equations.md#energy-change
 */
export function energyChange({ models }: RoundPair, facets: Facets = ({ keys }) => keys): EnergyChange {
  const ratios = models.map(({ older, newer }) => newer.energy / older.energy);
  const logs = ratios.map(Math.log);
  const [p10, middle, p90] = quantiles(ratios, [0.1, 0.5, 0.9]) as [number, number, number];
  const latency = changeOf({ models }, ({ latency: delay }) => delay?.mean);
  const power = changeOf({ models }, meanPower);
  const idle = changeOf({ models }, ({ idlePower }) => idlePower);
  const spread = covariance(logs, logs);
  const share = (changes: readonly number[]): number =>
    spread === 0 ? 0 : covariance(changes.map(Math.log), logs) / spread;
  return {
    ratio: { p10, median: middle, p90 },
    ...(latency === undefined ? {} : { latency: { ratio: median(latency), share: share(latency) } }),
    ...(power === undefined ? {} : { power: { ratio: median(power), share: share(power) } }),
    ...(idle === undefined
      ? {}
      : { idle: { ratio: median(idle), explained: correlation(idle.map(Math.log), logs) ** 2 } }),
    facets: facetChanges(
      models.map(({ older, newer }, index) => ({
        ratio: ratios[index] as number,
        facets: { ...facets(older), ...steadiness(older, newer) },
      })),
    ),
    keys: changedKeys({ models }),
  };
}

type Models = Pick<RoundPair, "models">;

/** New over old of a quantity for every model; undefined when one does not state it. */
function changeOf(
  { models }: Models,
  value: (candidate: Candidate) => number | undefined,
): readonly number[] | undefined {
  const changes: number[] = [];
  for (const { older, newer } of models) {
    const [before, after] = [value(older), value(newer)];
    if (before === undefined || after === undefined || !(before > 0 && after > 0)) return undefined;
    changes.push(after / before);
  }
  return changes;
}

function meanPower({ energy, latency }: Candidate): number | undefined {
  return latency === undefined || latency.mean === 0 ? undefined : energy / latency.mean;
}

function steadiness(older: Candidate, newer: Candidate): Record<string, string> {
  const [before, after] = [isUnsteady(older), isUnsteady(newer)];
  if (before === undefined || after === undefined) return {};
  const which = before && after ? "both runs" : before ? "older run" : after ? "newer run" : "neither";
  return { "unsteady latency": which };
}

function isUnsteady({ latency }: Candidate): boolean | undefined {
  return latency?.p90 === undefined ? undefined : latency.p90 > unsteadyTail * latency.mean;
}

function changedKeys({ models }: Models): EnergyChange["keys"] {
  const [first] = models;
  if (first === undefined) return [];
  return Object.keys(first.older.keys).flatMap((key) => {
    const [before, after] = [first.older.keys[key], first.newer.keys[key]];
    const constant = models.every(({ older, newer }) => older.keys[key] === before && newer.keys[key] === after);
    if (!constant || before === after || before === undefined || after === undefined) return [];
    return [{ key, older: String(before), newer: String(after) }];
  });
}

function covariance(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  return mean(a.map((value, index) => (value - meanA) * ((b[index] as number) - meanB)));
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const scale = Math.sqrt(covariance(a, a) * covariance(b, b));
  return scale === 0 ? 0 : covariance(a, b) / scale;
}
