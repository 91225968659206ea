import type { StageCost } from "../stages/exit-energy-delay.js";
import { requireExits } from "../stages/layer-stages.js";
import { type Schedule, totalEnergy } from "./schedule.js";
import type { Workload } from "./workload.js";

/** A stage as the authors of the published runs account for it. */
export interface ScheduledStage extends StageCost {
  /** When its first block starts, and when its head ends. */
  readonly start: number;
  readonly end: number;
  /** Cycles from the start of the first to the end of the last node of its blocks, and of its head. */
  readonly blocks: number;
  readonly head: number;
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
  const spans = Array.from({ length: work.stages }, () => ({ blocks: emptySpan(), head: emptySpan() }));
  for (const { node, start, end, energy: own } of schedule.nodes) {
    const { stage, head } = work.nodes[node] as Workload["nodes"][number];
    energy[stage] = (energy[stage] as number) + totalEnergy(own);
    const span = spans[stage]?.[head ? "head" : "blocks"] as Span;
    span.start = Math.min(span.start, start);
    span.end = Math.max(span.end, end);
  }
  for (const { node, energy: own } of schedule.moves) {
    const stage = node === undefined ? 0 : (work.nodes[node]?.stage ?? 0);
    energy[stage] = (energy[stage] as number) + totalEnergy(own);
  }
  return Array.from(energy, (joules, stage) => {
    const { blocks, head } = spans[stage] as (typeof spans)[number];
    const [start, end] = [Math.min(blocks.start, head.start), Math.max(blocks.end, head.end)];
    return { energy: joules, latency: end - start, start, end, blocks: cycles(blocks), head: cycles(head) };
  });
}

interface Span {
  start: number;
  end: number;
}

function emptySpan(): Span {
  return { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY };
}

function cycles({ start, end }: Span): number {
  return Math.max(0, end - start);
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
