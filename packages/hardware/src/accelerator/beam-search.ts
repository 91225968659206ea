import { LoopPrefixes } from "./loop-prefixes.js";
import { OrderCost } from "./mapping-cost.js";
import type { MappingProblem } from "./mapping-problem.js";
import { type FoundOrder, isBetter, type OrderSearch, type OrderSearchOptions, primary } from "./order-search.js";
import type { TemporalLoop } from "./temporal-loops.js";

/** Beginnings of orders that are kept at each step. */
const width = 24;

/**
 * A good order of many loops, where trying all takes too long: from the innermost loop out, the most promising beginnings are
 * kept, each judged by what it costs when completed in the order of the best known so far. Everything costed counts.
 *
 * @param start an order of the same loops to begin with
 */
export function beamOrder(
  problem: MappingProblem,
  start: readonly TemporalLoop[],
  { objective, known }: OrderSearchOptions,
): OrderSearch {
  const prefixes = new LoopPrefixes(problem, start.length);
  const cost = new OrderCost(problem, prefixes);
  let best: FoundOrder | undefined;
  let evaluated = 0;
  const judge = (order: readonly TemporalLoop[]): number => {
    evaluated++;
    for (const { dimension, size } of order) prefixes.push(dimension, size);
    const latency = cost.latency();
    const score = latency === undefined ? undefined : { latency, energy: cost.energy() };
    for (let taken = 0; taken < order.length; taken++) prefixes.pop();
    if (score === undefined) return Number.POSITIVE_INFINITY;
    if (isBetter(score, best ?? known, objective)) best = { ...score, order };
    return primary(score, objective);
  };
  judge(start);
  let beam: readonly Beginning[] = [{ taken: [], left: start }];
  for (let depth = 0; depth + 1 < start.length; depth++) {
    const next = new Map<string, { readonly begun: Beginning; readonly score: number }>();
    for (const { taken, left } of beam) {
      for (const [at, loop] of left.entries()) {
        const begun: Beginning = { taken: [...taken, loop], left: left.toSpliced(at, 1) };
        const key = begun.taken.map(({ dimension, size }) => `${dimension} ${size}`).join();
        if (!next.has(key))
          next.set(key, { begun, score: judge([...begun.taken, ...inOrderOf(best?.order, begun.left)]) });
      }
    }
    beam = [...next.values()]
      .toSorted((a, b) => a.score - b.score)
      .slice(0, width)
      .map(({ begun }) => begun);
  }
  return { ...(best === undefined ? {} : { best }), evaluated };
}

interface Beginning {
  readonly taken: readonly TemporalLoop[];
  readonly left: readonly TemporalLoop[];
}

/** Loops in the order in which another order has them. */
function inOrderOf(order: readonly TemporalLoop[] = [], loops: readonly TemporalLoop[]): readonly TemporalLoop[] {
  const free = [...order];
  const place = (loop: TemporalLoop): number => {
    const at = free.findIndex((one) => one?.dimension === loop.dimension && one.size === loop.size);
    if (at >= 0) free[at] = { dimension: -1, size: 0 };
    return at < 0 ? order.length : at;
  };
  return loops
    .map((loop) => ({ loop, at: place(loop) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ loop }) => loop);
}
