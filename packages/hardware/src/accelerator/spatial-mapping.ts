import type { Hierarchy } from "./hierarchy.js";
import type { Dimension, LoopNest, Operand } from "./loop-nest.js";
import type { Convention } from "./convention.js";
import type { SpatialMapping, Unrolling, WantedUnrolling } from "./unrolling.js";
import { unrollingLimits } from "./unrolling-limits.js";

/**
 * Sizes that are left in time under a spatial mapping: size / factor, rounded up, in the order of the nest's dimensions.
 *
 * @param convention `zigzag` keeps what the division leaves in its last digit, as the reference does: 206 on 14 units takes 16 steps
 */
export function temporalSizes(
  nest: LoopNest,
  mapping: SpatialMapping,
  convention: Convention = "sound",
): readonly number[] {
  return nest.dimensions.map((dimension, index) => {
    const factors = mapping.filter(({ loop }) => loop === dimension).map(({ factor }) => factor);
    const size = nest.sizes[index] as number;
    if (convention === "zigzag") return factors.reduce((left, factor) => Math.ceil(left / factor), size);
    return Math.ceil(size / factors.reduce((product, factor) => product * factor, 1) - 1e-9);
  });
}

/**
 * A given spatial mapping, cut to what the layer, the array and the innermost memories allow. Dimensions that the layer
 * lacks are dropped; what does not divide becomes a fraction.
 *
 * Source: docs/equations.md#accelerator-spatial-mapping
 */
export function givenMapping(
  nest: LoopNest,
  core: Hierarchy,
  wanted: WantedUnrolling,
  convention: Convention = "sound",
): SpatialMapping {
  return fractional(nest, unrollingLimits(nest, core).fitted(wholeMapping(nest, core, wanted)), convention);
}

/** A given mapping in whole factors within the layer, the array and the ports. */
export function wholeMapping(nest: LoopNest, core: Hierarchy, wanted: WantedUnrolling): SpatialMapping {
  const { most } = unrollingLimits(nest, core);
  const whole: Unrolling[] = [];
  // In the order of the file, as the reference takes them.
  for (const [array, loops] of Object.entries(wanted)) {
    let left = core.dimensions.find(({ name }) => name === array)?.size ?? 1;
    for (const { loop, factor } of loops) {
      const at = nest.dimensions.indexOf(loop as Dimension);
      if (at < 0) continue;
      const dimension = loop as Dimension;
      const used = whole.reduce((product, one) => (one.loop === dimension ? product * one.factor : product), 1);
      const allowed = Math.min(factor, most(array, dimension), left, Math.floor((nest.sizes[at] as number) / used));
      if (allowed <= 1) continue;
      left = Math.floor(left / allowed);
      whole.push({ array, loop: dimension, factor: allowed });
    }
  }
  return whole;
}

/**
 * Makes whole factors such that the steps in time are whole: the factor of a size N on u units is N / ⌈N/u⌉. Where a loop lies
 * on several dimensions of the array, the fraction goes to the last (`sound`: all factors x steps are the size), or to the
 * first with the largest factor, whatever comes after it (`zigzag`).
 */
export function fractional(nest: LoopNest, whole: SpatialMapping, convention: Convention): SpatialMapping {
  if (convention === "zigzag") return fractionalAsReference(nest, whole);
  const times = temporalSizes(nest, whole);
  return whole.map((one, index) => {
    if (whole.slice(index + 1).some(({ loop }) => loop === one.loop)) return one;
    const at = nest.dimensions.indexOf(one.loop);
    const others = whole.reduce(
      (product, other, k) => (k !== index && other.loop === one.loop ? product * other.factor : product),
      1,
    );
    return { ...one, factor: (nest.sizes[at] as number) / (times[at] as number) / others };
  });
}

function fractionalAsReference(nest: LoopNest, whole: SpatialMapping): SpatialMapping {
  const done: Unrolling[] = [];
  for (const one of whole) {
    const same = whole.filter(({ loop }) => loop === one.loop);
    const largest = Math.max(...same.map(({ factor }) => factor));
    const adjusted = same.find(({ factor }) => factor === largest) === one;
    if (!adjusted) {
      done.push(one);
      continue;
    }
    const size = nest.sizes[nest.dimensions.indexOf(one.loop)] as number;
    const early = done.reduce(
      (product, { array, loop, factor }) => (loop === one.loop && array !== one.array ? product * factor : product),
      1,
    );
    done.push({ ...one, factor: size / Math.ceil(size / (one.factor * early)) / early });
  }
  return done;
}

/** Spatial loops of an operand by its levels: those a memory serves belong to it, what none serves goes on top. */
export function spatialLevels(core: Hierarchy, operand: Operand, mapping: SpatialMapping): readonly SpatialMapping[] {
  const levels = core.levels[operand];
  const byLevel: Unrolling[][] = [...levels, undefined].map(() => []);
  for (const one of mapping) {
    const level = levels.findIndex(({ served }) => served.has(one.array));
    (byLevel[level < 0 ? levels.length : level] as Unrolling[]).push(one);
  }
  return byLevel;
}

/** Share of the array's units that work. */
export function spatialUtilisation(units: number, mapping: SpatialMapping): number {
  return mapping.reduce((product, { factor }) => product * factor, 1) / units;
}
