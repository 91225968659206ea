import type { Random } from "@joulebook/core";
import { checkRows, type Learner, type Prediction } from "./predictor.js";

/**
 * Predictions of each row by a predictor that did not see it: rows are dealt to `folds` at random, each fold predicted
 * from the others. With as many folds as rows it is leave-one-out. Source: docs/equations.md#surrogates
 *
 * @throws RangeError unless folds is a whole number from 2 to the number of rows
 */
export function crossValidate(
  learner: Learner,
  rows: readonly (readonly number[])[],
  values: readonly number[],
  { folds, random }: { readonly folds: number; readonly random: Random },
): Prediction[] {
  checkRows("crossValidate", rows, values);
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= rows.length))
    throw new RangeError(`crossValidate: folds must be a whole number from 2 to ${rows.length}, got ${folds}`);
  const fold = random.shuffle(rows.map((_, index) => index % folds));
  const predictions: Prediction[] = rows.map(() => ({ mean: Number.NaN, deviation: Number.NaN }));
  for (let held = 0; held < folds; held++) {
    const known = rows.flatMap((_, index) => (fold[index] === held ? [] : [index]));
    const predictor = learner(
      known.map((index) => rows[index] as readonly number[]),
      known.map((index) => values[index] as number),
      random.split("fold", held),
    );
    rows.forEach((row, index) => {
      if (fold[index] === held) predictions[index] = predictor.predict(row);
    });
  }
  return predictions;
}
