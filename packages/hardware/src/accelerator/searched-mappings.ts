import type { Convention } from "./convention.js";
import type { Hierarchy } from "./hierarchy.js";
import type { Dimension, LoopNest } from "./loop-nest.js";
import { fractional, wholeMapping } from "./spatial-mapping.js";
import type { SpatialMapping, Unrolling, WantedUnrolling } from "./unrolling.js";
import { unrollingLimits } from "./unrolling-limits.js";

/** Mappings that are looked at in full when an unrolling is left open. */
const finalists = 3;

/**
 * Loops in the order in which the reference tries them, which decides between equal mappings: there it is that of a set of names, and so
 * of a process. With this one every node of the published runs on four cores costs what they say (docs/decisions/151-allocations-of-published-runs.md).
 */
const referenceOrder: readonly Dimension[] = ["B", "C", "D", "FX", "FY", "G", "H", "OX", "K", "OY"];

function byReferenceOrder(one: Dimension, other: Dimension): number {
  return referenceOrder.indexOf(one) - referenceOrder.indexOf(other);
}

export interface SpatialSearch {
  /** Unrollings that are given: only the dimensions of the array that it does not name are searched. */
  readonly given?: WantedUnrolling | undefined;
  /** Loops worth unrolling over a dimension of the array; without them all. */
  readonly hints?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly convention?: Convention;
  /** How many mappings to return; default 3. */
  readonly most?: number;
}

/**
 * Spatial mappings worth a full evaluation where a file leaves dimensions of the array open: one loop per open dimension,
 * with a divisor of the largest factor, ranked by the units that work (P) and, a little, by how evenly they are spread:
 * P + P / (largest factor of one loop) - 1.
 *
 * Source: docs/equations.md#accelerator-spatial-mapping
 */
export function searchedMappings(
  nest: LoopNest,
  core: Hierarchy,
  { given = {}, hints = {}, convention = "sound", most = finalists }: SpatialSearch = {},
): readonly SpatialMapping[] {
  const limits = unrollingLimits(nest, core);
  const fixed = wholeMapping(nest, core, given);
  const loops = convention === "zigzag" ? nest.dimensions.toSorted(byReferenceOrder) : nest.dimensions;
  const choices = core.dimensions.flatMap(({ name }) => {
    if (Object.hasOwn(given, name)) return [];
    const hinted = loops.filter((loop) => hints[name]?.includes(loop) === true);
    const list: (Unrolling | undefined)[] = [undefined];
    for (const loop of hinted.length > 0 ? hinted : loops) {
      const limit = limits.most(name, loop);
      for (let factor = 2; factor <= limit; factor++)
        if (limit % factor === 0) list.push({ array: name, loop, factor });
    }
    return [list];
  });
  // What the dimensions from here on can multiply the units by at most.
  const ahead = choices.map((_, index) =>
    choices
      .slice(index)
      .reduce((all, list) => all * Math.max(...list.map((choice) => (choice === undefined ? 1 : choice.factor))), 1),
  );
  const best = new Finalists(most);
  const visit = (index: number, mapping: readonly Unrolling[], units: number): void => {
    if (index === choices.length) {
      best.offer(mapping);
      return;
    }
    // A mapping of P units scores less than 2 P.
    if (2 * units * (ahead[index] as number) < best.least) return;
    for (const choice of choices[index] as (typeof choices)[number]) {
      if (choice === undefined) visit(index + 1, mapping, units);
      else if (unrolled(mapping, choice.loop) * choice.factor <= sizeOf(nest, choice.loop))
        visit(index + 1, [...mapping, choice], units * choice.factor);
    }
  };
  visit(0, fixed, unrolled(fixed));
  return best.mappings.map((mapping) => fractional(nest, limits.fitted(mapping), convention));
}

function sizeOf(nest: LoopNest, loop: Dimension): number {
  return nest.sizes[nest.dimensions.indexOf(loop)] as number;
}

/** Product of the factors, of one loop or of all. */
function unrolled(mapping: SpatialMapping, of?: Dimension): number {
  return mapping.reduce(
    (product, { loop, factor }) => (of === undefined || loop === of ? product * factor : product),
    1,
  );
}

/** The best mappings so far, best first; of equal ones those that came first. */
class Finalists {
  readonly #most: number;
  readonly #found: { readonly mapping: SpatialMapping; readonly score: number }[] = [];
  constructor(most: number) {
    this.#most = most;
  }
  /** Score that a mapping must reach. */
  get least(): number {
    return this.#found.length < this.#most ? 0 : (this.#found.at(-1)?.score as number);
  }
  get mappings(): readonly SpatialMapping[] {
    return this.#found.map(({ mapping }) => mapping);
  }
  offer(mapping: SpatialMapping): void {
    const score = spread(mapping);
    if (this.#found.length === this.#most && score <= this.least) return;
    const place = this.#found.findIndex((one) => one.score < score);
    this.#found.splice(place < 0 ? this.#found.length : place, 0, { mapping, score });
    if (this.#found.length > this.#most) this.#found.pop();
  }
}

function spread(mapping: SpatialMapping): number {
  const units = unrolled(mapping);
  return units + units / Math.max(1, ...mapping.map(({ loop }) => unrolled(mapping, loop))) - 1;
}
