import { LoopPrefixes } from "./loop-prefixes.js";
import { type MappingCost, mappingCost, OrderCost } from "./mapping-cost.js";
import type { MappingProblem } from "./mapping-problem.js";
import { OrderBound } from "./order-bound.js";
import { loopKinds, type TemporalLoop } from "./temporal-loops.js";

/** What the search makes least: latency (ties: energy), energy (ties: latency), or their product. */
export type Objective = "latency" | "energy" | "edp";
export const objectives: readonly Objective[] = ["latency", "energy", "edp"];

/** What an order is judged by: J and cycles. */
export type Score = Pick<MappingCost, "energy" | "latency">;

export interface OrderSearchOptions {
  readonly objective: Objective;
  /** Something to beat: orders that are no better are not returned. */
  readonly known?: Score | undefined;
  /** Leaves out inner loops whose bound is above the best known; default true. What is found is the same. */
  readonly prune?: boolean;
}

export interface FoundOrder extends Score {
  readonly order: readonly TemporalLoop[];
}

/** The first best of all orders, and how many of them were costed. */
export interface OrderSearch {
  readonly best?: FoundOrder;
  readonly evaluated: number;
}

/**
 * The best order of the loops by trying all of them, inner loops first; inner loops that cannot lead to anything better are
 * not completed.
 *
 * Source: docs/equations.md#accelerator-temporal-mapping
 */
export function bestOrder(
  problem: MappingProblem,
  loops: readonly TemporalLoop[],
  { objective, known, prune = true }: OrderSearchOptions,
): OrderSearch {
  const prefixes = new LoopPrefixes(problem, loops.length);
  const cost = new OrderCost(problem, prefixes);
  const bound = prune ? new OrderBound(problem, prefixes, loops) : undefined;
  let limit = primary(known, objective);
  if (prune)
    for (const seed of seeds(problem, loops)) limit = Math.min(limit, primary(scored(problem, seed), objective));
  const kinds = loopKinds(loops);
  let best: FoundOrder | undefined;
  let evaluated = 0;
  const leaf = (): void => {
    evaluated++;
    // Where cycles come first, an order whose computation takes more cannot win.
    const most = objective === "latency" && bound !== undefined ? limit * (1 + tie) + bound.debt : undefined;
    const latency = cost.latency(most);
    if (latency === undefined) return;
    // Where cycles come first, an order that takes more of them cannot win: its energy is not worked out.
    if (objective === "latency" && latency > limit * (1 + tie)) return;
    const score = { latency, energy: cost.energy() };
    if (!isBetter(score, best ?? known, objective)) return;
    const order = Array.from({ length: prefixes.count }, (_, at) => ({
      dimension: prefixes.dimension[at] as number,
      size: prefixes.size[at] as number,
    }));
    best = { ...score, order };
    limit = Math.min(limit, primary(score, objective));
  };
  const place = (): void => {
    if (prefixes.count === loops.length) {
      leaf();
      return;
    }
    for (const kind of kinds) {
      if (kind.left === 0) continue;
      prefixes.push(kind.loop.dimension, kind.loop.size);
      bound?.push();
      if (bound === undefined || atLeast(bound, objective) <= limit * (1 + tie)) {
        kind.left--;
        place();
        kind.left++;
      }
      bound?.pop();
      prefixes.pop();
    }
  };
  place();
  return { ...(best === undefined ? {} : { best }), evaluated };
}

/** Differences of the last digits decide nothing. */
const tie = 1e-12;

/** Whether a mapping is better than another, or there is no other. */
export function isBetter(a: Score, b: Score | undefined, objective: Objective): boolean {
  if (b === undefined) return true;
  const [first, best] = [primary(a, objective), primary(b, objective)];
  if (Math.abs(first - best) > tie * best) return first < best;
  const [second, next] = objective === "latency" ? [a.energy, b.energy] : [a.latency, b.latency];
  return second < next - tie * next;
}

/** What the objective makes least. */
export function primary(score: Score | undefined, objective: Objective): number {
  if (score === undefined) return Number.POSITIVE_INFINITY;
  return objective === "edp" ? score.latency * score.energy : score[objective];
}

function atLeast(bound: OrderBound, objective: Objective): number {
  if (objective === "latency") return bound.cycles();
  return objective === "energy" ? bound.joules() : Math.max(0, bound.cycles()) * bound.joules();
}

/** An order for each operand that keeps it in place as long as possible: something to beat from the start. */
function seeds({ relevant }: MappingProblem, loops: readonly TemporalLoop[]): readonly (readonly TemporalLoop[])[] {
  return relevant.map((codes) => {
    const rank = ({ dimension }: TemporalLoop): number => [0, 2, 1][codes[dimension] as number] as number;
    return loops.toSorted((a, b) => rank(a) - rank(b));
  });
}

function scored(problem: MappingProblem, order: readonly TemporalLoop[]): Score | undefined {
  return mappingCost(problem, order);
}
