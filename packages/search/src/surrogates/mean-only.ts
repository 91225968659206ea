import { mean } from "@joulebook/core";
import { checkRows, type Predictor } from "./predictor.js";

/**
 * Predicts the mean of what it saw, whatever the features: the baseline that any predictor must beat.
 *
 * @throws RangeError without rows
 * @example meanOnly([[0], [1]], [2, 4]).predict([9]).mean // => 3
 */
export function meanOnly(rows: readonly (readonly number[])[], values: readonly number[]): Predictor {
  checkRows("meanOnly", rows, values);
  const average = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / Math.max(1, values.length - 1);
  const prediction = { mean: average, deviation: Math.sqrt(variance) };
  return { predict: () => prediction };
}
