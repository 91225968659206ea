import type { Bytes } from "@joulebook/core";
import type { MemoryGraph } from "./memory-graph.js";

/** Layers whose ancestors and descendants are followed at once: one bit each. */
const blockWords = 32;
const block = 32 * blockWords;
/** Larger graphs get the bound of single layers alone: the other grows with the square of their size. */
const mostLayers = 20_000;

/**
 * Memory that every running order needs: while a layer runs, whatever was written before it in every order and is read
 * at it or after it in every order is alive. The largest such sum is a lower bound of every order's peak.
 * Source: docs/equations.md#best-order
 */
export function forcedPeak(graph: MemoryGraph): Bytes {
  let peak = graph.start;
  const order = graph.count <= mostLayers ? neededFirst(graph) : undefined;
  for (let from = 0; from < graph.count; from += block) {
    const forced = order === undefined ? ownNeeds(graph, from) : forcedInBlock(graph, order, from);
    for (const [index, live] of forced.entries()) {
      const layer = from + index;
      const isOverwriting = graph.overwrites[layer]?.length !== 0;
      peak = Math.max(peak, isOverwriting ? live - (graph.written[layer] ?? 0) : live);
    }
  }
  return peak;
}

/** What each layer of a block reads and writes. */
function ownNeeds(graph: MemoryGraph, from: number): Float64Array {
  const layers = Math.min(block, graph.count - from);
  return Float64Array.from({ length: layers }, (_, index) =>
    (graph.reads[from + index] as readonly number[]).reduce(
      (sum, tensor) => sum + (graph.size[tensor] as number),
      graph.written[from + index] as number,
    ),
  );
}

/** Of each layer of a block, what is alive while it runs in every order. */
function forcedInBlock(graph: MemoryGraph, order: readonly number[], from: number): Float64Array {
  const layers = Math.min(block, graph.count - from);
  // Bits of the block's layers that come at or after each layer, and at or before it, in every order.
  const after = reach(graph, order.toReversed(), graph.feeds, from, layers);
  const before = reach(graph, order, graph.needs, from, layers);
  const live = new Float64Array(layers);
  const mask = new Uint32Array(blockWords);
  const given = new Set(graph.given);
  for (const [tensor, readers] of graph.readers.entries()) {
    const size = graph.size[tensor] as number;
    const writer = graph.writer.get(tensor);
    const isKept = graph.kept.has(tensor);
    if (size === 0 || (writer === undefined && !given.has(tensor))) continue;
    mask.fill(isKept ? 0xffffffff : 0);
    if (!isKept) for (const reader of readers) unite(mask, before, reader);
    // Nobody reads it: it is alive while it is written.
    if (!isKept && readers.length === 0 && writer !== undefined && writer >= from && writer < from + layers) {
      live[writer - from] = (live[writer - from] as number) + size;
      continue;
    }
    for (let word = 0; word < blockWords; word++) {
      let bits = mask[word] as number;
      if (writer !== undefined) bits &= after[writer * blockWords + word] as number;
      for (; bits !== 0; bits &= bits - 1) {
        const index = 32 * word + 31 - Math.clz32(bits & -bits);
        if (index < layers) live[index] = (live[index] as number) + size;
      }
    }
  }
  return live;
}

/** Of each layer the block's layers that it reaches through `edges`, itself among them. */
function reach(
  graph: MemoryGraph,
  order: readonly number[],
  edges: readonly (readonly number[])[],
  from: number,
  layers: number,
): Uint32Array {
  const bits = new Uint32Array(graph.count * blockWords);
  for (const layer of order) {
    const index = layer - from;
    if (index >= 0 && index < layers) {
      const at = layer * blockWords + (index >> 5);
      bits[at] = (bits[at] as number) | (1 << (index & 31));
    }
    for (const other of edges[layer] as readonly number[]) {
      for (let word = 0; word < blockWords; word++) {
        const at = layer * blockWords + word;
        bits[at] = (bits[at] as number) | (bits[other * blockWords + word] as number);
      }
    }
  }
  return bits;
}

function unite(mask: Uint32Array, rows: Uint32Array, row: number): void {
  for (let word = 0; word < blockWords; word++) {
    mask[word] = (mask[word] as number) | (rows[row * blockWords + word] as number);
  }
}

/** The layers so that each comes after those it needs. */
function neededFirst({ needs, feeds }: MemoryGraph): readonly number[] {
  const waiting = Int32Array.from(needs, (before) => before.length);
  const order: number[] = [];
  for (const [layer, count] of waiting.entries()) if (count === 0) order.push(layer);
  for (let at = 0; at < order.length; at++) {
    for (const next of feeds[order[at] as number] as readonly number[]) {
      waiting[next] = (waiting[next] as number) - 1;
      if (waiting[next] === 0) order.push(next);
    }
  }
  return order;
}
