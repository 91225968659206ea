import { type Bytes, concaveHull2 } from "@joulebook/core";
import { bestPairWithinMemory } from "./best-pair-within-memory.js";
import { pick, valuesAt } from "./columns.js";
import type { DeviceFront } from "./device-fronts.js";
import { mixed, mixShare } from "./mix-share.js";
import { constraintBit, memoryOf, type Screened } from "./screen.js";

/** Two candidates by index, `share` of the inferences going to `high`; one candidate when `share` is 0. */
export interface MixChoice {
  readonly low: number;
  readonly high: number;
  readonly share: number;
  /** Planned mean cost on the budget's axis; never above the limit. */
  readonly cost: number;
  readonly accuracy: number;
  /** Accuracy that one more unit of budget would buy; 0 when no dearer candidate is more accurate. */
  readonly shadowPrice: number;
}

/**
 * The most accurate mixture within the budget: the optimum of the linear programme over all shares, which needs at
 * most two candidates. Undefined when no single candidate fits, since then no mixture does.
 *
 * Both parts run on one device. Without a memory limit they are neighbours on the upper concave hull of (cost,
 * accuracy); with one, the best pair that fits in memory together. Source: docs/equations.md#mix
 */
export function mixChoice(
  screened: Screened,
  devices: readonly DeviceFront[],
  { limit, memory }: { readonly limit: number; readonly memory?: Bytes | undefined },
): MixChoice | undefined {
  let best: MixChoice | undefined;
  for (const { admissible, front } of devices) {
    const choice =
      memory === undefined ? mixOnHull(screened, front, limit) : mixInMemory(screened, admissible, limit, memory);
    if (choice === undefined) continue;
    const gain = best === undefined ? 1 : choice.accuracy - best.accuracy;
    if (gain > 0 || (gain === 0 && choice.cost < (best as MixChoice).cost)) best = choice;
  }
  return best;
}

function mixOnHull(screened: Screened, front: Uint32Array, limit: number): MixChoice | undefined {
  const hull = pick(front, concaveHull2(valuesAt(screened.cost, front), valuesAt(screened.accuracy, front)));
  const above = hull.findIndex((index) => (screened.cost[index] as number) > limit);
  if (above === 0 || hull.length === 0) return undefined;
  if (above < 0) return alone(screened, hull[hull.length - 1] as number, 0);
  return mixture(screened, hull[above - 1] as number, hull[above] as number, limit);
}

function mixInMemory(screened: Screened, indices: Uint32Array, limit: number, memory: number): MixChoice | undefined {
  const { cost, accuracy } = screened;
  const points = {
    cost: valuesAt(cost, indices),
    accuracy: valuesAt(accuracy, indices),
    memory: Float64Array.from(indices, (index) => memoryOf(screened, index)),
  };
  const pair = bestPairWithinMemory(points, { budget: limit, limit: memory });
  if (pair !== undefined) {
    return mixture(screened, indices[pair.low] as number, indices[pair.high] as number, limit);
  }
  let best = -1;
  for (const index of indices) {
    if (((screened.violated[index] as number) & constraintBit.budget) !== 0) continue;
    const gain = best < 0 ? 1 : (accuracy[index] as number) - (accuracy[best] as number);
    if (gain > 0 || (gain === 0 && (cost[index] as number) < (cost[best] as number))) best = index;
  }
  return best < 0 ? undefined : alone(screened, best, 0);
}

function mixture({ cost, accuracy }: Screened, low: number, high: number, limit: number): MixChoice {
  const [lowCost, highCost] = [cost[low] as number, cost[high] as number];
  const [lowGain, highGain] = [accuracy[low] as number, accuracy[high] as number];
  const share = mixShare({ low: lowCost, high: highCost, budget: limit });
  return {
    low,
    high,
    share,
    cost: mixed(share, lowCost, highCost),
    accuracy: mixed(share, lowGain, highGain),
    shadowPrice: (highGain - lowGain) / (highCost - lowCost),
  };
}

function alone({ cost, accuracy }: Screened, index: number, shadowPrice: number): MixChoice {
  return {
    low: index,
    high: index,
    share: 0,
    cost: cost[index] as number,
    accuracy: accuracy[index] as number,
    shadowPrice,
  };
}
