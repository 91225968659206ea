import type { Dimension, LoopNest } from "./loop-nest.js";
import type { Hierarchy } from "./hierarchy.js";
import type { SpatialSearch } from "./searched-mappings.js";
import { fractional, wholeMapping } from "./spatial-mapping.js";
import { type UnrollingLimits, unrollingLimits } from "./unrolling-limits.js";
import type { SpatialMapping, Unrolling } from "./unrolling.js";

/** Mappings kept from one dimension of the array to the next, and looked at in full. */
const kept = 48;
const finalists = 6;

/**
 * Spatial mappings with up to two loops on each open dimension of the array, by the steps in time that they leave, partly
 * filled units and all: the product over loops of ⌈size / factors⌉. Of a loop only factors that save a step are tried.
 *
 * Source: docs/equations.md#accelerator-spatial-mapping
 */
export function mixedMappings(
  nest: LoopNest,
  core: Hierarchy,
  { given = {}, hints = {}, convention = "sound", most = finalists }: SpatialSearch = {},
): readonly SpatialMapping[] {
  const limits = unrollingLimits(nest, core);
  let partial: readonly Ranked[] = [ranked(nest, wholeMapping(nest, core, given))];
  for (const { name, size } of core.dimensions) {
    if (Object.hasOwn(given, name)) continue;
    const hinted = nest.dimensions.filter((loop) => hints[name]?.includes(loop) === true);
    const options = optionsOf(nest, limits, name, size, hinted.length > 0 ? hinted : nest.dimensions);
    partial = best(
      partial.flatMap(({ mapping }) =>
        options.flatMap((option) => {
          const all = [...mapping, ...option];
          return option.every(({ loop }) => unrolled(all, loop) <= sizeOf(nest, loop)) ? [ranked(nest, all)] : [];
        }),
      ),
      kept,
    );
  }
  const fitted = best(
    partial.map(({ mapping }) => ranked(nest, limits.fitted(mapping))),
    most,
  );
  return fitted.map(({ mapping }) => fractional(nest, mapping, convention));
}

/** Nothing, one loop, or two on one dimension of the array. */
function optionsOf(
  nest: LoopNest,
  limits: UnrollingLimits,
  array: string,
  size: number,
  loops: readonly Dimension[],
): readonly SpatialMapping[] {
  const single = loops.flatMap((loop) =>
    usefulFactors(sizeOf(nest, loop), limits.most(array, loop)).map((factor): Unrolling => ({ array, loop, factor })),
  );
  const pairs = single.flatMap((a, index) =>
    single.slice(index + 1).flatMap((b) => (a.loop !== b.loop && a.factor * b.factor <= size ? [[a, b]] : [])),
  );
  return [[], ...single.map((one) => [one]), ...pairs];
}

/** The least factor for each number of steps: 10 on up to 6 units is 5 (2 steps), 4 (3 steps), 3 and 2, never 6. */
function usefulFactors(size: number, most: number): readonly number[] {
  const factors: number[] = [];
  for (let factor = most; factor > 1; ) {
    const steps = Math.ceil(size / factor);
    const least = Math.ceil(size / steps);
    factors.push(least);
    factor = least - 1;
  }
  return factors;
}

interface Ranked {
  readonly mapping: SpatialMapping;
  readonly steps: number;
  readonly spread: number;
}

function ranked(nest: LoopNest, mapping: SpatialMapping): Ranked {
  const steps = nest.dimensions.reduce(
    (all, loop, at) => all * Math.ceil((nest.sizes[at] as number) / unrolled(mapping, loop)),
    1,
  );
  return { mapping, steps, spread: Math.max(1, ...mapping.map(({ loop }) => unrolled(mapping, loop))) };
}

/** Fewest steps first; of equal ones the most evenly spread, then those with the fewest loops; each mapping once. */
function best(all: readonly Ranked[], most: number): readonly Ranked[] {
  const sorted = all.toSorted(
    (a, b) => a.steps - b.steps || a.spread - b.spread || a.mapping.length - b.mapping.length,
  );
  const seen = new Set<string>();
  const kept: Ranked[] = [];
  for (const one of sorted) {
    if (kept.length === most) break;
    const key = one.mapping.map(({ array, loop, factor }) => `${array} ${loop} ${factor}`).join();
    if (seen.has(key)) continue;
    seen.add(key);
    kept.push(one);
  }
  return kept;
}

function unrolled(mapping: SpatialMapping, of: Dimension): number {
  let product = 1;
  for (const { loop, factor } of mapping) if (loop === of) product *= factor;
  return product;
}

function sizeOf(nest: LoopNest, loop: Dimension): number {
  return nest.sizes[nest.dimensions.indexOf(loop)] as number;
}
