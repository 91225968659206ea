import type { Fraction } from "../contracts/units.js";

/** One term of a cost: a number in [0, 1] that a design is charged. What it charges for is the caller's choice. */
export interface CostTerm<D> {
  readonly name: string;
  readonly value: (design: D) => number;
}

/** How much a decision may cost beside what follows from it. */
export interface CostModel<D> {
  /** Weight of the decision in [0, 1]: 0 looks at the execution alone, 1 at the decision alone. */
  readonly alpha: Fraction;
  /** Cost of making the decision: energy, time or money of an inference. */
  readonly decision: CostTerm<D>;
  /** Cost of carrying it out, right or wrong. */
  readonly execution: CostTerm<D>;
}

/**
 * Weights from cloud to edge. Merkel states the direction only (energy is cheap in the cloud and dear at the edge);
 * the four values are this project's convention, spread over [0, 1] to show how the optimum moves.
 */
export const alphaPresets: {
  readonly cloud: Fraction;
  readonly gateway: Fraction;
  readonly mobile: Fraction;
  readonly edge: Fraction;
} = {
  cloud: 0.1,
  gateway: 0.3,
  mobile: 0.6,
  edge: 0.9,
};

/**
 * Cost of a design, C = alpha C_D + (1 - alpha) C_X; a pure number in [0, 1].
 *
 * Source: docs/equations.md#cost-of-a-design
 *
 * @throws RangeError if alpha or a term's value is outside [0, 1]
 * @example designCost(design, { alpha: 0.5, decision: relativeTerm("energy", energyOf, designs), execution: errorTerm(accuracyOf) })
 */
export function designCost<D>(design: D, { alpha, decision, execution }: CostModel<D>): number {
  checkAlpha("designCost", alpha);
  return alpha * termValue(decision, design) + (1 - alpha) * termValue(execution, design);
}

/**
 * The decision term C_D = q / q_max: an energy, a time or a price of a design, relative to the largest among the
 * designs that are compared. Source: docs/equations.md#decision-cost
 *
 * @throws RangeError without designs, if a quantity is negative or not finite, or if all are 0
 * @example relativeTerm("energy", (d) => d.energy, [{ energy: 1 }, { energy: 4 }]).value({ energy: 1 }) // => 0.25
 */
export function relativeTerm<D>(name: string, quantity: (design: D) => number, designs: readonly D[]): CostTerm<D> {
  let largest = 0;
  designs.forEach((design, index) => {
    const value = quantity(design);
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`relativeTerm: ${name} must be finite and at least 0, got ${value} for design ${index}`);
    }
    largest = Math.max(largest, value);
  });
  if (largest === 0) throw new RangeError(`relativeTerm: ${name} must be above 0 for at least one design`);
  return { name, value: (design) => quantity(design) / largest };
}

/**
 * The execution term C_X = 1 - A: the share of wrong decisions. Source: docs/equations.md#cost-of-a-design
 *
 * @example errorTerm((d) => d.accuracy).value({ accuracy: 0.75 }) // => 0.25
 */
export function errorTerm<D>(accuracy: (design: D) => Fraction): CostTerm<D> {
  return { name: "error", value: (design) => 1 - accuracy(design) };
}

/**
 * A weighted mean of terms, e.g. energy and time of a decision; the weights are divided by their sum.
 *
 * @throws RangeError if a weight is negative or all are 0
 * @example mixedTerm("energy and time", [{ weight: 3, term: energy }, { weight: 1, term: time }])
 */
export function mixedTerm<D>(
  name: string,
  parts: readonly { readonly weight: number; readonly term: CostTerm<D> }[],
): CostTerm<D> {
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  if (!(sum > 0 && sum < Number.POSITIVE_INFINITY) || parts.some(({ weight }) => weight < 0)) {
    const weights = parts.map(({ weight }) => weight).join(", ");
    throw new RangeError(`mixedTerm: weights must be at least 0 and not all 0, got [${weights}]`);
  }
  return {
    name,
    value: (design) => parts.reduce((total, { weight, term }) => total + (weight / sum) * term.value(design), 0),
  };
}

export function checkAlpha(where: string, alpha: number): void {
  if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`${where}: alpha must be in [0, 1], got ${alpha}`);
}

function termValue<D>({ name, value }: CostTerm<D>, design: D): number {
  const result = value(design);
  if (result >= 0 && result <= 1) return result;
  throw new RangeError(`designCost: the term "${name}" must be in [0, 1], got ${result}`);
}
