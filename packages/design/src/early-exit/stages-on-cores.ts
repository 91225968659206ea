import type { AcceleratorDevice, Device, Network } from "@joulebook/core";
import {
  type AllocationGoal,
  type ManyCoreConvention,
  manyCoreProblem,
  type ManyCoreProblem,
  nodeCosts,
  type NodeCosts,
  type Schedule,
  searchAllocation,
  type StageCost,
  totalEnergy,
} from "@joulebook/hardware";

export interface CoreOptions {
  /** What the allocation of the backbone to cores makes least; default latency. */
  readonly goal?: AllocationGoal;
  /** How several cores are counted; default sound. */
  readonly convention?: ManyCoreConvention;
  /** Costs of nodes worked out before, on the same device and by the same convention. */
  readonly costs?: NodeCosts;
}

/** A network with exits on several cores, stage by stage. */
export interface StagesOnCores {
  /** Blocks since the exit before; energies in joules, times in cycles. */
  readonly blocks: readonly StageCost[];
  readonly heads: readonly StageCost[];
  /** Cores that each head's nodes run on. */
  readonly headCores: readonly (readonly number[])[];
}

/** A backbone on its cores. */
export interface BackboneOnCores {
  /** What blocks and heads of the network with all exits cost beside each other. */
  readonly withExits: (full: Network) => StagesOnCores;
  /**
   * Stages of a network with some exits, laid out by itself: its own transfers and waits, the backbone on the same cores.
   *
   * @param headCores of each of its exits
   */
  readonly simulate: (network: Network, headCores: readonly (readonly number[])[]) => readonly StageCost[];
}

/** Whether a device has several cores, so that costs of layers depend on where their neighbours run. */
export function isSystemOfCores(device: Device): device is AcceleratorDevice {
  return device.kind === "accelerator" && device.cores.length > 1;
}

/** What a reader must know of the costs. */
export function onCoresNotice({ goal = "latency", convention = "sound" }: CoreOptions): string {
  return `several cores, convention ${convention}: one allocation of the backbone (least ${goal}) for all designs; each design is laid out by itself on it`;
}

/**
 * Costs of blocks and heads on several cores under one allocation: that of the backbone with its last exit alone, searched for
 * first; heads then take the cores that suit them best beside it. Blocks cost what they cost without exits; a head costs what the
 * schedule of the network with all exits has more than that, and the time from the end of its last block to its own end, as an input
 * waits for its answer. Sums of parts only approximate a network with some of the exits: `simulate` lays that out by itself.
 *
 * Source: docs/equations.md#one-shot-costs-cores
 *
 * @param plain the backbone with its last exit alone, layers of the backbone first and as in the networks with exits
 */
export function stagesOnCores(
  plain: Network,
  device: AcceleratorDevice,
  { goal = "latency", convention = "sound", costs = nodeCostsOf(device, convention) }: CoreOptions = {},
): BackboneOnCores {
  const problemOf = (network: Network): ManyCoreProblem => manyCoreProblem(network, device, { convention, costs });
  const alone = problemOf(plain);
  const { allocation, schedule } = searchAllocation(alone.allowed, alone.schedule, { goal });
  return {
    withExits(full) {
      const problem = problemOf(full);
      const { nodes } = problem.work;
      const groups = groupsOf(problem, full);
      const backbone = backboneOf(groups);
      const found = searchAllocation(pin(problem.allowed, backbone, allocation), problem.schedule, { goal });
      const together = laidOut(found.schedule, groups);
      const last = together.length - 1;
      // The plain network's nodes: the same backbone, then its head.
      const byItself = laidOut(
        schedule,
        alone.work.nodes.map((_, place) => ({
          stage: groups[backbone[place] ?? -1]?.stage ?? last,
          head: place >= backbone.length,
        })),
      );
      const heads = together.map(({ head, block }, stage): StageCost => {
        const less = (byItself[stage] as LaidOutStage).block;
        return { energy: Math.max(0, head.energy + block.energy - less.energy), latency: head.latency };
      });
      const plainHead = alone.work.nodes.slice(backbone.length);
      const lastHead = nodes.filter((_, node) => groups[node]?.head === true && groups[node].stage === last);
      const sameHead = plainHead.map(weight).join() === lastHead.map(weight).join();
      return {
        blocks: byItself.map(({ block }) => block),
        heads: sameHead ? heads.with(last, (byItself[last] as LaidOutStage).head) : heads,
        headCores: together.map((_, mount) =>
          groups.flatMap(({ stage, head }, node) =>
            head && stage === mount ? [found.allocation[node] as number] : [],
          ),
        ),
      };
    },
    simulate(network, headCores) {
      const problem = problemOf(network);
      const groups = groupsOf(problem, network);
      const places = new Map(backboneOf(groups).map((node, place) => [node, allocation[place] as number]));
      const left = headCores.map((cores) => [...cores]);
      const cores = groups.map(
        ({ stage }, node) => places.get(node) ?? left[stage]?.shift() ?? (problem.allowed[node]?.[0] as number),
      );
      return laidOut(problem.schedule(cores), groups).map(({ block, head }) => ({
        energy: block.energy + head.energy,
        latency: block.latency + head.latency,
      }));
    },
  };
}

