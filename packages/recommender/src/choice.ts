import type { Bytes, BudgetAxis, Candidate, CandidateTable, Fraction, Joules, Seconds } from "@joulebook/core";
import { mixed } from "./mix-share.js";
import type { MixChoice } from "./mix.js";
import { type LatencyStatistic, latencyStatistic } from "./request.js";
import { probabilityWithinBudget } from "./within-budget.js";

/** One candidate and what it costs on the budget's axis. */
export interface Choice {
  readonly candidate: Candidate;
  readonly energy: Joules;
  readonly accuracy: Fraction;
  /** The limited statistic of latency (the mean without a limit); undefined when unknown. */
  readonly latency?: Seconds;
  readonly memory?: Bytes;
  /** Mean cost on the budget's axis (J or W) by the stated energy, without margin. */
  readonly cost: number;
  /** |cost - limit| / limit. */
  readonly gap: Fraction;
  /** Probability that the cost is within the limit; absent where the energy has no interval. */
  readonly withinBudget?: Fraction;
}

/** A part of a mix: `share` of all inferences go to this candidate. */
export interface MixPart extends Choice {
  readonly share: Fraction;
}

/** Two candidates (one where the budget lies on a hull corner or beyond the last) that share the inferences. */
export interface Mix {
  readonly parts: readonly MixPart[];
  /** Mean energy of one inference. */
  readonly energy: Joules;
  /** Largest energy of an inference by either part. */
  readonly worstEnergy: Joules;
  /** Mean accuracy. */
  readonly accuracy: Fraction;
  /** Mean over the shares, and the slower part, of the limited statistic; undefined when a part's is unknown. */
  readonly latency?: { readonly mean: Seconds; readonly worst: Seconds };
  /** Both parts resident together; undefined when a part's is unknown. */
  readonly memory?: Bytes;
  /** Mean cost on the budget's axis by the stated energies, without margin. */
  readonly cost: number;
  readonly gap: Fraction;
  /** Accuracy that one more unit of budget (J or W, margin included) would buy; 0 beyond the most accurate candidate. */
  readonly shadowPrice: number;
}

/** The record of one chosen candidate. */
export function choiceOf(candidate: Candidate, axis: BudgetAxis, statistic: LatencyStatistic): Choice {
  const { energy, accuracy, memory } = candidate;
  const latency = latencyStatistic(candidate.latency, statistic);
  const cost = axis.cost(candidate);
  const withinBudget = probabilityWithinBudget(candidate, axis);
  return {
    candidate,
    energy,
    accuracy,
    ...(latency === undefined ? {} : { latency }),
    ...(memory === undefined ? {} : { memory }),
    cost,
    gap: Math.abs(cost - axis.limit) / axis.limit,
    ...(withinBudget === undefined ? {} : { withinBudget }),
  };
}

/**
 * The record of a mixture: means over the shares, and the worst of its parts.
 *
 * Its latency is the mean of the parts' statistics, which for a percentile is not the percentile of the mixture; the
 * worst part's bounds it.
 */
export function mixOf(
  { low, high, share, shadowPrice }: MixChoice,
  candidates: CandidateTable,
  axis: BudgetAxis,
  statistic: LatencyStatistic,
): Mix {
  const cheap = choiceOf(candidates.at(low), axis, statistic);
  const dear = choiceOf(candidates.at(high), axis, statistic);
  const parts =
    share === 0
      ? [{ ...cheap, share: 1 }]
      : [
          { ...cheap, share: 1 - share },
          { ...dear, share },
        ];
  const cost = mixed(share, cheap.cost, dear.cost);
  const used = share === 0 ? [cheap] : [cheap, dear];
  const latencies = used.map(({ latency }) => latency).filter((latency) => latency !== undefined);
  const memories = used.map(({ memory }) => memory).filter((memory) => memory !== undefined);
  return {
    parts,
    energy: mixed(share, cheap.energy, dear.energy),
    worstEnergy: Math.max(...used.map(({ candidate, energy }) => candidate.energyMax ?? energy)),
    accuracy: mixed(share, cheap.accuracy, dear.accuracy),
    ...(latencies.length < used.length
      ? {}
      : {
          latency: {
            mean: latencies.length === 1 ? (latencies[0] as number) : mixed(share, ...(latencies as [number, number])),
            worst: Math.max(...latencies),
          },
        }),
    ...(memories.length < used.length ? {} : { memory: memories.reduce((sum, memory) => sum + memory, 0) }),
    cost,
    gap: Math.abs(cost - axis.limit) / axis.limit,
    shadowPrice,
  };
}
