import { type Budget, budgetAxis, type BudgetAxis, type CandidateFigures } from "@joulebook/core";
import type { RecommendationRequest } from "./request.js";
import { type Constraint, constraintBit, latencyOf, memoryOf, type Screened, unknownBit } from "./screen.js";
import { plannedInference } from "./planned.js";

/** A limit that would have to move for a candidate to be allowed. */
export interface Need {
  readonly constraint: Constraint;
  /** The limit now, in its unit: the axis' unit, Hz, s, a fraction, bytes. */
  readonly from: number;
  /** The limit that admits the candidate. */
  readonly to: number;
  /** |to - from| / from; for a rate r·t - 1, the share by which the candidate is too slow. */
  readonly relative: number;
}

/** What candidates are held against. */
export interface Limits {
  readonly axis: BudgetAxis;
  readonly request: RecommendationRequest;
}

/**
 * The limits that a candidate violates and how far each would have to move; undefined when a limited quantity is
 * unknown. For a candidate too slow for the rate the rate falls to 1/t, and the budget is looked at again there.
 */
export function needs(screened: Screened, index: number, { axis, request }: Limits): readonly Need[] | undefined {
  const bits = screened.violated[index] as number;
  if ((bits & unknownBit) !== 0) return undefined;
  const found: Need[] = [];
  const add = (
    constraint: Constraint,
    from: number,
    to: number,
    relative: number = Math.abs(to - from) / from,
  ): void => {
    found.push({ constraint, from, to, relative });
  };
  if ((bits & constraintBit.budget) !== 0) add("budget", axis.limit, screened.cost[index] as number);
  if ((bits & constraintBit.rate) !== 0 && axis.rate !== undefined) {
    const candidate = screened.candidates.figures(index);
    const rate = sustainableRate(candidate.latency?.mean as number);
    add("rate", axis.rate, rate, axis.rate * (candidate.latency?.mean as number) - 1);
    const cost = costAtRate(candidate, request, rate);
    if (cost > axis.limit) add("budget", axis.limit, cost);
  }
  if ((bits & constraintBit.latency) !== 0) {
    add("latency", request.latency?.limit as number, latencyOf(screened, index));
  }
  if ((bits & constraintBit.accuracy) !== 0)
    add("accuracy", request.accuracy as number, screened.accuracy[index] as number);
  if ((bits & constraintBit.memory) !== 0) add("memory", request.memory as number, memoryOf(screened, index));
  return found;
}

/** The largest relative move among a candidate's needs; NaN when a limited quantity is unknown. Allocates only for candidates too slow for the rate. */
export function largestNeed(screened: Screened, index: number, { axis, request }: Limits): number {
  const bits = screened.violated[index] as number;
  if ((bits & unknownBit) !== 0) return Number.NaN;
  if ((bits & constraintBit.rate) !== 0) {
    const all = needs(screened, index, { axis, request }) ?? [];
    return Math.max(...all.map(({ relative }) => relative));
  }
  let largest = 0;
  if ((bits & constraintBit.budget) !== 0) largest = (screened.cost[index] as number) / axis.limit - 1;
  if ((bits & constraintBit.latency) !== 0) {
    largest = Math.max(largest, latencyOf(screened, index) / (request.latency?.limit as number) - 1);
  }
  if ((bits & constraintBit.accuracy) !== 0) {
    largest = Math.max(largest, 1 - (screened.accuracy[index] as number) / (request.accuracy as number));
  }
  if ((bits & constraintBit.memory) !== 0) {
    largest = Math.max(largest, memoryOf(screened, index) / (request.memory as number) - 1);
  }
  return largest;
}

/** The largest rate with rate * latency <= 1 in double precision. */
function sustainableRate(latency: number): number {
  let rate = 1 / latency;
  while (rate * latency > 1) rate *= 1 - Number.EPSILON;
  return rate;
}

function costAtRate(candidate: CandidateFigures, request: RecommendationRequest, rate: number): number {
  const slower = { ...request.budget, rate } as Budget;
  return budgetAxis(slower).cost(plannedInference(candidate, request));
}
