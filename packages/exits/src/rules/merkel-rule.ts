import type { Fraction } from "@joulebook/core";

export interface MerkelRule {
  /** Weight of an exit's mean accuracy; default 1. */
  readonly beta1?: number;
  /** Weight of the wanted accuracy in the test of the confidence; default 1. */
  readonly beta2?: number;
}

/**
 * Merkel's rule (10) as thresholds: an example leaves at the first exit whose mean training accuracy, times beta1, is the wanted
 * accuracy, or whose confidence is beta2 times it; where neither ever holds it leaves at the last.
 *
 * A threshold of 0 lets everybody leave, one above 1 nobody. Source: docs/equations.md#merkel-rule
 *
 * @param accuracy mean accuracy of each exit on the training examples
 * @example merkelThresholds([0.5, 0.75, 0.8], 0.7) // => [0.7, 0]
 */
export function merkelThresholds(
  accuracy: readonly Fraction[],
  wanted: Fraction,
  { beta1 = 1, beta2 = 1 }: MerkelRule = {},
): readonly number[] {
  return accuracy.slice(0, -1).map((mean) => (beta1 * mean >= wanted ? 0 : beta2 * wanted));
}
