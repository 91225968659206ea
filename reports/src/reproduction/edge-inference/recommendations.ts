import type { Candidate } from "@joulebook/core";
import { recommend, sweepBudgets } from "@joulebook/recommender";
import type { Column } from "./columns.js";

/** What a column's choices are like beside all models that fit, looked through one by one. */
export interface CheckedChoices {
  readonly budgets: number;
  /** Choices within their budget. */
  readonly kept: number;
  /** Choices with no more accurate model within the budget. */
  readonly mostAccurate: number;
  /** Choices with no cheaper model of at least their accuracy. */
  readonly leastEnergy: number;
}

/** The choice of one model at each of 50 budgets, held against every model of the column. */
export function checkedChoices({ device, backend, models }: Column): CheckedChoices {
  const candidates = models.map(
    ({ model, energy, accuracy }): Candidate => ({
      id: model,
      model,
      device,
      origin: "measured",
      evidence: "measured",
      energy,
      accuracy,
      keys: { backend },
    }),
  );
  const budgets = sweepBudgets(candidates);
  const choices = budgets.flatMap((energy) => {
    const answer = recommend(candidates, { budget: { kind: "inference", energy } });
    return answer.feasible ? [{ budget: energy, chosen: answer.single.candidate }] : [];
  });
  const count = (holds: (choice: (typeof choices)[number]) => boolean): number => choices.filter(holds).length;
  return {
    budgets: choices.length,
    kept: count(({ budget, chosen }) => chosen.energy <= budget),
    mostAccurate: count(({ budget, chosen }) =>
      models.every(({ energy, accuracy }) => energy > budget || accuracy <= chosen.accuracy),
    ),
    leastEnergy: count(({ chosen }) =>
      models.every(({ energy, accuracy }) => accuracy < chosen.accuracy || energy >= chosen.energy),
    ),
  };
}
