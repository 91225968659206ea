import { type Fraction, formatPercent } from "@joulebook/core";
import type { EnergyChange, FactorChange } from "./energy-change.js";
import type { FacetChange } from "./facet-change.js";
import type { PairScore } from "./score-pair.js";

/** Largest median gaps of the mix that still count as good out of sample: as planned, and after one scale factor. */
export interface EvaluationTargets {
  readonly asPlanned: Fraction;
  readonly scaled: Fraction;
}

/** The targets this project set itself before it looked at the pairs. */
export const evaluationTargets: EvaluationTargets = { asPlanned: 0.11, scaled: 0.08 };

/** A facet that accounts for less of the spread is not worth a sentence. */
const tellingShare = 0.25;

/** The pairs whose mixes stay off by more than a target, the farthest first. */
export function farOffPairs(
  pairs: readonly PairScore[],
  targets: EvaluationTargets = evaluationTargets,
): readonly PairScore[] {
  const excess = ({ asPlanned, scaled }: PairScore): number =>
    Math.max((asPlanned.mix.median ?? 0) / targets.asPlanned, (scaled.mix.median ?? 0) / targets.scaled);
  return pairs.filter((pair) => excess(pair) > 1).toSorted((a, b) => excess(b) - excess(a));
}

/** Why a pair's energies differ, as sentences that follow from its numbers: the change, what went with it, what is left. */
export function explainPair({ pair, change, asPlanned, scaled }: PairScore): readonly string[] {
  const { older, newer } = pair;
  const { ratio } = change;
  return [
    `${older.device}, ${older.backend}, ${older.software} (${older.round}) to ${newer.software} (${newer.round}): ` +
      `energies became ${percent(ratio.median)} of the old ones (80 % of models: ${percent(ratio.p10)} to ${percent(ratio.p90)}).`,
    ...factorText(change),
    ...change.facets
      .filter(({ explained }) => explained >= tellingShare)
      .slice(0, 2)
      .map(facetText),
    `Median gap of the mix ${formatPercent(asPlanned.mix.median ?? 0)}; ` +
      `${formatPercent(scaled.mix.median ?? 0)} after one factor of ${scaled.factor.toFixed(2)}.`,
  ];
}

function factorText({ latency, power, idle, keys }: EnergyChange): readonly string[] {
  const parts = [
    latency === undefined ? [] : [`latency ${percent(latency.ratio)}${carries(latency)}`],
    power === undefined ? [] : [`power ${percent(power.ratio)}${carries(power)}`],
    idle === undefined ? [] : [`idle power ${percent(idle.ratio)}`],
  ].flat();
  const system = keys.find(({ key }) => key === "system");
  const other = system === undefined ? "" : `; system ${system.older} became ${system.newer}`;
  return parts.length === 0 ? [] : [`New over old: ${parts.join(", ")}${other}.`];
}

/** Of latency and power one carries more than half of the spread. */
function carries({ share }: FactorChange): string {
  return share > 0.5 ? " (which carries the spread between models)" : "";
}

function facetText({ facet, explained, values }: FacetChange): string {
  const groups = values.map(({ value, ratio, models }) => `${value} ${percent(ratio)} (${models})`).join(", ");
  return `${percent(explained)} of the spread lies between values of ${facet}: ${groups}.`;
}

function percent(value: number): string {
  return formatPercent(value, { decimals: 0 });
}
