import type { Fraction, Joules } from "@joulebook/core";
import { type ExitEnergyDelay, exitEnergyDelay, exitShares, type StageCost } from "./exit-energy-delay.js";

/** What one inference costs when nothing leaves early; latency in any unit of time. */
export interface WholeInference {
  readonly energy: Joules;
  readonly latency: number;
}

/** A static network beside the mean of early exits. */
export interface StaticBaseline extends WholeInference {
  /** Energy x latency. */
  readonly energyDelay: number;
  /** Energy x latency over E[E T]: above 1 where early exits save. */
  readonly reduction: number;
}

/** What early exits cost on average, and against what. */
export interface ExitAccount {
  /** As they were used, summing to one. */
  readonly shares: readonly Fraction[];
  /** What they were multiplied by, where they did not sum to one. */
  readonly factor?: number;
  /** Of the stages as they ran. */
  readonly averages: ExitEnergyDelay;
  /** With each stage taken from the allocation that suits it best, as the authors of arXiv 2512.04705 do. */
  readonly least?: ExitEnergyDelay;
  /** E[E T] as they ran over that of the least stages, less 1. */
  readonly optimism?: number;
  /** All exits always evaluated. */
  readonly allExits: StaticBaseline;
  /** The backbone with its last exit alone. */
  readonly backbone: StaticBaseline;
}

export interface AccountedExits {
  readonly stages: readonly StageCost[];
  readonly leastStages?: readonly StageCost[];
  readonly allExits: WholeInference;
  readonly backbone: WholeInference;
}

/**
 * Averages over where inputs leave, and how many times less that is than two static networks: E T of the whole over E[E T].
 *
 * Source: docs/equations.md#energy-delay
 *
 * @throws InputError `bad-shares` as `exitShares` does, and where there are not as many shares as exits
 * @example exitAccount({ stages: [{ energy: 2, latency: 1 }, { energy: 6, latency: 3 }], allExits: { energy: 8, latency: 4 }, backbone: { energy: 7, latency: 4 } }, [0.5, 0.5]).allExits.reduction // => 32 / 17
 */
export function exitAccount(
  { stages, leastStages, allExits, backbone }: AccountedExits,
  shares: readonly Fraction[],
): ExitAccount {
  const averages = exitEnergyDelay(stages, shares);
  const least = leastStages === undefined ? undefined : exitEnergyDelay(leastStages, shares);
  const against = ({ energy, latency }: WholeInference): StaticBaseline => ({
    energy,
    latency,
    energyDelay: energy * latency,
    reduction: (energy * latency) / averages.meanOfProducts,
  });
  return {
    ...exitShares(shares),
    averages,
    ...(least === undefined ? {} : { least, optimism: averages.meanOfProducts / least.meanOfProducts - 1 }),
    allExits: against(allExits),
    backbone: against(backbone),
  };
}
