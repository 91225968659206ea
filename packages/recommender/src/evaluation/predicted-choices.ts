import { type Candidate, type Fraction, type Joules, median } from "@joulebook/core";
import { gapSummary } from "./gap-summary.js";
import { sweep } from "./sweep.js";
import { sweepBudgets } from "./sweep-budgets.js";

/** Models of one device and runtime whose energies were measured, some of them hidden and predicted from the others. */
export interface PredictedColumn {
  readonly device: string;
  readonly backend: string;
  /** Measured energy of one inference by model. */
  readonly measured: ReadonlyMap<string, Joules>;
  /** Predictions of those that were hidden; the others are known as measured. */
  readonly predictions: readonly { readonly model: string; readonly value: Joules }[];
}

/** What mixes chosen by predictions come to, over a sweep of budgets. */
export interface PredictedChoices {
  readonly budgets: number;
  /** Median of |E - B| / B with the measured energies, over the answered budgets. */
  readonly medianGap: Fraction;
  /** Median of the oracle's accuracy less the achieved one; below 0 where a budget is exceeded. */
  readonly medianAccuracyLoss: number;
  /** Share of the answered budgets that were exceeded. */
  readonly violations: Fraction;
}

/** Fewer candidates than this make no sweep. */
const leastCandidates = 5;

/**
 * Mixes chosen by predicted energies (measured ones where they were known), scored with the measured energies. All columns
 * are choices of one sweep. Models without an accuracy are no candidates.
 *
 * @returns undefined when there are fewer than five candidates, or no budget was answered
 */
export function predictedChoices(
  columns: readonly PredictedColumn[],
  accuracies: ReadonlyMap<string, Fraction>,
): PredictedChoices | undefined {
  const pairs = columns.flatMap((column) => candidatePairs(column, accuracies));
  if (pairs.length < leastCandidates) return undefined;
  const scored = pairs.map((pair) => pair.scored);
  const points = sweep({ planned: pairs.map((pair) => pair.planned), scored, budgets: sweepBudgets(scored) });
  const { median: medianGap, violations, answered } = gapSummary(points, "mix");
  const losses = points.flatMap(({ mix, oracle }) =>
    mix === undefined || oracle === undefined ? [] : [oracle.mix - mix.accuracy],
  );
  if (medianGap === undefined || answered === 0 || losses.length === 0) return undefined;
  return { budgets: points.length, medianGap, medianAccuracyLoss: median(losses), violations: violations / answered };
}

function candidatePairs(
  { device, backend, measured, predictions }: PredictedColumn,
  accuracies: ReadonlyMap<string, Fraction>,
): readonly { readonly planned: Candidate; readonly scored: Candidate }[] {
  const guesses = new Map(predictions.map(({ model, value }) => [model, value]));
  return [...measured].flatMap(([model, truth]) => {
    const accuracy = accuracies.get(model);
    if (accuracy === undefined) return [];
    const candidate = (energy: Joules, evidence: Candidate["evidence"]): Candidate => ({
      id: `${model} ${backend}`,
      model,
      device,
      origin: "measured",
      evidence,
      energy,
      accuracy,
      keys: { backend },
    });
    const scored = candidate(truth, "measured");
    const guess = guesses.get(model);
    return [{ planned: guess === undefined ? scored : candidate(guess, "transferred"), scored }];
  });
}
