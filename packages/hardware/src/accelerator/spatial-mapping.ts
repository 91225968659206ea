import type { Hierarchy } from "./hierarchy.js";
import { type Dimension, type LoopNest, type Operand, relevance } from "./loop-nest.js";

/** A loop dimension unrolled over one dimension of the array; the factor may be a fraction (1000 on 32 is 32 times 31.25). */
export interface Unrolling {
  readonly array: string;
  readonly loop: Dimension;
  readonly factor: number;
}

export type SpatialMapping = readonly Unrolling[];

/** What a mapping file asks for: a factor per array dimension and loop dimension. */
export type WantedUnrolling = Readonly<Record<string, readonly { readonly loop: string; readonly factor: number }[]>>;

/** Sizes that are left in time under a spatial mapping: size / factor, rounded up, in the order of the nest's dimensions. */
export function temporalSizes(nest: LoopNest, mapping: SpatialMapping): readonly number[] {
  return nest.dimensions.map((dimension, index) => {
    const unrolled = mapping.reduce(
      (product, { loop, factor }) => (loop === dimension ? product * factor : product),
      1,
    );
    return Math.ceil((nest.sizes[index] as number) / unrolled - 1e-9);
  });
}

/**
 * A given spatial mapping, cut to what the layer, the array and the innermost memories allow. Dimensions that the layer
 * lacks are dropped; what does not divide becomes a fraction, so that factor x temporal size is the layer's size.
 *
 * Source: docs/equations.md#accelerator-spatial-mapping
 */
export function givenMapping(nest: LoopNest, core: Hierarchy, wanted: WantedUnrolling): SpatialMapping {
  const room = portRoom(nest, core);
  const whole: Unrolling[] = [];
  for (const { name, size } of core.dimensions) {
    let left = size;
    for (const { loop, factor } of wanted[name] ?? []) {
      const at = nest.dimensions.indexOf(loop as Dimension);
      if (at < 0) continue;
      const dimension = loop as Dimension;
      const used = whole.reduce((product, one) => (one.loop === dimension ? product * one.factor : product), 1);
      const most = Math.floor((nest.sizes[at] as number) / used);
      const allowed = room.most(name, dimension, Math.min(factor, most, left));
      const cut = Math.max(1, Math.floor(allowed));
      if (cut === 1) continue;
      room.take(name, dimension, cut);
      left = Math.floor(left / cut);
      whole.push({ array: name, loop: dimension, factor: cut });
    }
  }
  return fractional(nest, whole);
}

/** Makes factor x temporal size equal the layer's size, by a fraction on the last array dimension of each loop dimension. */
function fractional(nest: LoopNest, whole: SpatialMapping): SpatialMapping {
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

/** What the ports and sizes of memories with nothing below them leave for dimensions that their operands depend on. */
interface PortRoom {
  readonly most: (array: string, loop: Dimension, factor: number) => number;
  readonly take: (array: string, loop: Dimension, factor: number) => void;
}

function portRoom(nest: LoopNest, core: Hierarchy): PortRoom {
  const limits = core.memories.flatMap((memory, index) => {
    const stored = core.stored[index] ?? [];
    const innermost = stored.length > 0 && stored.every((operand) => core.levelAt[index]?.[operand] === 0);
    if (!innermost || memory.servedDimensions.length === 0) return [];
    return stored.map((operand) => {
      const bits = operand === "O" ? nest.bits.partial : nest.bits[operand];
      const { links } = core.levels[operand][0] as Hierarchy["levels"][Operand][number];
      const width = (operand === "O" ? (links["from-low"] ?? links["to-low"]) : links["to-low"])?.width ?? Infinity;
      return {
        operand,
        served: memory.servedDimensions,
        left: Math.min(Math.floor(width / bits), memory.sizeBits / bits),
      };
    });
  });
  const concerned = (array: string, loop: Dimension): (typeof limits)[number][] =>
    limits.filter(({ operand, served }) => served.includes(array) && relevance(nest, operand, loop) !== "irrelevant");
  return {
    most: (array, loop, factor) => Math.min(factor, ...concerned(array, loop).map(({ left }) => left)),
    take(array, loop, factor) {
      for (const limit of concerned(array, loop)) limit.left = Math.max(1, Math.floor(limit.left / factor));
    },
  };
}

/** Mappings that are looked at in full when none is given. */
const finalists = 3;

/**
 * Spatial mappings worth a full evaluation when the file gives none: one loop dimension per array dimension, ranked by
 * the units that work (P) and, a little, by how evenly they are spread: P + P / (largest factor of one loop dimension) - 1.
 *
 * Source: docs/equations.md#accelerator-spatial-mapping
 */
export function searchedMappings(nest: LoopNest, core: Hierarchy, most: number = finalists): readonly SpatialMapping[] {
  const choices = core.dimensions.map(({ name, size }) => {
    const list: (Unrolling | undefined)[] = [undefined];
    for (const [at, loop] of nest.dimensions.entries()) {
      const limit = portRoom(nest, core).most(name, loop, Math.min(nest.sizes[at] as number, size));
      for (let factor = 2; factor <= limit; factor++) {
        if (Math.floor(limit) % factor === 0) list.push({ array: name, loop, factor });
      }
    }
    return list;
  });
  const found: { readonly mapping: Unrolling[]; readonly score: number }[] = [];
  const visit = (index: number, mapping: Unrolling[]): void => {
    if (index === choices.length) {
      found.push({ mapping: [...mapping], score: score(mapping) });
      if (found.length > 4096) shrink(found, most);
      return;
    }
    for (const choice of choices[index] ?? []) {
      if (choice === undefined) visit(index + 1, mapping);
      else if (fits(nest, core, [...mapping, choice])) {
        mapping.push(choice);
        visit(index + 1, mapping);
        mapping.pop();
      }
    }
  };
  visit(0, []);
  shrink(found, most);
  return found.map(({ mapping }) => fractional(nest, mapping));
}

function shrink(found: { readonly mapping: Unrolling[]; readonly score: number }[], most: number): void {
  found.sort((a, b) => b.score - a.score);
  found.length = Math.min(found.length, most);
}

function score(mapping: SpatialMapping): number {
  const product = mapping.reduce((all, { factor }) => all * factor, 1);
  const byLoop = new Map<Dimension, number>();
  for (const { loop, factor } of mapping) byLoop.set(loop, (byLoop.get(loop) ?? 1) * factor);
  return product + product / Math.max(1, ...byLoop.values()) - 1;
}

function fits(nest: LoopNest, core: Hierarchy, mapping: SpatialMapping): boolean {
  const room = portRoom(nest, core);
  for (const { array, loop, factor } of mapping) {
    if (room.most(array, loop, factor) < factor) return false;
    room.take(array, loop, factor);
  }
  return mapping.every(({ loop }) => {
    const unrolled = mapping.reduce((product, one) => (one.loop === loop ? product * one.factor : product), 1);
    return unrolled <= (nest.sizes[nest.dimensions.indexOf(loop)] as number);
  });
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
