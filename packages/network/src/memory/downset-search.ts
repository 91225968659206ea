import type { Bytes } from "@joulebook/core";
import { type MemoryGraph, type Step, stepOf } from "./memory-graph.js";

/** An order and the largest memory that it holds. */
export interface FoundOrder {
  readonly order: readonly number[];
  readonly peak: Bytes;
}

/** How much a search may look at and keep: the same on every machine. */
interface Budget {
  /** Looks at layers and readers that are left. */
  looks: number;
  /** Numbers that open partial orders hold together, at most. */
  readonly cells: number;
}

/** Looks that each of the two searches has: wide graphs offer hundreds of layers at every turn. */
const looks = 3_000_000;
const cells = 6_000_000;

/** Layers that the beam tries from one partial order: those that need least, then those that leave least. */
const branches = 8;

/** A partial order: the layers that ran, those that may run next, what is held and the largest need so far. */
interface Partial {
  readonly done: Uint32Array;
  readonly ready: readonly number[];
  /** Layers run since the partial order before. */
  readonly run: readonly number[];
  readonly before: Partial | undefined;
  readonly count: number;
  readonly live: Bytes;
  readonly peak: Bytes;
  /** Of the set of layers that ran. */
  readonly hash: number;
}

/**
 * The best order below `peak`, or undefined where there is none; where the states or the budget run out, the smallest
 * peak that is still possible.
 */
export function exactSearch(
  graph: MemoryGraph,
  peak: Bytes,
  states: number,
): { readonly found?: FoundOrder | undefined; readonly lowerBound: Bytes } {
  const budget = { looks, cells };
  const open = new PartialHeap();
  const seen = new PartialSet();
  const push = (partial: Partial): void => {
    if (partial.peak < peak) open.push(partial);
  };
  push(settled(graph, first(graph), budget));
  for (;;) {
    const partial = open.pop();
    if (partial === undefined) return { lowerBound: peak };
    if (partial.count === graph.count)
      return { found: { order: orderOf(partial), peak: partial.peak }, lowerBound: partial.peak };
    const isSpent = budget.looks <= 0 || open.cells + seen.cells > budget.cells;
    if (isSpent || open.size > states || seen.size > states) return { lowerBound: partial.peak };
    if (!seen.add(partial)) continue;
    for (const layer of partial.ready) push(settled(graph, ran(graph, partial, [layer], budget), budget));
  }
}

/** An order below `peak` that keeps few partial orders per step, where the budget lasts and there is one on its way. */
export function beamSearch(graph: MemoryGraph, peak: Bytes, width: number): FoundOrder | undefined {
  const budget = { looks, cells };
  let beam = [settled(graph, first(graph), budget)];
  for (;;) {
    beam = beam.filter((partial) => partial.peak < peak);
    const open = beam.filter((partial) => partial.count < graph.count);
    if (open.length === 0) {
      const best = beam.toSorted((a, b) => a.peak - b.peak)[0];
      return best && { order: orderOf(best), peak: best.peak };
    }
    const kept = affordable(graph, open, budget, width);
    if (kept === 0) return undefined;
    const next = new PartialSet();
    for (const partial of beam) for (const follower of followers(graph, partial, budget)) next.add(follower);
    beam = next.items.toSorted((a, b) => a.peak - b.peak || a.live - b.live).slice(0, kept);
  }
}

/** Partial orders that may be kept so that the looks left last to the end. */
function affordable(graph: MemoryGraph, open: readonly Partial[], budget: Budget, width: number): number {
  const turns = Math.max(...open.map(({ count }) => graph.count - count));
  const perPartial = Math.max(...open.map(({ ready }) => ready.length)) * 2 * (1 + branches);
  return Math.max(0, Math.min(width, Math.floor(budget.looks / (turns * perPartial))));
}

/** The cheapest few ways on from a partial order; a complete one stays as it is. */
function followers(graph: MemoryGraph, partial: Partial, budget: Budget): readonly Partial[] {
  if (partial.count === graph.count) return [partial];
  const costs = partial.ready.map((layer) => ({ layer, ...stepFrom(graph, partial.done, layer, budget) }));
  const cheapest = costs.toSorted((a, b) => a.lift - b.lift || a.growth - b.growth).slice(0, branches);
  return cheapest.map(({ layer }) => settled(graph, ran(graph, partial, [layer], budget), budget));
}

function first(graph: MemoryGraph): Partial {
  const ready = graph.needs.flatMap((needs, index) => (needs.length === 0 ? [index] : []));
  const done = new Uint32Array(Math.ceil(graph.count / 32));
  return { done, ready, run: [], before: undefined, count: 0, live: graph.start, peak: graph.start, hash: 0 };
}

function stepFrom(graph: MemoryGraph, done: Uint32Array, layer: number, budget: Budget): Step {
  budget.looks--;
  return stepOf(graph, layer, (tensor) => {
    const readers = graph.readers[tensor] as readonly number[];
    // Late readers are those that have not run: most answers come from the first look.
    for (let at = readers.length - 1; at >= 0; at--) {
      budget.looks--;
      const reader = readers[at] as number;
      if (reader !== layer && !has(done, reader)) return false;
    }
    return true;
  });
}

