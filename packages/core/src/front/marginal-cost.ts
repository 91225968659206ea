/** What the step from one item of a front to the next costs. */
export interface FrontStep<T> {
  readonly from: T;
  readonly to: T;
  /** Above 0. */
  readonly cost: number;
  /** Above 0. */
  readonly gain: number;
  /** cost / gain, e.g. joules per point of accuracy. */
  readonly costPerGain: number;
}

/**
 * Marginal cost along a front: for each step from an item to the next, the cost it adds, the gain it adds, and their
 * ratio dE/dA. Items equal to their predecessor make no step. Source: docs/equations.md#marginal-cost
 *
 * @param front sorted by cost, as `paretoFront` and `concaveHull` return it
 * @throws RangeError unless cost and gain both rise along the front
 * @example marginalCosts(front, { cost: (m) => m.energy, gain: (m) => m.accuracy })
 */
export function marginalCosts<T>(
  front: readonly T[],
  { cost, gain }: { readonly cost: (item: T) => number; readonly gain: (item: T) => number },
): FrontStep<T>[] {
  return front.slice(1).flatMap((to, i) => {
    const from = front[i] as T;
    const step = { from, to, cost: cost(to) - cost(from), gain: gain(to) - gain(from) };
    if (step.cost === 0 && step.gain === 0) return [];
    if (step.cost > 0 && step.gain > 0) return [{ ...step, costPerGain: step.cost / step.gain }];
    throw new RangeError(
      `marginalCosts: cost and gain must both rise along a front, got ${step.cost} and ${step.gain} from item ${i} to ${i + 1}`,
    );
  });
}
