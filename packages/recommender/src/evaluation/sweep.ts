import type { Candidate, Fraction, Joules } from "@joulebook/core";
import { mixed } from "../mix-share.js";
import { recommend } from "../recommend.js";
import { type Oracle, oracle } from "./oracle.js";

/** A choice at one budget: what was planned, and what it came to. */
export interface ScoredChoice {
  readonly parts: readonly { readonly model: string; readonly share: Fraction }[];
  /** Mean energy by the energies the planner knew (without margin). */
  readonly planned: Joules;
  /** Mean energy by the energies it is scored with. */
  readonly energy: Joules;
  readonly accuracy: Fraction;
  /** (E - B) / B with the scored energy: positive is over the budget. */
  readonly signedGap: number;
  /** |E - B| / B. */
  readonly gap: Fraction;
}

/** One budget of a sweep; a choice is absent where nothing was planned to fit. */
export interface SweepPoint {
  readonly budget: Joules;
  readonly single?: ScoredChoice;
  readonly mix?: ScoredChoice;
  /** The best possible with the scored energies; absent where nothing truly fits. */
  readonly oracle?: Oracle;
}

/** What a sweep is made of. */
export interface SweepPlan {
  /** What the planner knows. */
  readonly planned: readonly Candidate[];
  /** The same models as measured when the plan is carried out, in the same order. */
  readonly scored: readonly Candidate[];
  readonly budgets: readonly Joules[];
  readonly margin?: Fraction;
}

/**
 * Chooses for every budget by the planned energies and works out what the choices come to with the scored ones.
 *
 * In a sample that is scored with itself the gap is the planner's; otherwise it holds the change of the energies too.
 * Source: docs/equations.md#evaluation
 */
export function sweep({ planned, scored, budgets, margin = 0 }: SweepPlan): readonly SweepPoint[] {
  const outcome = new Map(planned.map((candidate, index) => [candidate, scored[index] as Candidate]));
  return budgets.map((budget): SweepPoint => {
    const best = oracle(scored, budget);
    const known = best === undefined ? {} : { oracle: best };
    const answer = recommend(planned, { budget: { kind: "inference", energy: budget }, margin });
    if (!answer.feasible) return { budget, ...known };
    const single = scoredChoice([{ candidate: answer.single.candidate, share: 1 }], outcome, budget);
    const mix = answer.mix === undefined ? {} : { mix: scoredChoice(answer.mix.parts, outcome, budget) };
    return { budget, single, ...mix, ...known };
  });
}

function scoredChoice(
  parts: readonly { readonly candidate: Candidate; readonly share: Fraction }[],
  outcome: ReadonlyMap<Candidate, Candidate>,
  budget: Joules,
): ScoredChoice {
  const mean = (value: (candidate: Candidate) => number): number => {
    const [low, high] = parts.map(({ candidate }) => value(candidate)) as [number, number?];
    return high === undefined ? low : mixed(parts[1]?.share ?? 0, low, high);
  };
  const after = (candidate: Candidate): Candidate => outcome.get(candidate) as Candidate;
  const energy = mean((candidate) => after(candidate).energy);
  const signedGap = (energy - budget) / budget;
  return {
    parts: parts.map(({ candidate, share }) => ({ model: candidate.model, share })),
    planned: mean((candidate) => candidate.energy),
    energy,
    accuracy: mean((candidate) => after(candidate).accuracy),
    signedGap,
    gap: Math.abs(signedGap),
  };
}
