import type { Bytes, Network } from "@joulebook/core";
import { beamSearch, exactSearch, type FoundOrder } from "./downset-search.js";
import { forcedPeak } from "./forced-peak.js";
import { greedyOrders } from "./greedy-orders.js";
import { memoryGraph, orderPeak } from "./memory-graph.js";
import type { SharingOptions } from "./overwritten-inputs.js";

export interface BestOrderOptions extends SharingOptions {
  /** Most partial orders kept before the exact search gives way to a beam; default 50,000. */
  readonly states?: number;
  /** Partial orders that the beam keeps per step; default 200. */
  readonly width?: number;
}

export interface BestOrder {
  /** Layers by index, in running order: the network's own where none has a smaller peak. */
  readonly order: readonly number[];
  readonly peak: Bytes;
  /** No order has a smaller peak. */
  readonly lowerBound: Bytes;
  /** Whether the order is proved optimal: peak equals lowerBound. */
  readonly exact: boolean;
}

/**
 * A running order of small peak activation memory.
 *
 * Where the network's own order or a simple rule meets what every order needs, that is the answer. Otherwise the graph's
 * downsets (sets of layers closed under "needs") are searched for the path with the least maximum, smallest maximum
 * first, so that the first complete order is optimal; nothing is followed that is no better than the best order known.
 * A layer that lifts neither the maximum nor the memory held is run at once: delaying it cannot help. When more than
 * `states` downsets are open or a budget of work and memory is used up, a beam takes over, and the smallest maximum
 * still open remains as the lower bound.
 * Source: docs/equations.md#best-order
 */
export function bestOrder(network: Network, options: BestOrderOptions = {}): BestOrder {
  const { states = 50_000, width = 200, ...sharing } = options;
  const graph = memoryGraph(network, sharing);
  const known = [network.layers.map((_, index) => index), ...greedyOrders(graph)].map((order) => ({
    order,
    peak: orderPeak(graph, order),
  }));
  const simple = known.reduce(better);
  const forced = forcedPeak(graph);
  if (simple.peak === forced) return answer(simple, forced);
  const { found, lowerBound } = exactSearch(graph, simple.peak, states);
  if (found !== undefined || lowerBound === simple.peak) return answer(found ?? simple, lowerBound);
  const beam = beamSearch(graph, simple.peak, width);
  return answer(beam ?? simple, Math.max(forced, lowerBound));
}

function better(one: FoundOrder, other: FoundOrder): FoundOrder {
  return other.peak < one.peak ? other : one;
}

function answer(found: FoundOrder, lowerBound: Bytes): BestOrder {
  return { ...found, lowerBound, exact: found.peak === lowerBound };
}
