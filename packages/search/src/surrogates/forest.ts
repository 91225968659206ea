import type { Random } from "@joulebook/core";
import { checkRows, type Predictor } from "./predictor.js";

export interface ForestOptions {
  /** Default 30. */
  readonly trees?: number;
  /** Fewest rows in a leaf; default 3. */
  readonly leaf?: number;
}

/**
 * Regression forest (Breiman 2001): trees grown on bootstrap samples, a third of the features tried at each split,
 * between at most 32 groups of a feature's values; the deviation is that of the trees' answers. Source: docs/equations.md#surrogates
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
  const data = binned(rows, values, random, leaf);
  const grown = Array.from({ length: trees }, () =>
    grow(
      data,
      Uint32Array.from({ length: rows.length }, () => random.integer(rows.length)),
    ),
  );
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
  readonly values: readonly number[];
  readonly random: Random;
  readonly leaf: number;
  readonly width: number;
  /** Bin of each row's feature, at row * width + feature. */
  readonly bins: Uint8Array;
  /** Upper limits of the bins of each feature, between values; the last bin has none. */
  readonly limits: readonly (readonly number[])[];
}

/** Splits are tried between at most this many groups of a feature's values. */
const mostBins = 32;

function binned(rows: readonly (readonly number[])[], values: readonly number[], random: Random, leaf: number): Data {
  const width = rows[0]?.length ?? 0;
  const limits = Array.from({ length: width }, (_, feature) => {
    const distinct = [...new Set(rows.map((row) => row[feature] as number))].toSorted((a, b) => a - b);
    const step = Math.max(1, (distinct.length - 1) / (mostBins - 1));
    const found: number[] = [];
    for (let at = 0; Math.round(at) + 1 < distinct.length; at += step)
      found.push(((distinct[Math.round(at)] as number) + (distinct[Math.round(at) + 1] as number)) / 2);
    return found;
  });
  const bins = new Uint8Array(rows.length * width);
  rows.forEach((row, r) => {
    limits.forEach((edges, feature) => {
      let bin = 0;
      while (bin < edges.length && (row[feature] as number) > (edges[bin] as number)) bin++;
      bins[r * width + feature] = bin;
    });
  });
  return { values, random, leaf, width, bins, limits };
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
  const { feature, bin } = split;
  const { bins, width, limits } = data;
  const below = members.filter((member) => (bins[member * width + feature] as number) <= bin);
  const above = members.filter((member) => (bins[member * width + feature] as number) > bin);
  return { feature, limit: limits[feature]?.[bin] as number, below: grow(data, below), above: grow(data, above) };
}

/** The split of a third of the features that leaves the least squared error. */
function bestSplit(
  { values, random, leaf, width, bins, limits }: Data,
  members: Uint32Array,
): { readonly feature: number; readonly bin: number } | undefined {
  let total = 0;
  for (const member of members) total += values[member] as number;
  const floor = (total * total) / members.length;
  let best: { readonly feature: number; readonly bin: number; readonly gain: number } | undefined;
  const counts = new Uint32Array(mostBins + 1);
  const sums = new Float64Array(mostBins + 1);
  for (let tried = 0; tried < Math.max(1, Math.ceil(width / 3)); tried++) {
    const feature = random.integer(width);
    const edges = (limits[feature] as readonly number[]).length;
    counts.fill(0);
    sums.fill(0);
    for (const member of members) {
      const bin = bins[member * width + feature] as number;
      (counts[bin] as number)++;
      (sums[bin] as number) += values[member] as number;
    }
    let [count, sum] = [0, 0];
    for (let bin = 0; bin < edges; bin++) {
      count += counts[bin] as number;
      sum += sums[bin] as number;
      if (counts[bin] === 0 || count < leaf || members.length - count < leaf) continue;
      const gain = (sum * sum) / count + (total - sum) ** 2 / (members.length - count) - floor;
      if (gain > 1e-12 * Math.abs(floor) && (best === undefined || gain > best.gain)) best = { feature, bin, gain };
    }
  }
  return best;
}
