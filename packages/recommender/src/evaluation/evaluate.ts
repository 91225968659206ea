import { type Fraction, mean, median } from "@joulebook/core";
import type { Facets } from "./facet-change.js";
import { inSample, type InSample } from "./in-sample.js";
import type { Round } from "./round.js";
import { roundPairs } from "./round-pairs.js";
import { type PairScore, type PlanScore, scorePairs } from "./score-pair.js";

/** How to evaluate. */
export interface EvaluationOptions {
  /** Budgets per sweep; default 50. */
  readonly budgets?: number;
  /** Shares of the round-to-round errors that margins are to cover; default 0.75, 0.9 and 0.95. */
  readonly levels?: readonly Fraction[];
  /** What may explain why models changed differently; default: the candidates' keys. */
  readonly facets?: Facets;
  /** Rounds and pairs with fewer models are not evaluated; default 10. */
  readonly leastModels?: number;
}

/** Medians over the parts of an evaluation; undefined where there is none. */
export interface EvaluationSummary {
  /** Median over rounds and over devices of the median in-sample gap of `single`. */
  readonly inSample: { readonly perRound?: Fraction; readonly perDevice?: Fraction };
  /** Medians over the pairs of rounds of the median gap. */
  readonly outOfSample: {
    readonly pairs: number;
    readonly asPlanned: KindGaps;
    readonly scaled: KindGaps;
    readonly withoutProbes: KindGaps;
  };
  /** What margins buy and cost over all pairs, for mixes; level 0 is no margin. */
  readonly margins: {
    readonly asPlanned: readonly MarginSummary[];
    readonly scaled: readonly MarginSummary[];
  };
}

export interface KindGaps {
  readonly single?: Fraction;
  readonly mix?: Fraction;
}

export interface MarginSummary {
  readonly level: Fraction;
  /** Share of the answered budgets that were exceeded. */
  readonly violations: Fraction;
  readonly answered: number;
  /** Mean over pairs of the accuracy given up. */
  readonly accuracyGivenUp: number;
}

/** How far to trust a recommendation, by measurements that were made twice. */
export interface Evaluation {
  readonly inSample: {
    readonly perRound: readonly InSample[];
    /** Each device with the newest round of each of its backends together. */
    readonly perDevice: readonly InSample[];
  };
  readonly outOfSample: readonly PairScore[];
  readonly summary: EvaluationSummary;
}

/**
 * Sweeps budgets over each round and device, and chooses from older rounds what newer ones of the same board and
 * runtime then score. Source: docs/equations.md#evaluation
 *
 * @throws RangeError if a candidate's energy or accuracy is not a number it can be
 * @example evaluate(roundsOf(candidates, { time })).summary.outOfSample.asPlanned.mix
 */
export function evaluate(rounds: readonly Round[], options: EvaluationOptions = {}): Evaluation {
  const { budgets = 50, levels = [0.75, 0.9, 0.95], facets, leastModels = 10 } = options;
  const large = rounds.filter(({ candidates }) => candidates.length >= leastModels);
  const perRound = large.map((round) =>
    inSample(round.candidates, { device: round.device, software: [softwareOf(round)], budgets }),
  );
  const perDevice = devicesOf(rounds).map(({ device, newest }) =>
    inSample(
      newest.flatMap(({ candidates }) => candidates),
      { device, software: newest.map(softwareOf), budgets },
    ),
  );
  const outOfSample = scorePairs(roundPairs(large, { leastModels }), { budgets, levels, facets });
  return { inSample: { perRound, perDevice }, outOfSample, summary: summary(perRound, perDevice, outOfSample) };
}

function softwareOf({ backend, software }: Round): string {
  return `${backend}: ${software}`;
}

/** Each device with the newest round of each backend, in order of name. */
function devicesOf(rounds: readonly Round[]): readonly { device: string; newest: readonly Round[] }[] {
  const devices = new Map<string, Map<string, Round>>();
  for (const round of rounds) {
    const backends = devices.get(round.device) ?? new Map<string, Round>();
    devices.set(round.device, backends);
    const other = backends.get(round.backend);
    if (other === undefined || round.time > other.time) backends.set(round.backend, round);
  }
  return Array.from(devices, ([device, backends]) => ({ device, newest: Array.from(backends.values()) })).toSorted(
    (a, b) => (a.device < b.device ? -1 : 1),
  );
}

function summary(
  perRound: readonly InSample[],
  perDevice: readonly InSample[],
  pairs: readonly PairScore[],
): EvaluationSummary {
  const gaps = (of: (pair: PairScore) => Pick<PlanScore, "single" | "mix">): KindGaps => ({
    ...named("single", medianOf(pairs.map((pair) => of(pair).single.median))),
    ...named("mix", medianOf(pairs.map((pair) => of(pair).mix.median))),
  });
  return {
    inSample: {
      ...named("perRound", medianOf(perRound.map(({ single }) => single.median))),
      ...named("perDevice", medianOf(perDevice.map(({ single }) => single.median))),
    },
    outOfSample: {
      pairs: pairs.length,
      asPlanned: gaps(({ asPlanned }) => asPlanned),
      scaled: gaps(({ scaled }) => scaled),
      withoutProbes: gaps(({ withoutProbes }) => withoutProbes),
    },
    margins: {
      asPlanned: marginSummaries(pairs.map(({ asPlanned }) => asPlanned)),
      scaled: marginSummaries(pairs.map(({ scaled }) => scaled)),
    },
  };
}

function marginSummaries(scores: readonly PlanScore[]): readonly MarginSummary[] {
  const levels = scores[0]?.margins.map(({ level }) => level) ?? [];
  const without = scores.map(({ mix }) => ({ mix, accuracyGivenUp: 0 }));
  return [
    marginSummary(0, without),
    ...levels.map((level) =>
      marginSummary(
        level,
        scores.flatMap(({ margins }) => margins.filter((score) => score.level === level)),
      ),
    ),
  ];
}

function marginSummary(
  level: Fraction,
  scores: readonly Pick<PlanScore["margins"][number], "mix" | "accuracyGivenUp">[],
): MarginSummary {
  const answered = scores.reduce((sum, { mix }) => sum + (mix?.answered ?? 0), 0);
  const violations = scores.reduce((sum, { mix }) => sum + (mix?.violations ?? 0), 0);
  const losses = scores.flatMap(({ accuracyGivenUp }) => (accuracyGivenUp === undefined ? [] : [accuracyGivenUp]));
  return {
    level,
    answered,
    violations: answered === 0 ? 0 : violations / answered,
    accuracyGivenUp: losses.length === 0 ? 0 : mean(losses),
  };
}

function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : median(known);
}

function named<K extends string>(name: K, value: number | undefined): { readonly [key in K]?: number } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in K]?: number });
}
