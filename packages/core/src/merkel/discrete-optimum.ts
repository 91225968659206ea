import type { Fraction } from "../contracts/units.js";
import { type CostModel, designCost } from "./cost-model.js";

/** The best of the designs that exist. */
export interface DiscreteOptimum<D> {
  readonly design: D;
  /** Its place among the designs. */
  readonly index: number;
  readonly cost: number;
}

/**
 * The design of least cost C = alpha C_D + (1 - alpha) C_X; of equal ones that with the cheaper decision, then the first.
 *
 * This is the default wherever designs are few: Merkel's rounding (`nearestAchievable`) can miss it.
 * Source: docs/equations.md#discrete-optimum
 *
 * @throws RangeError without designs, or as `designCost` does
 */
export function discreteOptimum<D>(designs: readonly D[], model: CostModel<D>): DiscreteOptimum<D> {
  const priced = designs.map((design, index) => ({ design, index, cost: designCost(design, model) }));
  return first(priced, "discreteOptimum", (a, b) => {
    return a.cost - b.cost || model.decision.value(a.design) - model.decision.value(b.design);
  });
}

/**
 * Merkel's rounding of a continuous optimum: the design whose accuracy is nearest to it; of two equally near the less
 * accurate one. Source: docs/equations.md#discrete-optimum
 *
 * @throws RangeError without designs, or if an accuracy is NaN
 * @example nearestAchievable([0.4, 0.64, 0.72], 0.6, (accuracy) => accuracy).index // => 1
 */
export function nearestAchievable<D>(
  designs: readonly D[],
  optimum: Fraction,
  accuracy: (design: D) => Fraction,
): { readonly design: D; readonly index: number; readonly accuracy: Fraction } {
  const reached = designs.map((design, index) => ({ design, index, accuracy: accuracy(design) }));
  const bad = reached.find((entry) => Number.isNaN(entry.accuracy));
  if (bad) throw new RangeError(`nearestAchievable: accuracy must be a number, got NaN for design ${bad.index}`);
  return first(reached, "nearestAchievable", (a, b) => {
    return Math.abs(a.accuracy - optimum) - Math.abs(b.accuracy - optimum) || a.accuracy - b.accuracy;
  });
}

/** The first of the least entries. */
function first<E>(entries: readonly E[], where: string, compare: (a: E, b: E) => number): E {
  const [head, ...rest] = entries;
  if (head === undefined) throw new RangeError(`${where}: needs at least one design, got none`);
  return rest.reduce((best, entry) => (compare(entry, best) < 0 ? entry : best), head);
}
