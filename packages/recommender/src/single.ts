import type { Candidate } from "@joulebook/core";
import type { Screened } from "./screen.js";

/**
 * Index of the most accurate candidate that meets every constraint; of equals the cheapest, then the first by id.
 * -1 when none does. Source: docs/equations.md#single
 */
export function singleChoice({ candidates, cost, accuracy, violated }: Screened): number {
  let best = -1;
  for (let i = 0; i < violated.length; i++) {
    if (violated[i] !== 0) continue;
    if (best < 0) {
      best = i;
      continue;
    }
    const gain = (accuracy[i] as number) - (accuracy[best] as number);
    if (gain < 0) continue;
    const saving = (cost[best] as number) - (cost[i] as number);
    if (gain > 0 || saving > 0 || (saving === 0 && idOf(candidates, i) < idOf(candidates, best))) best = i;
  }
  return best;
}

function idOf(candidates: readonly Candidate[], index: number): string {
  return (candidates[index] as Candidate).id;
}
