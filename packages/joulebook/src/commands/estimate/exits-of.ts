import type { EstimatedBaseline, EstimatedExits, Fraction, Network } from "@joulebook/core";
import {
  exitAccount,
  exitEnergyDelay,
  layerStages,
  type ManyCoreCost,
  requireExits,
  type StaticBaseline,
} from "@joulebook/hardware";

type Costed = Pick<ManyCoreCost, "stages" | "leastStages" | "energy" | "latencyCycles">;

/**
 * Refuses shares before anything is costed.
 *
 * @throws InputError `no-exit` for a network of one output, `bad-shares` for shares that cannot be
 */
export function checkShares(network: Network, shares: readonly Fraction[]): void {
  const stages = layerStages(network);
  requireExits(stages, network.name);
  exitEnergyDelay(
    Array.from({ length: stages.count }, () => ({ energy: 0, latency: 0 })),
    shares,
  );
}

/** Means of an early-exit network over where inputs leave, beside two static networks. */
export function exitsOf(
  { stages = [], leastStages, energy, latencyCycles }: Costed,
  backbone: Pick<ManyCoreCost, "energy" | "latencyCycles">,
  given: readonly Fraction[],
): EstimatedExits {
  const account = exitAccount(
    {
      stages,
      ...(leastStages === undefined ? {} : { leastStages }),
      allExits: { energy, latency: latencyCycles },
      backbone: { energy: backbone.energy, latency: backbone.latencyCycles },
    },
    given,
  );
  const { shares, factor, averages, least, optimism, allExits } = account;
  return {
    shares,
    ...(factor === undefined ? {} : { factor }),
    meanEnergy: averages.meanEnergy,
    meanLatencyCycles: averages.meanLatency,
    meanOfProducts: averages.meanOfProducts,
    productOfMeans: averages.productOfMeans,
    ...(least === undefined ? {} : { leastMeanOfProducts: least.meanOfProducts }),
    ...(optimism === undefined ? {} : { optimism }),
    baselines: [baseline("all-exits", allExits), baseline("backbone", account.backbone)],
  };
}

function baseline(name: EstimatedBaseline["name"], one: StaticBaseline): EstimatedBaseline {
  const { energy, latency, energyDelay, reduction } = one;
  return { name, energy, latencyCycles: latency, energyDelay, reduction };
}
