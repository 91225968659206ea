import { type AcceleratorDevice, InputError, type Network } from "@joulebook/core";
import type { MappingFile } from "../accelerator/read-mapping.js";
import type { EstimateNotice, LayerCost, NetworkCost } from "../estimate/estimate.js";
import type { StageCost } from "../stages/exit-energy-delay.js";
import { allowedCores } from "./allowed-cores.js";
import { type ManyCoreConvention, nodeCosts, type NodeCosts } from "./node-cost.js";
import { type Allocation, type EnergySplit, type Schedule, totalEnergy } from "./schedule.js";
import { type AllocationOptions, type FoundAllocation, searchAllocation } from "./search-allocation.js";
import { leastStages, type ScheduledStage, stageCosts } from "./stage-costs.js";
import { sharedScheduler, type SharedOptions } from "./shared-schedule.js";
import { type Scheduler, streamScheduler } from "./stream-schedule.js";
import { type OperatorCounts, type WorkBits, type Workload, workload } from "./workload.js";

/** `tiles`, `stacks` and `spread` are of the convention `sound`, with shared main memory. */
export interface ManyCoreOptions extends AllocationOptions, SharedOptions, Partial<OperatorCounts> {
  readonly convention?: ManyCoreConvention;
  /** Which operator may run where. */
  readonly mapping?: MappingFile;
  readonly bits?: WorkBits;
  /** A core per node (per row of tiles where they are spread), instead of a search. */
  readonly allocation?: Allocation;
  /** Costs of nodes worked out before, on the same device and by the same convention. */
  readonly costs?: NodeCosts;
}

/** A layer on one of several cores; what is folded into the layer before costs nothing. */
export interface ManyCoreLayer extends LayerCost {
  readonly cycles: number;
  /** Where it runs; several with a space between where its tiles are spread. */
  readonly core?: string;
  readonly startCycle?: number;
  readonly endCycle?: number;
}

/** Cost of a network on several cores. */
export interface ManyCoreCost extends NetworkCost {
  readonly latencyCycles: number;
  readonly layers: readonly ManyCoreLayer[];
  readonly convention: ManyCoreConvention;
  readonly objective: NonNullable<AllocationOptions["goal"]>;
  readonly energySplit: EnergySplit;
  readonly cores: readonly {
    readonly id: string;
    readonly role: "compute" | "pooling" | "simd";
    readonly busyCycles: number;
    readonly peakMemoryBits: number;
    readonly memory: readonly (readonly [number, number])[];
  }[];
  readonly allocation: Pick<FoundAllocation, "method" | "evaluated"> & { readonly seed: number };
  readonly stages?: readonly ScheduledStage[];
  /** Each stage from the allocation that suits it best among all that the search saw: no machine runs them all. */
  readonly leastStages?: readonly StageCost[];
  readonly schedule: Schedule;
  readonly work: Workload;
}

/** A network made ready for many schedules on a device. */
export interface ManyCoreProblem {
  readonly work: Workload;
  /** The node of each place of an allocation. */
  readonly units: readonly number[];
  /** Cores that each place may name. */
  readonly allowed: readonly (readonly number[])[];
  readonly schedule: Scheduler;
  readonly costs: NodeCosts;
}

/**
 * Makes a network ready: its nodes, where they may run, what they cost there.
 *
 * @throws InputError (exit code 3) where nothing is known of a layer, no rule places it, or it fits nowhere
 */
export function manyCoreProblem(
  network: Network,
  device: AcceleratorDevice,
  options: ManyCoreOptions = {},
): ManyCoreProblem {
  const { convention = "sound", pooling, lanes, mapping, bits } = options;
  if (!device.cores.some(({ role, memories }) => role === "off-chip" && memories.length > 0))
    throw noMainMemory(device);
  const costs =
    options.costs ??
    nodeCosts(device, {
      convention,
      ...(pooling === undefined ? {} : { pooling }),
      ...(lanes === undefined ? {} : { lanes }),
    });
  const work = workload(network, bits === undefined ? {} : { bits });
  const allowed = allowedCores(work, device, mapping);
  if (costs.convention === "stream") {
    const units = [...work.nodes.keys()];
    return { work, units, allowed, schedule: streamScheduler(work, costs, allowed), costs };
  }
  const { schedule, units } = sharedScheduler(work, costs, allowed, options);
  return { work, units, allowed: units.map((node) => allowed[node] as readonly number[]), schedule, costs };
}

/**
 * Energy and cycles of a network on several cores: every node costed on every core where it may run, an allocation searched for, and the
 * whole laid out in time.
 *
 * Source: docs/equations.md#many-cores
 *
 * @throws InputError (exit code 3) as `manyCoreProblem`, and for an allocation that names a core where a node may not run
 */
