import type { Bytes, Layer, Network } from "@joulebook/core";
import { tensorBytes } from "./memory-use.js";

export interface BestOrderOptions {
  /** Most partial orders kept before the exact search gives way to a beam; default 50,000. */
  readonly states?: number;
  /** Partial orders that the beam keeps per step; default 200. */
  readonly width?: number;
}

export interface BestOrder {
  /** Layers by index, in running order. */
  readonly order: readonly number[];
  readonly peak: Bytes;
  /** No order has a smaller peak. */
  readonly lowerBound: Bytes;
  /** Whether the search proved the order optimal: peak equals lowerBound. */
  readonly exact: boolean;
}

/**
 * A running order of small peak activation memory.
 *
 * Searches the graph's downsets (sets of layers closed under "needs") for the path with the least maximum, smallest
 * maximum first, so that the first complete order is optimal. A layer that lifts neither the maximum nor the memory
 * held is run at once: delaying it cannot help. When more than `states` downsets are open, a beam takes over and the
 * smallest maximum still open remains as the lower bound.
 * Source: docs/equations.md#best-order
 */
export function bestOrder(network: Network, { states = 50_000, width = 200 }: BestOrderOptions = {}): BestOrder {
  const graph = memoryGraph(network);
  const exact = bottleneckSearch(graph, states);
  if (exact.order !== undefined) return { order: exact.order, peak: exact.peak, lowerBound: exact.peak, exact: true };
  const beam = beamSearch(graph, width);
  const own = network.layers.map((_, index) => index);
  const ownPeak = peakOf(graph, own);
  const best = ownPeak <= beam.peak ? { order: own, peak: ownPeak } : beam;
  return { ...best, lowerBound: exact.peak, exact: best.peak === exact.peak };
}

/** Steps that each of the two searches may look at: wide graphs offer hundreds of layers at every turn. */
const workLimit = 4_000_000;

/** Layers that the beam tries from one partial order: those that need least, then those that leave least. */
const branches = 8;

/** The network as memory sees it: who needs whom, and which layers read each activation. */
interface MemoryGraph {
  readonly count: number;
  readonly needs: readonly (readonly number[])[];
  readonly feeds: readonly (readonly number[])[];
  readonly reads: readonly (readonly number[])[];
  readonly writes: readonly (readonly number[])[];
  readonly readers: readonly (readonly number[])[];
  readonly size: Float64Array;
  /** Network outputs are never freed. */
  readonly kept: ReadonlySet<number>;
  readonly start: Bytes;
  /** Steps looked at so far: bounds the searches by work, which is the same on every machine. */
  work: number;
}

/** A partial order: the layers that ran, those that may run next, what is held and the largest need so far. */
interface Partial {
  readonly done: Uint32Array;
  readonly ready: readonly number[];
  readonly count: number;
  readonly live: Bytes;
  readonly peak: Bytes;
  readonly layer: number;
  readonly before: Partial | undefined;
}

function memoryGraph({ layers, tensors, inputs, outputs }: Network): MemoryGraph {
  const isActivation = (tensor: number): boolean => tensors[tensor]?.constant !== true;
  const writer = new Map<number, number>();
  for (const [index, layer] of layers.entries()) for (const tensor of layer.outputs) writer.set(tensor, index);
  const readers: number[][] = tensors.map(() => []);
  const reads = layers.map((layer: Layer, index) => {
    const read = [...new Set(layer.inputs)].filter(isActivation);
    for (const tensor of read) readers[tensor]?.push(index);
    return read;
  });
  const needs = reads.map((read) => [
    ...new Set(read.map((tensor) => writer.get(tensor)).filter((index) => index !== undefined)),
  ]);
  const feeds: number[][] = layers.map(() => []);
  for (const [index, before] of needs.entries()) for (const other of before) feeds[other]?.push(index);
  const size = Float64Array.from(tensors, tensorBytes);
  return {
    count: layers.length,
    needs,
    feeds,
    reads,
    writes: layers.map((layer) => [...layer.outputs]),
    readers,
    size,
    kept: new Set(outputs),
    work: 0,
    start: inputs
      .filter((tensor) => isActivation(tensor) && ((readers[tensor] ?? []).length > 0 || outputs.includes(tensor)))
      .reduce((sum, tensor) => sum + (size[tensor] ?? 0), 0),
  };
}

function bottleneckSearch(graph: MemoryGraph, states: number): { order?: readonly number[]; peak: Bytes } {
  const open = new PartialHeap();
  const seen = new Set<string>();
  open.push(settled(graph, first(graph)));
  for (;;) {
    const partial = open.pop();
    if (partial === undefined) throw new Error("bestOrder: the network has a cycle");
    if (partial.count === graph.count) return { order: orderOf(partial), peak: partial.peak };
    if (open.size > states || seen.size > states || graph.work > workLimit) return { peak: partial.peak };
    const key = partial.done.join();
    if (seen.has(key)) continue;
    seen.add(key);
    for (const layer of partial.ready) open.push(settled(graph, run(graph, partial, layer)));
  }
}

