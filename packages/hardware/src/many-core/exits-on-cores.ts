import type { AcceleratorDevice, Fraction, Network } from "@joulebook/core";
import { type ExitEnergyDelay, exitEnergyDelay, type StageCost } from "../stages/exit-energy-delay.js";
import { requireExits } from "../stages/layer-stages.js";
import { type ManyCoreOptions, type ManyCoreProblem, manyCoreProblem } from "./many-core-cost.js";
import { type Schedule, totalEnergy } from "./schedule.js";
import { type FoundAllocation, searchAllocation } from "./search-allocation.js";
import { leastStages, type ScheduledStage, stageCosts } from "./stage-costs.js";

/** An early-exit network on several cores: one allocation, its stages, and averages over where inputs leave. */
export interface ExitsOnCores {
  readonly problem: ManyCoreProblem;
  readonly found: Pick<FoundAllocation, "method" | "evaluated" | "allocation" | "front">;
  /** With every exit evaluated, as a static network would. */
  readonly schedule: Schedule;
  readonly stages: readonly ScheduledStage[];
  /** Of one allocation, which a machine can run. */
  readonly averages: ExitEnergyDelay;
  /** The authors' way: each stage from the allocation that suits it best, among all that the search saw. */
  readonly leastStages: readonly StageCost[];
  readonly leastAverages: ExitEnergyDelay;
  /** E[E T] of one allocation over that of the authors' way, less 1: how optimistic theirs is. */
  readonly optimism: number;
  /** Energy x latency with all exits always evaluated. */
  readonly allExits: number;
}

/**
 * Costs an early-exit network on several cores. Latencies are cycles.
 *
 * Source: docs/equations.md#many-cores-stages
 *
 * @param shares of inputs that leave at each exit; scaled to one within 0.5 %, refused beyond
 * @throws InputError (exit code 3) `no-exit` for a network without exits, `bad-shares`, and what `manyCoreProblem` throws
 */
export function exitsOnCores(
  network: Network,
  device: AcceleratorDevice,
  shares: readonly Fraction[],
  options: ManyCoreOptions = {},
): ExitsOnCores {
  const problem = manyCoreProblem(network, device, options);
  const { work } = problem;
  requireExits({ count: work.stages }, work.name);
  const least = leastStages(work);
  const visit = (schedule: Schedule, allocation: readonly number[]): void => {
    least.visit(schedule);
    options.visit?.(schedule, allocation);
  };
  const { schedule, method, evaluated, allocation, front } = searchAllocation(problem.allowed, problem.schedule, {
    ...options,
    visit,
  });
  const stages = stageCosts(schedule, work);
  const averages = exitEnergyDelay(stages, shares);
  const leastAverages = exitEnergyDelay(least.stages(), shares);
  return {
    problem,
    found: { method, evaluated, allocation, front },
    schedule,
    stages,
    averages,
    leastStages: least.stages(),
    leastAverages,
    optimism: averages.meanOfProducts / leastAverages.meanOfProducts - 1,
    allExits: totalEnergy(schedule.energy) * schedule.latency,
  };
}