const knownCosts = new WeakMap<AcceleratorDevice, Map<ManyCoreConvention, NodeCosts>>();

/** Costs of nodes on a device, shared by all networks: working out how each layer's loops run best takes seconds. */
function nodeCostsOf(device: AcceleratorDevice, convention: ManyCoreConvention): NodeCosts {
  const own = knownCosts.get(device) ?? new Map<ManyCoreConvention, NodeCosts>();
  knownCosts.set(device, own);
  const costs = own.get(convention) ?? nodeCosts(device, { convention });
  own.set(convention, costs);
  return costs;
}

function weight({ kind, macs, weightBits }: ManyCoreProblem["work"]["nodes"][number]): string {
  return `${kind} ${macs} ${weightBits}`;
}

interface Group {
  readonly stage: number;
  readonly head: boolean;
}

/** Stage of each node, and whether it belongs to a head. */
function groupsOf({ work }: ManyCoreProblem, { layers }: Network): readonly Group[] {
  return work.nodes.map(({ layer, stage }) => ({ stage, head: layers[layer]?.head === true }));
}

/** Nodes of the backbone in order. */
function backboneOf(groups: readonly Group[]): readonly number[] {
  return groups.flatMap(({ head }, node) => (head ? [] : [node]));
}

/** The backbone's nodes on the cores that they have in another network; the others may run where they may. */
function pin(
  allowed: readonly (readonly number[])[],
  backbone: readonly number[],
  cores: readonly number[],
): readonly (readonly number[])[] {
  const placed = new Map(backbone.map((node, place) => [node, cores[place] as number]));
  return allowed.map((own, node) => (placed.has(node) ? [placed.get(node) as number] : own));
}

interface LaidOutStage {
  readonly block: StageCost;
  readonly head: StageCost;
}

/**
 * A schedule by stage. Energy: nodes and what moves for them. Time of blocks: from the end of the backbone's last node before to the
 * end of its last node, waits included; of a head: from the end of its blocks to its own end. Leakage goes by time.
 */
function laidOut(
  { nodes, moves, energy: total, latency }: Schedule,
  groups: readonly Group[],
): readonly LaidOutStage[] {
  const stages = 1 + groups.reduce((most, { stage }) => Math.max(most, stage), 0);
  const sums = Array.from({ length: stages }, () => ({ block: 0, head: 0, blockEnd: 0, headEnd: 0 }));
  const add = (node: number, joules: number, end = 0): void => {
    const { stage, head } = groups[node] as Group;
    const sum = sums[stage] as (typeof sums)[number];
    sum[head ? "head" : "block"] += joules;
    const name = head ? "headEnd" : "blockEnd";
    sum[name] = Math.max(sum[name], end);
  };
  for (const { node, end, energy } of nodes) add(node, totalEnergy(energy), end);
  // What belongs to no node is the network's input.
  for (const { node = 0, energy } of moves) add(node, totalEnergy(energy));
  const leak = latency > 0 ? total.static / latency : 0;
  let before = 0;
  return sums.map(({ block, head, blockEnd, headEnd }): LaidOutStage => {
    const until = Math.max(before, blockEnd);
    const [own, answer] = [until - before, Math.max(0, headEnd - until)];
    before = until;
    return {
      block: { energy: block + leak * own, latency: own },
      head: { energy: head + leak * answer, latency: answer },
    };
  });
}
