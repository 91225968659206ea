import type { Scores } from "@joulebook/search";
import type { Constraint, Objective } from "./evaluator.js";

/**
 * A design's quantities as a search sees them: objectives turned so that less is better, and how much its limits are
 * broken, Σ max(0, (q - limit) / |limit|) (absolute where the limit is 0). Source: docs/equations.md#non-dominated-sort
 *
 * @throws RangeError if a quantity that is asked for is missing or NaN
 * @example scoresOf({ accuracy: 0.75, energy: 3 }, [{ quantity: "accuracy", direction: "maximise" }], [{ quantity: "energy", atMost: 2 }]) // => { objectives: [-0.75], violation: 0.5 }
 */
export function scoresOf(
  quantities: Readonly<Record<string, number>>,
  objectives: readonly Objective[],
  constraints: readonly Constraint[],
): Required<Scores> {
  const value = (name: string): number => {
    const found = quantities[name];
    if (found === undefined || Number.isNaN(found))
      throw new RangeError(`scoresOf: ${name} must be a number, got ${found}`);
    return found;
  };
  let violation = 0;
  for (const { quantity, atMost, atLeast } of constraints) {
    const found = value(quantity);
    if (atMost !== undefined) violation += Math.max(0, (found - atMost) / (Math.abs(atMost) || 1));
    if (atLeast !== undefined) violation += Math.max(0, (atLeast - found) / (Math.abs(atLeast) || 1));
  }
  return {
    objectives: objectives.map(({ quantity, direction }) =>
      direction === "minimise" ? value(quantity) : -value(quantity),
    ),
    violation,
  };
}
