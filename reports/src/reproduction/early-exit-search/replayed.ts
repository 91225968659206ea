import { bootstrapInterval, type Interval, kendallTau } from "@joulebook/core";
import { type PredictorScore, scorePredictors, type TrainedDesign } from "@joulebook/design";
import { exitEnergyDelay } from "@joulebook/hardware";
import { nonDominatedSort } from "@joulebook/search";
import type { StudyData } from "./data.js";

/** Where the published designs are costed here. */
export const replayDevice = "the paper's quad core as Stream counts";

/** A published design with its cost on our device. */
export interface ReplayedDesign extends TrainedDesign {
  readonly average: number;
  /** Average over that of the backbone alone, and over the network's own when it is run to its end. */
  readonly toBackbone: number;
  readonly toAllExits: number;
  readonly overhead: number;
}

export interface Replayed {
  readonly designs: readonly ReplayedDesign[];
  readonly scores: readonly PredictorScore[];
  /** Of the 83 designs of the search log, those that none of them beats in accuracy and our cost. */
  readonly front: readonly string[];
  /** Kendall's tau of iteration and accuracy, and of iteration and our cost, in the search log. */
  readonly accuracyByIteration: number;
  readonly accuracyInterval: Interval;
  readonly costByIteration: number;
}

/** Costs the published designs on the paper's accelerator and scores predictors of their accuracy and exit shares. */
export function replayed({ designs, onQuad }: Pick<StudyData, "designs" | "onQuad">): Replayed {
  const costed = designs.map((design): ReplayedDesign => {
    const found = onQuad.get(design.id);
    if (found === undefined) throw new RangeError(`replayed: ${design.id} was not simulated`);
    const backbone = found.backbone.energy * found.backbone.latency;
    const { meanOfProducts, cumulativeEnergyDelay } = exitEnergyDelay(found.stages, design.exitShares);
    const longest = cumulativeEnergyDelay.at(-1) as number;
    return {
      ...design,
      average: meanOfProducts,
      toBackbone: meanOfProducts / backbone,
      toAllExits: meanOfProducts / longest,
      overhead: longest / backbone - 1,
    };
  });
  const log = costed.filter(({ study }) => study === "nas");
  const [front = []] = nonDominatedSort(log.map(({ accuracy, average }) => [-accuracy, average]));
  const iterations = log.map(({ id }) => Number(/^nas-(\d+)/.exec(id)?.[1]));
  return {
    designs: costed,
    scores: scorePredictors(designs),
    front: front.map((index) => (log[index] as ReplayedDesign).exits.join(",")),
    accuracyByIteration:
      kendallTau(
        iterations,
        log.map(({ accuracy }) => accuracy),
      ) ?? 0,
    accuracyInterval: bootstrapInterval(
      log.map(({ accuracy }, index) => [iterations[index] as number, accuracy] as const),
      (pairs) =>
        kendallTau(
          pairs.map(([iteration]) => iteration),
          pairs.map(([, accuracy]) => accuracy),
        ) ?? 0,
      { resamples: 500 },
    ),
    costByIteration:
      kendallTau(
        iterations,
        log.map(({ average }) => average),
      ) ?? 0,
  };
}
