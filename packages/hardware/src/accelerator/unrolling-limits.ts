import type { Hierarchy } from "./hierarchy.js";
import { type Dimension, type LoopNest, type Operand, operands, relevance } from "./loop-nest.js";
import type { SpatialMapping } from "./unrolling.js";

/** What the innermost memories allow: those with nothing below them for any of their operands. */
export interface UnrollingLimits {
  /** Largest factor of one loop over one dimension of the array: its size, the layer's, and what a port brings at once. */
  readonly most: (array: string, loop: Dimension) => number;
  /** The mapping with its largest factors made smaller until what is unrolled fits the innermost memories. */
  readonly fitted: (mapping: SpatialMapping) => SpatialMapping;
}

/** Source: docs/equations.md#accelerator-spatial-mapping */
export function unrollingLimits(nest: LoopNest, core: Hierarchy): UnrollingLimits {
  const inner = core.memories.flatMap((memory, index) => {
    const stored = core.stored[index] ?? [];
    if (stored.length === 0 || stored.some((operand) => core.levelAt[index]?.[operand] !== 0)) return [];
    return stored.map((operand) => {
      const bits = operand === "O" ? nest.bits.partial : nest.bits[operand];
      const width = core.levels[operand][0]?.links[operand === "O" ? "from-low" : "to-low"]?.width;
      return {
        operand,
        served: memory.servedDimensions,
        // A port narrower than an element still brings one.
        atOnce: bits > 0 && width !== undefined ? Math.max(1, Math.floor(width / bits)) : Number.POSITIVE_INFINITY,
        kept: bits > 0 ? Math.max(1, memory.sizeBits / bits) : Number.POSITIVE_INFINITY,
      };
    });
  });
  const depends = new Map<Operand, ReadonlySet<Dimension>>(
    operands.map((operand) => [
      operand,
      new Set(nest.dimensions.filter((loop) => relevance(nest, operand, loop) !== "irrelevant")),
    ]),
  );
  return {
    most(array, loop) {
      const at = nest.dimensions.indexOf(loop);
      const size = core.dimensions.find(({ name }) => name === array)?.size ?? 1;
      let factor = at < 0 ? 1 : Math.min(nest.sizes[at] as number, size);
      for (const { operand, served, atOnce } of inner)
        if (served.includes(array) && depends.get(operand)?.has(loop) === true) factor = Math.min(factor, atOnce);
      return Math.max(1, Math.floor(factor));
    },
    fitted(mapping) {
      let now = mapping;
      for (const { operand, served, kept } of inner) {
        const concerned = ({ array, loop }: SpatialMapping[number]): boolean =>
          served.includes(array) && depends.get(operand)?.has(loop) === true;
        for (;;) {
          const taken = now.filter(concerned);
          if (taken.reduce((all, { factor }) => all * factor, 1) <= kept) break;
          const largest = taken.reduce((a, b) => (b.factor > a.factor ? b : a));
          now = now.map((one) => (one === largest ? { ...one, factor: one.factor - 1 } : one));
        }
      }
      return now.filter(({ factor }) => factor > 1);
    },
  };
}