function beamSearch(graph: MemoryGraph, width: number): { order: readonly number[]; peak: Bytes } {
  const limit = graph.work + workLimit;
  let beam = [settled(graph, first(graph))];
  for (;;) {
    const open = beam.filter((partial) => partial.count < graph.count);
    if (open.length === 0) {
      const best = beam.reduce((a, b) => (b.peak < a.peak ? b : a));
      return { order: orderOf(best), peak: best.peak };
    }
    const kept = affordable(graph, open, limit, width);
    const next = new Map<string, Partial>();
    for (const partial of beam) {
      for (const follower of followers(graph, partial, kept === 1 ? 1 : branches)) {
        const key = follower.done.join();
        const known = next.get(key);
        if (known === undefined || follower.peak < known.peak) next.set(key, follower);
      }
    }
    beam = [...next.values()].toSorted((a, b) => a.peak - b.peak || a.live - b.live).slice(0, kept);
  }
}

/** Partial orders that may be kept so that the work left lasts to the end: at least one, which is the greedy order. */
function affordable(graph: MemoryGraph, open: readonly Partial[], limit: number, width: number): number {
  const turns = Math.max(...open.map(({ count }) => graph.count - count));
  const perPartial = Math.max(...open.map(({ ready }) => ready.length)) * 2 * (1 + branches);
  return Math.max(1, Math.min(width, Math.floor((limit - graph.work) / (turns * perPartial))));
}

/** The cheapest few ways on from a partial order; a complete one stays as it is. */
function followers(graph: MemoryGraph, partial: Partial, most: number): readonly Partial[] {
  if (partial.count === graph.count) return [partial];
  const costs = partial.ready.map((layer) => ({ layer, ...step(graph, partial, layer) }));
  const cheapest = costs.toSorted((a, b) => a.during - b.during || a.after - b.after).slice(0, most);
  return cheapest.map(({ layer }) => settled(graph, run(graph, partial, layer)));
}

function first(graph: MemoryGraph): Partial {
  const ready = graph.needs.flatMap((needs, index) => (needs.length === 0 ? [index] : []));
  return {
    done: new Uint32Array(Math.ceil(graph.count / 32)),
    ready,
    count: 0,
    live: graph.start,
    peak: graph.start,
    layer: -1,
    before: undefined,
  };
}

/** What running a layer needs and what it leaves. */
function step(graph: MemoryGraph, { done, live }: Partial, layer: number): { during: Bytes; after: Bytes } {
  graph.work++;
  const written = (graph.writes[layer] ?? []).reduce((sum, tensor) => sum + (graph.size[tensor] ?? 0), 0);
  let after = live + written;
  for (const tensor of graph.reads[layer] ?? []) {
    const last = (graph.readers[tensor] ?? []).every((reader) => reader === layer || has(done, reader));
    if (last && !graph.kept.has(tensor)) after -= graph.size[tensor] ?? 0;
  }
  for (const tensor of graph.writes[layer] ?? []) {
    if ((graph.readers[tensor] ?? []).length === 0 && !graph.kept.has(tensor)) after -= graph.size[tensor] ?? 0;
  }
  return { during: live + written, after };
}

function run(graph: MemoryGraph, partial: Partial, layer: number): Partial {
  const { during, after } = step(graph, partial, layer);
  const done = partial.done.slice();
  done[layer >> 5] = (done[layer >> 5] ?? 0) | (1 << (layer & 31));
  const freed = (graph.feeds[layer] ?? []).filter((next) => (graph.needs[next] ?? []).every((need) => has(done, need)));
  return {
    done,
    ready: [...partial.ready.filter((other) => other !== layer), ...freed],
    count: partial.count + 1,
    live: after,
    peak: Math.max(partial.peak, during),
    layer,
    before: partial,
  };
}

/** Runs all layers that lift neither the maximum nor what is held: waiting with them cannot help. */
function settled(graph: MemoryGraph, partial: Partial): Partial {
  for (;;) {
    const free = partial.ready.find((layer) => {
      const { during, after } = step(graph, partial, layer);
      return during <= partial.peak && after <= partial.live;
    });
    if (free === undefined) return partial;
    partial = run(graph, partial, free);
  }
}

function has(done: Uint32Array, layer: number): boolean {
  return (((done[layer >> 5] ?? 0) >>> (layer & 31)) & 1) === 1;
}

function orderOf(partial: Partial): readonly number[] {
  const order: number[] = [];
  for (let at: Partial | undefined = partial; at !== undefined && at.layer >= 0; at = at.before) order.push(at.layer);
  return order.toReversed();
}

function peakOf(graph: MemoryGraph, order: readonly number[]): Bytes {
  return order.reduce((partial, layer) => run(graph, partial, layer), first(graph)).peak;
}

/** Smallest peak first; of equal ones the longest, so that the search dives. */
class PartialHeap {
  readonly #items: Partial[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(item: Partial): void {
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
