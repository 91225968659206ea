import type { Random } from "@joulebook/core";
import type { Gene, Genes, Space } from "./space.js";

/** How offspring are made of parents. */
export interface VariationOptions {
  /** Probability that two parents are crossed rather than copied; default 0.9. */
  readonly crossover?: number;
  /** Mean number of genes that mutate in a child; default 1. */
  readonly mutations?: number;
  /** Distribution indices: the larger, the nearer to the parents; defaults 15 and 20. */
  readonly crossoverIndex?: number;
  readonly mutationIndex?: number;
}

/**
 * A child of two parents: reals and integers by simulated binary crossover and polynomial mutation (Deb and Agrawal
 * 1995; a value on a grid that mutates moves by at least one step), categories, booleans and subset members by uniform
 * crossover and a draw of another value; then repaired into the space. Source: docs/equations.md#variation
 */
export function child(
  space: Space,
  [a, b]: readonly [Genes, Genes],
  random: Random,
  { crossover = 0.9, mutations = 1, crossoverIndex = 15, mutationIndex = 20 }: VariationOptions = {},
): Genes {
  const values = a.slice();
  if (random.uniform() < crossover) {
    for (let g = 0; g < values.length; g++) {
      const gene = space.genes[g] as Gene;
      const x = a[g] as number;
      const y = b[g] as number;
      if (random.uniform() < 0.5) continue;
      if (Number.isNaN(x) || Number.isNaN(y) || gene.kind === "bit" || gene.kind === "categorical") values[g] = y;
      else if (x !== y) values[g] = binaryCrossover(gene, x, y, crossoverIndex, random);
    }
  }
  const rate = mutations / values.length;
  for (let g = 0; g < values.length; g++) {
    if (random.uniform() < rate && !Number.isNaN(values[g]))
      values[g] = mutated(space.genes[g] as Gene, values[g] as number, mutationIndex, random);
  }
  return space.repair(values, random);
}

/** One of the two children of bounded simulated binary crossover. */
function binaryCrossover({ low, high }: Gene, x: number, y: number, index: number, random: Random): number {
  const [near, far] = x < y ? [x, y] : [y, x];
  const gap = far - near;
  const lower = random.uniform() < 0.5;
  const beta = 1 + (2 * (lower ? near - low : high - far)) / gap;
  const alpha = 2 - beta ** -(index + 1);
  const u = random.uniform();
  const spread = u <= 1 / alpha ? (u * alpha) ** (1 / (index + 1)) : (1 / (2 - u * alpha)) ** (1 / (index + 1));
  return 0.5 * (near + far + (lower ? -spread : spread) * gap);
}

function mutated({ kind, low, high, step }: Gene, value: number, index: number, random: Random): number {
  if (high === low) return value;
  if (kind === "bit") return 1 - value;
  if (kind === "categorical") {
    const other = random.integer(high);
    return other < value ? other : other + 1;
  }
  const u = random.uniform();
  const range = high - low;
  const power = 1 / (index + 1);
  const shift =
    u < 0.5
      ? (2 * u + (1 - 2 * u) * (1 - (value - low) / range) ** (index + 1)) ** power - 1
      : 1 - (2 * (1 - u) + 2 * (u - 0.5) * (1 - (high - value) / range) ** (index + 1)) ** power;
  const moved = value + shift * range;
  if (step === 0) return moved;
  if (Math.abs(moved - value) >= step / 2) return moved;
  const up = value + step > high || (value - step >= low && random.uniform() < 0.5) ? -step : step;
  return value + up;
}