/** Runs layers one after another. */
function ran(graph: MemoryGraph, partial: Partial, layers: readonly number[], budget: Budget): Partial {
  const done = partial.done.slice();
  let { ready, live, peak, hash } = partial;
  for (const layer of layers) {
    const { lift, growth } = stepFrom(graph, done, layer, budget);
    done[layer >> 5] = (done[layer >> 5] as number) | (1 << (layer & 31));
    ready = followedBy(graph, done, ready, layer, budget);
    peak = Math.max(peak, live + lift);
    live += growth;
    hash = mixed(hash, layer);
  }
  return { done, ready, run: layers, before: partial, count: partial.count + layers.length, live, peak, hash };
}

function followedBy(
  graph: MemoryGraph,
  done: Uint32Array,
  ready: readonly number[],
  layer: number,
  budget: Budget,
): readonly number[] {
  const next = ready.filter((other) => other !== layer);
  budget.looks -= ready.length >> 3;
  for (const fed of graph.feeds[layer] as readonly number[]) {
    budget.looks--;
    if ((graph.needs[fed] as readonly number[]).every((need) => has(done, need))) next.push(fed);
  }
  return next;
}

/** Runs all layers that lift neither the maximum nor what is held: waiting with them cannot help. */
function settled(graph: MemoryGraph, partial: Partial, budget: Budget): Partial {
  const { before } = partial;
  const run = [...partial.run];
  const done = partial.done;
  let { ready, live, hash } = partial;
  while (budget.looks > 0) {
    let growth = 0;
    const free = ready.find((layer) => {
      const step = stepFrom(graph, done, layer, budget);
      growth = step.growth;
      return growth <= 0 && live + step.lift <= partial.peak;
    });
    if (free === undefined) break;
    done[free >> 5] = (done[free >> 5] as number) | (1 << (free & 31));
    ready = followedBy(graph, done, ready, free, budget);
    live += growth;
    hash = mixed(hash, free);
    run.push(free);
  }
  const count = partial.count + run.length - partial.run.length;
  return { done, ready, run, before, count, live, peak: partial.peak, hash };
}

function has(done: Uint32Array, layer: number): boolean {
  return (((done[layer >> 5] as number) >>> (layer & 31)) & 1) === 1;
}

/** A number of a set that does not depend on the order in which its members came. */
function mixed(hash: number, layer: number): number {
  let bits = Math.imul(layer + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b);
  return hash ^ bits ^ (bits >>> 13);
}

function orderOf(partial: Partial): readonly number[] {
  const runs: (readonly number[])[] = [];
  for (let at: Partial | undefined = partial; at !== undefined; at = at.before) runs.push(at.run);
  return runs.toReversed().flat();
}

function cellsOf({ done, ready, run }: Partial): number {
  return done.length / 2 + ready.length + run.length + 16;
}

/** Partial orders by the set of layers that ran: of equal sets the one with the smallest peak. */
class PartialSet {
  readonly #byHash = new Map<number, Partial[]>();
  #cells = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get cells(): number {
    return this.#cells;
  }

  get items(): readonly Partial[] {
    return [...this.#byHash.values()].flat();
  }

  /** Whether it is new, or better than the one that was there. */
  add(partial: Partial): boolean {
    const bucket = this.#byHash.get(partial.hash);
    const at = bucket?.findIndex((other) => isSame(other.done, partial.done)) ?? -1;
    if (bucket === undefined) this.#byHash.set(partial.hash, [partial]);
    else if (at < 0) bucket.push(partial);
    else if (partial.peak < (bucket[at] as Partial).peak) bucket[at] = partial;
    else return false;
    this.#size++;
    this.#cells += cellsOf(partial);
    return true;
  }
}

function isSame(a: Uint32Array, b: Uint32Array): boolean {
  for (let word = 0; word < a.length; word++) if (a[word] !== b[word]) return false;
  return true;
}

/** Smallest peak first; of equal ones the longest, so that the search dives. */
class PartialHeap {
  readonly #items: Partial[] = [];
  #cells = 0;

  get size(): number {
    return this.#items.length;
  }

  get cells(): number {
    return this.#cells;
  }

  push(item: Partial): void {
    this.#cells += cellsOf(item);
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(item, items[parent] as Partial)) break;
      items[at] = items[parent] as Partial;
      at = parent;
    }
    items[at] = item;
  }

  pop(): Partial | undefined {
    const items = this.#items;
    const [top] = items;
    const item = items.pop();
    if (top !== undefined) this.#cells -= cellsOf(top);
    if (item === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && before(items[child + 1] as Partial, items[child] as Partial)) child++;
      if (!before(items[child] as Partial, item)) break;
      items[at] = items[child] as Partial;
      at = child;
    }
    items[at] = item;
    return top;
  }
}

function before(a: Partial, b: Partial): boolean {
  return a.peak < b.peak || (a.peak === b.peak && a.count > b.count);
}
