import type { Candidate } from "@joulebook/core";
import type { Recommendation } from "@joulebook/recommender";

/** The choice and what the reasons compare it with, cheapest first; without a choice, what would fit if a limit moved. */
export function finalistsOf(recommendation: Recommendation): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (candidate: Candidate): unknown => found.set(candidate.id, candidate);
  if (recommendation.feasible) {
    add(recommendation.single.candidate);
    for (const { candidate } of recommendation.mix?.parts ?? []) add(candidate);
  }
  for (const reason of recommendation.reasons) {
    if (reason.kind === "shortfall") add(reason.cheapest.candidate);
    if (
      reason.kind === "next-better" ||
      reason.kind === "cheaper" ||
      reason.kind === "most-accurate" ||
      reason.kind === "relax"
    )
      add(reason.candidate);
  }
  return [...found.values()].toSorted((a, b) => a.energy - b.energy);
}
