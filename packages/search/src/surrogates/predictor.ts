import type { Random } from "@joulebook/core";

/** What a predictor says of one point. */
export interface Prediction {
  readonly mean: number;
  /** How unsure it is, in the unit of the mean. */
  readonly deviation: number;
}

export interface Predictor {
  predict(features: readonly number[]): Prediction;
}

/** Learns a quantity from rows of features. */
export type Learner = (rows: readonly (readonly number[])[], values: readonly number[], random: Random) => Predictor;

/** Checks what every learner asks of its data. */
export function checkRows(where: string, rows: readonly (readonly number[])[], values: readonly number[]): void {
  if (rows.length === 0 || rows.length !== values.length)
    throw new RangeError(
      `${where}: needs one value per row, at least one, got ${rows.length} rows and ${values.length} values`,
    );
}
