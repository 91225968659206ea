import { nonDominatedSort } from "../sorting/non-dominated-sort.js";
import type { Evaluated } from "./search-algorithm.js";

/**
 * The feasible designs that no feasible design dominates, in the order of their first objective; infeasible and failed
 * ones are never among them. Equal ones all stay.
 *
 * @example feasibleFront([{ design: {}, objectives: [1], violation: 0 }, { design: {}, objectives: [0], violation: 2 }]).length // => 1
 */
export function feasibleFront<T extends Pick<Evaluated, "objectives" | "violation">>(evaluated: readonly T[]): T[] {
  const feasible = evaluated.filter(({ violation }) => violation === 0);
  const [front = []] = nonDominatedSort(feasible.map(({ objectives }) => objectives));
  return front
    .map((index) => feasible[index] as T)
    .toSorted((a, b) => (a.objectives[0] as number) - (b.objectives[0] as number));
}
