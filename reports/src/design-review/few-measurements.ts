import type { Budget, Candidate, Fraction, Measurement } from "@joulebook/core";
import { featuresOf, knownBoards, measuredBoards, type TransferScore, transferToBoard } from "@joulebook/measurements";
import { type Choice, recommend } from "@joulebook/recommender";

/** What the review would have said if only a few models had been measured on the board, held against the measurements. */
export interface FewMeasurements {
  readonly backend: string;
  /** The models that would have been measured. */
  readonly probes: readonly string[];
  readonly score: TransferScore;
  /** The choice by predictions, planned at the confidence; absent when nothing fits. */
  readonly choice?: {
    readonly predicted: Choice;
    /** The same candidate as it was measured. */
    readonly measured: Candidate;
    readonly keepsBudget: boolean;
    /** Accuracy given up against the choice from all measurements of the runtime; negative where the budget is exceeded. */
    readonly accuracyLoss: Fraction;
  };
}

/** How many models are taken as measured. */
const probeCounts = [3, 10] as const;

/** Predictions of one runtime of a board (the given one, where it was measured enough) from its most telling measurements; limits on latency aside. */
export function fewMeasurements(
  measurements: readonly Measurement[],
  candidates: readonly Candidate[],
  {
    backend,
    budget,
    confidence,
  }: { readonly backend: string | undefined; readonly budget: Budget; readonly confidence: Fraction },
): readonly FewMeasurements[] {
  const { boards } = measuredBoards(measurements);
  const enough = boards.filter(({ values }) => values.size >= 2 * Math.max(...probeCounts));
  const largest = enough.toSorted((a, b) => b.values.size - a.values.size)[0];
  const board = enough.find((one) => one.backend === backend) ?? largest;
  if (board === undefined) return [];
  const known = knownBoards();
  const features = new Map(board.rows.map((row) => [row.model, featuresOf(row)]));
  const own = candidates.filter(({ keys, model }) => keys["backend"] === board.backend && board.values.has(model));
  const best = recommend(own, { budget });
  return probeCounts.flatMap((probes) => {
    const { score, predictions, probes: chosen } = transferToBoard(known, board, features, { probes });
    if (score === undefined) return [];
    const found = new Map(predictions.map((one) => [one.model, one]));
    const planned = own.map((candidate): Candidate => {
      const prediction = found.get(candidate.model);
      if (prediction === undefined) return candidate;
      const { value, low, high } = prediction;
      return {
        ...candidate,
        evidence: "transferred",
        energy: value,
        energyInterval: { low, high, level: 0.8, method: "held-out" },
      };
    });
    const answer = recommend(planned, { budget, confidence });
    const measured = answer.feasible ? own.find(({ id }) => id === answer.single.candidate.id) : undefined;
    return [
      {
        backend: board.backend,
        probes: chosen,
        score,
        ...(answer.feasible && measured !== undefined
          ? {
              choice: {
                predicted: answer.single,
                measured,
                keepsBudget: recommend([measured], { budget }).feasible,
                accuracyLoss: (best.feasible ? best.single.accuracy : measured.accuracy) - measured.accuracy,
              },
            }
          : {}),
      },
    ];
  });
}
