import type { Random } from "@joulebook/core";
import { checkRows, type Predictor } from "./predictor.js";

export interface ForestOptions {
  /** Default 30. */
  readonly trees?: number;
  /** Fewest rows in a leaf; default 3. */
  readonly leaf?: number;
}

/**
 * Regression forest (Breiman 2001): trees grown on bootstrap samples, a third of the features tried at each split;
 * the deviation is that of the trees' answers. Source: docs/equations.md#surrogates
 *
 * @throws RangeError without rows
 */
export function forest(
  rows: readonly (readonly number[])[],
  values: readonly number[],
  random: Random,
  { trees = 30, leaf = 3 }: ForestOptions = {},
): Predictor {
  checkRows("forest", rows, values);
  const grown = Array.from({ length: trees }, () => {
    const sample = Uint32Array.from({ length: rows.length }, () => random.integer(rows.length));
    return grow({ rows, values, random, leaf }, sample);
  });
  return {
    predict(features) {
      const answers = grown.map((tree) => answer(tree, features));
      const mean = answers.reduce((sum, value) => sum + value, 0) / trees;
      const variance = answers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, trees - 1);
      return { mean, deviation: Math.sqrt(variance) };
    },
  };
}

type Tree =
  | { readonly value: number }
  | { readonly feature: number; readonly limit: number; readonly below: Tree; readonly above: Tree };

interface Data {
  readonly rows: readonly (readonly number[])[];
  readonly values: readonly number[];
  readonly random: Random;
  readonly leaf: number;
}

function answer(tree: Tree, features: readonly number[]): number {
  let node = tree;
  while (!("value" in node)) node = (features[node.feature] as number) <= node.limit ? node.below : node.above;
  return node.value;
}

function grow(data: Data, members: Uint32Array): Tree {
  const split = members.length < 2 * data.leaf ? undefined : bestSplit(data, members);
  if (split === undefined) {
    let sum = 0;
    for (const member of members) sum += data.values[member] as number;
    return { value: sum / members.length };
  }
  const { feature, limit } = split;
  const below = members.filter((member) => (data.rows[member]?.[feature] as number) <= limit);
  const above = members.filter((member) => (data.rows[member]?.[feature] as number) > limit);
  return { feature, limit, below: grow(data, below), above: grow(data, above) };
}

/** The split of a third of the features that leaves the least squared error. */
function bestSplit(
  { rows, values, random, leaf }: Data,
  members: Uint32Array,
): { readonly feature: number; readonly limit: number } | undefined {
  const width = rows[0]?.length ?? 0;
  const total = members.reduce((sum, member) => sum + (values[member] as number), 0);
  let best: { readonly feature: number; readonly limit: number; readonly gain: number } | undefined;
  const floor = (total * total) / members.length;
  for (let tried = 0; tried < Math.max(1, Math.ceil(width / 3)); tried++) {
    const feature = random.integer(width);
    const at = (member: number): number => rows[member]?.[feature] as number;
    const order = members.toSorted((a, b) => at(a) - at(b) || a - b);
    let sum = 0;
    for (let count = 1; count < order.length; count++) {
      const before = order[count - 1] as number;
      sum += values[before] as number;
      const here = at(before);
      const next = at(order[count] as number);
      if (here === next || count < leaf || order.length - count < leaf) continue;
      const gain = (sum * sum) / count + (total - sum) ** 2 / (order.length - count) - floor;
      if (gain > 1e-12 * Math.abs(floor) && (best === undefined || gain > best.gain))
        best = { feature, limit: (here + next) / 2, gain };
    }
  }
  return best;
}
