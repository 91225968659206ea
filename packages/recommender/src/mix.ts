import { type Bytes, type Candidate, concaveHull2 } from "@joulebook/core";
import { bestPairWithinMemory } from "./best-pair-within-memory.js";
import { column, efficientFront, pick } from "./efficient-front.js";
import { mixed, mixShare } from "./mix-share.js";
import { constraintBit, isAdmissible, type Screened } from "./screen.js";

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
  candidates: readonly Candidate[],
  screened: Screened,
  { limit, memory }: { readonly limit: number; readonly memory?: Bytes | undefined },
): MixChoice | undefined {
  let best: MixChoice | undefined;
  for (const device of admissibleByDevice(candidates, screened)) {
    const choice =
      memory === undefined ? mixOnHull(screened, device, limit) : mixInMemory(screened, device, limit, memory);
    if (choice === undefined) continue;
    const gain = best === undefined ? 1 : choice.accuracy - best.accuracy;
    if (gain > 0 || (gain === 0 && choice.cost < (best as MixChoice).cost)) best = choice;
  }
  return best;
}

/** Indices of the candidates that meet all limits but perhaps the budget, per device in order of first appearance. */
function admissibleByDevice(candidates: readonly Candidate[], screened: Screened): Uint32Array[] {
  const groups = new Map<string, number[]>();
  let device: string | undefined;
  let group: number[] = [];
  for (let i = 0; i < candidates.length; i++) {
    if (!isAdmissible(screened, i)) continue;
    const name = (candidates[i] as Candidate).device;
    if (name !== device) {
      device = name;
      group = groups.get(name) ?? [];
      groups.set(name, group);
    }
    group.push(i);
  }
  return Array.from(groups.values(), (indices) => Uint32Array.from(indices));
}

function mixOnHull(screened: Screened, indices: Uint32Array, limit: number): MixChoice | undefined {
  const front = efficientFront(screened, indices);
  const hull = pick(front, concaveHull2(column(screened.cost, front), column(screened.accuracy, front)));
  const above = hull.findIndex((index) => (screened.cost[index] as number) > limit);
  if (above === 0 || hull.length === 0) return undefined;
  if (above < 0) return alone(screened, hull[hull.length - 1] as number, 0);
  return mixture(screened, hull[above - 1] as number, hull[above] as number, limit);
}

function mixInMemory(screened: Screened, indices: Uint32Array, limit: number, memory: number): MixChoice | undefined {
  const { cost, accuracy } = screened;
  const points = {
    cost: column(cost, indices),
    accuracy: column(accuracy, indices),
    memory: column(screened.memory, indices),
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
