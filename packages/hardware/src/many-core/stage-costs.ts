import type { StageCost } from "../stages/exit-energy-delay.js";
import { requireExits } from "../stages/layer-stages.js";
import { type Schedule, totalEnergy } from "./schedule.js";
import type { Workload } from "./workload.js";

/** A stage as the authors of the published runs account for it. */
export interface ScheduledStage extends StageCost {
  /** When its first block starts, and when its head ends. */
  readonly start: number;
  readonly end: number;
}

/**
 * Cost of each stage of one schedule, energies in joules and times in cycles: energy of its nodes and of what moves for them (weights
 * with their reader, activations with their writer); time from the start of its first block to the end of its head. Stages
 * may overlap, so their times may sum to more than the latency.
 *
 * Source: docs/equations.md#many-cores-stages
 *
 * @throws InputError `no-exit` for a network without early exits
 */
export function stageCosts(schedule: Schedule, work: Workload): readonly ScheduledStage[] {
  requireExits({ count: work.stages }, work.name);
  const energy = new Float64Array(work.stages);
  const starts = new Float64Array(work.stages).fill(Number.POSITIVE_INFINITY);
  const ends = new Float64Array(work.stages);
  for (const { node, start, end, energy: own } of schedule.nodes) {
    const { stage } = work.nodes[node] as Workload["nodes"][number];
    energy[stage] = (energy[stage] as number) + totalEnergy(own);
    starts[stage] = Math.min(starts[stage] as number, start);
    ends[stage] = Math.max(ends[stage] as number, end);
  }
  for (const { node, energy: own } of schedule.moves) {
    const stage = node === undefined ? 0 : (work.nodes[node]?.stage ?? 0);
    energy[stage] = (energy[stage] as number) + totalEnergy(own);
  }
  return Array.from(energy, (joules, stage) => {
    const [start, end] = [starts[stage] as number, ends[stage] as number];
    return { energy: joules, latency: end - start, start, end };
  });
}

/**
 * The authors' way to say what stages cost: for each stage the least energy x time over all allocations that a search saw, so that the
 * stages of one network may come from different allocations, which no machine can run.
 */
export function leastStages(work: Workload): {
  readonly visit: (schedule: Schedule) => void;
  readonly stages: () => readonly StageCost[];
} {
  const best: (StageCost | undefined)[] = Array.from({ length: work.stages });
  return {
    visit: (schedule) => {
      for (const [stage, { energy, latency }] of stageCosts(schedule, work).entries()) {
        const known = best[stage];
        if (known === undefined || energy * latency < known.energy * known.latency) best[stage] = { energy, latency };
      }
    },
    stages: () => best.map((stage) => stage ?? { energy: 0, latency: 0 }),
  };
}
