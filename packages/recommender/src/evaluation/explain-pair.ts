import { type Fraction, formatPercent } from "@joulebook/core";
import type { FacetChange } from "./energy-change.js";
import type { PairScore } from "./score-pair.js";

/** Median mix gaps that are still good out of sample: planned as measured before, and after one scale factor. */
export interface EvaluationTargets {
  readonly asPlanned: Fraction;
  readonly scaled: Fraction;
}

/** The targets that this project set itself, from what repeats of the same run on other software differ by. */
export const evaluationTargets: EvaluationTargets = { asPlanned: 0.11, scaled: 0.08 };

/** The pairs whose mixes stay off by more than the targets, the farthest first. */
export function farOffPairs(
  pairs: readonly PairScore[],
  targets: EvaluationTargets = evaluationTargets,
): readonly PairScore[] {
  const excess = ({ asPlanned, scaled }: PairScore): number =>
    Math.max((asPlanned.mix.median ?? 0) / targets.asPlanned, (scaled.mix.median ?? 0) / targets.scaled);
  return pairs.filter((pair) => excess(pair) > 1).toSorted((a, b) => excess(b) - excess(a));
}

/** A pair's change of energy in one or two sentences, every word of which follows from its numbers. */
export function explainPair({ pair, change, scaled }: PairScore): string {
  const { ratio, latency, power, idle, facets } = change;
  const { device, backend } = pair.older;
  const level = `${device}, ${backend}, ${pair.older.software} to ${pair.newer.software}: energies went to ${percent(ratio.median)} (80 % of models between ${percent(ratio.p10)} and ${percent(ratio.p90)})`;
  const parts = [
    latency === undefined ? undefined : `latency to ${percent(latency)}`,
    power === undefined ? undefined : `power to ${percent(power)}`,
    idle === undefined ? undefined : `idle power to ${percent(idle)}`,
  ].filter((part) => part !== undefined);
  const through = parts.length === 0 ? "" : `, ${parts.join(", ")}`;
  const [facet] = facets;
  const split = facet === undefined || facet.explained < 0.25 ? "" : `; ${facetText(facet)}`;
  const factor = `one factor (${percent(scaled.factor)}) leaves a median gap of ${formatPercent(scaled.mix.median ?? 0)}`;
  return `${level}${through}${split}; ${factor}.`;
}

function facetText({ facet, explained, values }: FacetChange): string {
  const groups = values.map(({ value, ratio, models }) => `${value} ${percent(ratio)} (${models})`).join(", ");
  return `${facet} accounts for ${percent(explained)} of the spread: ${groups}`;
}

function percent(value: number): string {
  return formatPercent(value, { decimals: 0 });
}
