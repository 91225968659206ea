import type { Screened } from "./screen.js";

/**
 * Index of the most accurate candidate that meets every constraint; of equals the cheapest, then the first by id.
 * -1 when none does. Source: docs/equations.md#single
 */
export function singleChoice(screened: Screened): number {
  let best = -1;
  for (const index of singleChoices(screened))
    if (index >= 0 && (best < 0 || isBetter(screened, index, best))) best = index;
  return best;
}

/** The same for each device, in the order of `screened.devices`. */
export function singleChoices(screened: Screened): Int32Array {
  const { devices, device, violated } = screened;
  const best = new Int32Array(devices.length).fill(-1);
  for (let i = 0; i < violated.length; i++) {
    if (violated[i] !== 0) continue;
    const place = device[i] as number;
    if ((best[place] as number) < 0 || isBetter(screened, i, best[place] as number)) best[place] = i;
  }
  return best;
}

function isBetter({ candidates, cost, accuracy }: Screened, i: number, best: number): boolean {
  const gain = (accuracy[i] as number) - (accuracy[best] as number);
  if (gain !== 0) return gain > 0;
  const saving = (cost[best] as number) - (cost[i] as number);
  return saving > 0 || (saving === 0 && candidates.figures(i).id < candidates.figures(best).id);
}
