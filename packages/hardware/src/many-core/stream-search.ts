import { type Random, random } from "@joulebook/core";
import { crowdingDistance, nonDominatedSort } from "@joulebook/search";
import type { Allocation } from "./schedule.js";

/** What a search minimises: energy and latency. */
interface Scored {
  readonly energy: number;
  readonly latency: number;
}

interface Individual {
  readonly genes: readonly number[];
  readonly scores: readonly [energy: number, latency: number];
}

export interface StreamSearchOptions {
  readonly seed?: number;
  /** Individuals of the first population and children of a generation; half as many survive. Default 16. */
  readonly population?: number;
  /** Default 16. */
  readonly generations?: number;
}

/**
 * The published runs' own way to look for an allocation: a first population drawn at random; each child by crossover (3 in 10) of two
 * parents or mutation of one; parents and children together are cut by NSGA-II's order. Crossover is the ordered one, which takes
 * core numbers for places, from eleven nodes with a choice on, else a two-point one. Three mutations in four move each node with the
 * probability 1/nodes to another core, one in four swaps the cores of two nodes.
 *
 * The scripts beside the published runs have 4 x 4, 16 x 16 and 64 x 64 individuals and generations; with the second, the default here, the
 * published costs of whole networks and of stages both come out.
 * Source: docs/equations.md#many-cores-allocation
 */
export function streamSearch(
  allowed: readonly (readonly number[])[],
  evaluate: (allocation: Allocation) => Scored,
  { seed = 0, population = 16, generations = 16 }: StreamSearchOptions = {},
): void {
  const open = allowed.flatMap((cores, node) => (cores.length > 1 ? [node] : []));
  const choices = open.map((node) => allowed[node] as readonly number[]);
  const stream = random(seed, "allocation", "stream");
  const individual = (genes: readonly number[]): Individual => {
    const allocation = allowed.map((cores) => cores[0] as number);
    for (const [place, node] of open.entries()) allocation[node] = genes[place] as number;
    const { energy, latency } = evaluate(allocation);
    return { genes, scores: [energy, latency] };
  };
  let parents = Array.from({ length: population }, () => individual(choices.map((cores) => stream.pick(cores))));
  for (let generation = 0; generation < generations; generation++) {
    const children = Array.from({ length: population }, () => individual(childOf(parents, choices, stream)));
    parents = survivors([...parents, ...children], Math.max(1, Math.floor(population / 2)));
  }
}

function childOf(
  parents: readonly Individual[],
  choices: readonly (readonly number[])[],
  stream: Random,
): readonly number[] {
  const genesOf = (place: number): readonly number[] => (parents[place] as Individual).genes;
  const nodes = choices.length;
  if (stream.uniform() < 0.3 && parents.length > 1 && nodes > 1) {
    const [a, b] = two(parents.length, stream);
    const [from, to] = two(nodes, stream).toSorted((x, y) => x - y) as [number, number];
    return nodes > 10
      ? orderedCrossover(genesOf(a), genesOf(b), from, to)
      : genesOf(a).map((gene, place) => (place >= from && place <= to ? (genesOf(b)[place] as number) : gene));
  }
  const genes = genesOf(stream.integer(parents.length));
  if (stream.uniform() < 0.75 || nodes < 2) {
    return genes.map((gene, place) => {
      if (stream.uniform() >= 1 / nodes) return gene;
      return stream.pick((choices[place] as readonly number[]).filter((core) => core !== gene));
    });
  }
  const [a, b] = two(nodes, stream);
  const mayRun = (place: number, core: number | undefined): boolean => choices[place]?.includes(core ?? -1) === true;
  // A swap that would put a node where it may not run leaves both.
  if (!mayRun(a, genes[b]) || !mayRun(b, genes[a])) return genes;
  return genes.with(a, genes[b] as number).with(b, genes[a] as number);
}

/** Two different places. */
function two(count: number, stream: Random): readonly [number, number] {
  const first = stream.integer(count);
  const second = stream.integer(count - 1);
  return [first, second >= first ? second + 1 : second];
}

/**
 * Ordered crossover, made for permutations, on core numbers: what the other parent has outside [from, to] marks the places of those numbers
 * as free; the own values at free places move together behind `to`; the other's values inside are taken over.
 */
export function orderedCrossover(
  own: readonly number[],
  other: readonly number[],
  from: number,
  to: number,
): readonly number[] {
  const size = own.length;
  const free = new Set(other.filter((_, place) => place < from || place > to));
  const child = [...own];
  let next = to + 1;
  for (let step = 0; step < size; step++) {
    const value = child[(step + to + 1) % size] as number;
    if (free.has(value)) child[next++ % size] = value;
  }
  for (let place = from; place <= to; place++) child[place] = other[place] as number;
  return child;
}

/** The first fronts; of the last that fits in part those that stand most apart. */
function survivors(all: readonly Individual[], count: number): Individual[] {
  const kept: Individual[] = [];
  for (const front of nonDominatedSort(all.map(({ scores }) => scores))) {
    const members = front.map((index) => all[index] as Individual);
    const apart = crowdingDistance(members.map(({ scores }) => scores));
    const order = members.map((_, index) => index).toSorted((a, b) => (apart[b] as number) - (apart[a] as number));
    const room = count - kept.length;
    kept.push(
      ...(members.length <= room ? members : order.slice(0, room).map((index) => members[index] as Individual)),
    );
    if (kept.length === count) break;
  }
  return kept;
}