export function manyCoreCost(network: Network, device: AcceleratorDevice, options: ManyCoreOptions = {}): ManyCoreCost {
  const problem = manyCoreProblem(network, device, options);
  const { work, allowed, schedule } = problem;
  const { goal = "latency", seed = 0, convention = "sound" } = options;
  const least = work.stages > 1 ? leastStages(work) : undefined;
  const visit: NonNullable<ManyCoreOptions["visit"]> = (one, allocation) => {
    least?.visit(one);
    options.visit?.(one, allocation);
  };
  const found =
    options.allocation === undefined ? searchAllocation(allowed, schedule, { ...options, visit }) : undefined;
  if (options.allocation !== undefined) checkAllocation(options.allocation, problem);
  const made = found?.schedule ?? schedule(options.allocation as Allocation);
  const clock = device.clock?.value;
  const layers = layerCosts(network, device, work, made, clock);
  return {
    energy: totalEnergy(made.energy),
    ...(clock === undefined ? {} : { latency: made.latency / clock }),
    latencyCycles: made.latency,
    layers,
    ...(made.energy.static > 0 ? { overhead: { energy: made.energy.static, latency: 0 } } : {}),
    convention,
    objective: goal,
    energySplit: made.energy,
    cores: made.cores.flatMap(({ core, busy, peakBits, memory }) => {
      const { id, role } = device.cores[core] as AcceleratorDevice["cores"][number];
      return role === "off-chip" ? [] : [{ id, role, busyCycles: busy, peakMemoryBits: peakBits, memory }];
    }),
    allocation: { method: found?.method ?? "only", evaluated: found?.evaluated ?? 1, seed },
    ...(work.stages > 1 ? { stages: stageCosts(made, work) } : {}),
    ...(least === undefined || found === undefined ? {} : { leastStages: least.stages() }),
    schedule: made,
    work,
    notices: notices(work, convention, found, clock),
  };
}

function noMainMemory(device: AcceleratorDevice): InputError {
  return new InputError([
    {
      code: "no-main-memory",
      message: `${device.id} has no off-chip core: weights and inputs have no place to come from`,
      expected: "offchip_core_id in the graph of the system",
    },
  ]);
}

function checkAllocation(allocation: Allocation, { work, units, allowed }: ManyCoreProblem): void {
  if (allocation.length !== units.length) {
    throw new RangeError(`manyCoreCost: an allocation of ${allocation.length} places for a network of ${units.length}`);
  }
  const wrong = allocation.findIndex((core, place) => allowed[place]?.includes(core) !== true);
  if (wrong < 0) return;
  throw new InputError([
    {
      code: "no-core",
      message: `${work.nodes[units[wrong] ?? -1]?.name} may not run on core ${allocation[wrong]}`,
      expected: `one of ${allowed[wrong]?.join(", ")}`,
    },
  ]);
}

/** What a layer's node and everything that moves for it cost. */
function layerCosts(
  network: Network,
  device: AcceleratorDevice,
  work: Workload,
  schedule: Schedule,
  clock: number | undefined,
): readonly ManyCoreLayer[] {
  const moved = new Float64Array(work.nodes.length);
  for (const { node = 0, energy } of schedule.moves) moved[node] = (moved[node] as number) + totalEnergy(energy);
  const own = new Map<number, { energy: number; cycles: number; cores: Set<number>; start: number; end: number }>();
  for (const { node, core, start, end, energy } of schedule.nodes) {
    const { layer } = work.nodes[node] as Workload["nodes"][number];
    const known = own.get(layer);
    if (known === undefined) {
      const all = totalEnergy(energy) + (moved[node] as number);
      own.set(layer, { energy: all, cycles: end - start, cores: new Set([core]), start, end });
    } else {
      known.energy += totalEnergy(energy);
      known.cycles += end - start;
      known.cores.add(core);
      known.start = Math.min(known.start, start);
      known.end = Math.max(known.end, end);
    }
  }
  return network.layers.map(({ name, kind, macs }, index): ManyCoreLayer => {
    const cost = own.get(index);
    const { energy = 0, cycles = 0 } = cost ?? {};
    return {
      name,
      kind,
      macs,
      energy,
      cycles,
      ...(clock === undefined ? {} : { latency: cycles / clock }),
      ...(cost === undefined ? {} : { core: namesOf(cost.cores, device), startCycle: cost.start, endCycle: cost.end }),
    };
  });
}

function namesOf(cores: ReadonlySet<number>, device: AcceleratorDevice): string {
  return [...cores]
    .toSorted((a, b) => a - b)
    .map((core) => device.cores[core]?.id)
    .join(" ");
}

function notices(
  { folded }: Workload,
  convention: ManyCoreConvention,
  found: FoundAllocation | undefined,
  clock: number | undefined,
): readonly EstimateNotice[] {
  const how =
    found === undefined
      ? "allocation given"
      : `allocation ${found.method === "only" ? "without choice" : `by ${found.method}, ${found.evaluated} tried`}`;
  const counted = {
    stream: "as Stream counts: each core its own main memory, whole tensors moved, results' way out not waited for",
    sound: "one shared main memory, tensors kept on the chip where they fit",
  }[convention];
  return [
    { code: "note", message: `convention ${convention} (${counted}); ${how}` },
    ...(folded.length > 0
      ? [{ code: "note" as const, message: `${folded.length} layers are computed with the one before them` }]
      : []),
    ...(clock === undefined ? [{ code: "note" as const, message: "the file has no clock: times are cycles" }] : []),
  ];
}
