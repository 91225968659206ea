import type { Design, Parameter } from "@joulebook/search";
import { nsga2 } from "@joulebook/search";
import { type Allocation, type Schedule, totalEnergy } from "./schedule.js";
import type { Scheduler } from "./stream-schedule.js";
import { streamSearch } from "./stream-search.js";

/** What the chosen allocation makes least among those that no other beats in energy and latency. */
export type AllocationGoal = "latency" | "energy" | "edp";

/** How allocations are looked for: until nothing better comes ("long"), or as the published runs did ("stream"). */
export type AllocationSearch = "long" | "stream";

export interface AllocationOptions {
  readonly goal?: AllocationGoal;
  /** Default "long". */
  readonly search?: AllocationSearch;
  /** Default 0. */
  readonly seed?: number;
  /** Individuals; default 32, of the search "stream" 16. */
  readonly population?: number;
  /** Default 24, of the search "stream" 16. */
  readonly generations?: number;
  /** Default 0.3. */
  readonly crossover?: number;
  /** Mean number of nodes that a child moves to another core; default 1. */
  readonly mutations?: number;
  /** What the first generation holds besides draws: each core alone and cores in turn ("plain", default), or nothing. */
  readonly start?: "plain" | "random";
  /** As many allocations as are all tried; default 4,096. */
  readonly exhaustive?: number;
  /** Sees every schedule that is made. */
  readonly visit?: (schedule: Schedule, allocation: Allocation) => void;
}

/** The allocations that no other beats, and the one that was chosen. */
export interface FoundAllocation {
  readonly method: "exhaustive" | "nsga-ii" | "stream" | "only";
  readonly evaluated: number;
  readonly allocation: Allocation;
  readonly schedule: Schedule;
  /** By latency, fastest first. */
  readonly front: readonly { readonly allocation: Allocation; readonly energy: number; readonly latency: number }[];
}

/**
 * Looks for the allocation of nodes to cores with the least energy and latency: all of them where there are few, else NSGA-II.
 * Deterministic for a seed.
 *
 * Source: docs/equations.md#many-cores-allocation
 */
export function searchAllocation(
  allowed: readonly (readonly number[])[],
  schedule: Scheduler,
  options: AllocationOptions = {},
): FoundAllocation {
  const { goal = "latency", exhaustive = 4096, search = "long", visit } = options;
  const known = new Map<string, Tried>();
  let evaluated = 0;
  const evaluate = (allocation: Allocation): Tried => {
    const key = allocation.join(",");
    const before = known.get(key);
    if (before !== undefined) return before;
    evaluated++;
    const made = schedule(allocation);
    visit?.(made, allocation);
    const tried = { allocation, energy: totalEnergy(made.energy), latency: made.latency };
    known.set(key, tried);
    return tried;
  };
  const size = allowed.reduce((product, cores) => Math.min(product * cores.length, Number.MAX_SAFE_INTEGER), 1);
  const wide = search === "stream" ? "stream" : size <= exhaustive ? "exhaustive" : "nsga-ii";
  const method = size === 1 ? "only" : wide;
  if (method === "nsga-ii") evolve(allowed, evaluate, options);
  else if (method === "stream") streamSearch(allowed, evaluate, options);
  else for (const allocation of allAllocations(allowed)) evaluate(allocation);
  const front = nonDominated([...known.values()]);
  const best = front.reduce((a, b) => (score(b, goal) < score(a, goal) ? b : a));
  return { method, evaluated, allocation: best.allocation, schedule: schedule(best.allocation), front };
}

interface Tried {
  readonly allocation: Allocation;
  readonly energy: number;
  readonly latency: number;
}

function score({ energy, latency }: Tried, goal: AllocationGoal): number {
  return goal === "latency" ? latency : goal === "energy" ? energy : energy * latency;
}

function evolve(
  allowed: readonly (readonly number[])[],
  evaluate: (allocation: Allocation) => Tried,
  { seed = 0, population = 32, generations = 24, crossover = 0.3, mutations = 1, start = "plain" }: AllocationOptions,
): void {
  const open = allowed.flatMap((cores, node) => (cores.length > 1 ? [node] : []));
  const parameters: Parameter[] = open.map((node) => ({
    name: `${node}`,
    kind: "categorical",
    values: [...(allowed[node] as readonly number[])],
  }));
  const toAllocation = (design: Design): Allocation =>
    allowed.map((cores, node) => (cores.length > 1 ? (design[`${node}`] as number) : (cores[0] as number)));
  const search = nsga2(parameters, {
    population,
    seed,
    key: ["allocation"],
    crossover,
    mutations,
    start: start === "plain" ? starts(allowed, open) : [],
  });
  for (let generation = 0; generation < generations; generation++) {
    const designs = search.ask();
    if (designs.length === 0) break;
    search.tell(
      designs.map((design) => {
        const { energy, latency } = evaluate(toAllocation(design));
        return { objectives: [energy, latency] };
      }),
    );
  }
}

/** Everything on one core, for each core; and one core after another. */
function starts(allowed: readonly (readonly number[])[], open: readonly number[]): readonly Design[] {
  const most = Math.max(...open.map((node) => allowed[node]?.length ?? 0));
  const design = (of: (place: number, node: number) => number): Design =>
    Object.fromEntries(
      open.map((node, place) => {
        const cores = allowed[node] as readonly number[];
        return [`${node}`, cores[of(place, node) % cores.length] as number];
      }),
    );
  return [
    ...Array.from({ length: most }, (_, core) => design(() => core)),
    design((place) => place),
    design((place) => Math.floor((place * most) / Math.max(1, open.length))),
  ];
}

/** Every allocation, the last node fastest. */
function* allAllocations(allowed: readonly (readonly number[])[]): Generator<Allocation> {
  const places = allowed.map(() => 0);
  for (;;) {
    yield allowed.map((cores, node) => cores[places[node] as number] as number);
    let node = places.length - 1;
    while (node >= 0 && (places[node] as number) + 1 >= (allowed[node]?.length ?? 1)) places[node--] = 0;
    if (node < 0) return;
    places[node] = (places[node] as number) + 1;
  }
}

/** Fastest first; of equal energy and latency the first that was tried. */
function nonDominated(tried: readonly Tried[]): readonly Tried[] {
  const sorted = tried.toSorted((a, b) => a.latency - b.latency || a.energy - b.energy);
  let least = Number.POSITIVE_INFINITY;
  return sorted.filter(({ energy }) => {
    if (energy >= least) return false;
    least = energy;
    return true;
  });
}
