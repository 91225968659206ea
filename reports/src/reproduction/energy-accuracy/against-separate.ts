import { bootstrapMean, type Interval, mean } from "@joulebook/core";
import type { ExitAccuracies, TrainedNetwork } from "./runs.js";

/** What exits of one network gain over separate networks of their depths, test accuracy in points. */
export interface ExitGain {
  readonly mean: number;
  readonly interval: Interval;
  /** Mean over seeds for each exit. */
  readonly byExit: readonly number[];
}

/** The runs of a network at 64 filters that have a seed in common with heads on frozen convolutions. */
export function withoutTraced(network: TrainedNetwork): TrainedNetwork {
  return { ...network, seeds: network.seeds.slice(-3) };
}

/**
 * Figure 6: exits against the separate networks of the same depths, as many as are given. A run is compared with the networks of its own
 * seed, so that the interval over seeds has the spread of both.
 *
 * @param runs one for each seed of the separate networks
 */
export function againstSeparate(runs: readonly ExitAccuracies[], separate: readonly TrainedNetwork[]): ExitGain {
  const gains = runs.map(({ test }, seed) =>
    separate.map(({ seeds }, exit) => 100 * ((test[exit] as number) - (seeds[seed]?.test as number))),
  );
  const means = gains.map((gain) => mean(gain));
  return {
    mean: mean(means),
    interval: bootstrapMean(means, { seed: 6, level: 0.9 }),
    byExit: separate.map((_, exit) => mean(gains.map((gain) => gain[exit] as number))),
  };
}
