import { InputError, type Problem } from "@joulebook/core";
import type { Hierarchy } from "./hierarchy.js";
import type { LoopNest } from "./loop-nest.js";
import { type MappingCost, mappingCost } from "./mapping-cost.js";
import { bestOrder, isBetter, type Objective } from "./order-search.js";
import type { Convention } from "./convention.js";
import { type MappingProblem, mappingProblem } from "./mapping-problem.js";
import { roomLacking } from "./room-lacking.js";
import { searchedMappings } from "./searched-mappings.js";
import { temporalSizes } from "./spatial-mapping.js";
import type { SpatialMapping } from "./unrolling.js";
import { orderCount, type TemporalLoop, temporalLoops } from "./temporal-loops.js";
import type { MemoryPlacesInFile } from "./read-accelerator.js";
import type { MappingEntry } from "./read-mapping.js";

export interface SearchOptions {
  readonly objective?: Objective;
  readonly convention?: Convention;
  /** Unrolling and order that a file gives. */
  readonly given?: Pick<MappingEntry, "spatial" | "hints" | "order" | "place"> | undefined;
  /** Most temporal loops whose orders are all tried; default 6. */
  readonly mostLoops?: number;
  /** Where memories stand in their file, for errors. */
  readonly places?: MemoryPlacesInFile | undefined;
  /** Inner loops that cannot lead to anything better are not completed; default true. What is found is the same. */
  readonly prune?: boolean;
}

/** The best mapping found. */
export interface FoundMapping {
  readonly cost: MappingCost;
  readonly spatial: SpatialMapping;
  /** Innermost first. */
  readonly order: readonly { readonly loop: string; readonly size: number }[];
  /** Orders that there are, and those that were costed: the others were shown to be no better. */
  readonly orders: number;
  readonly evaluated: number;
  /** The unrolling came from a file, or was searched for, over some dimensions of the array at least. */
  readonly source: "given" | "searched";
}

/**
 * The best loop order of a layer on a core, over all orders of its temporal loops (and, where no unrolling is given, the
 * best few spatial mappings).
 *
 * Source: docs/equations.md#accelerator-temporal-mapping
 *
 * @throws InputError `fits-no-memory` (exit code 3) when every order fails for want of room: which operand, by how much
 */
export function searchMapping(nest: LoopNest, core: Hierarchy, options: SearchOptions = {}): FoundMapping {
  const { objective = "latency", convention = "zigzag", given, mostLoops, prune, places = {} } = options;
  const spatials = searchedMappings(nest, core, { given: given?.spatial, hints: given?.hints, convention });
  let best: { cost: MappingCost; spatial: SpatialMapping; order: readonly TemporalLoop[] } | undefined;
  let [evaluated, orders] = [0, 0];
  for (const spatial of spatials) {
    const problem = mappingProblem(nest, core, spatial, convention);
    const sizes = temporalSizes(nest, spatial, convention);
    const loops = temporalLoops(sizes, mostLoops);
    const search =
      given?.order === undefined
        ? bestOrder(problem, loops, { objective, known: best?.cost, ...(prune === undefined ? {} : { prune }) })
        : { best: { order: givenOrder(nest, sizes, given.order, given.place) }, evaluated: 1 };
    evaluated += search.evaluated;
    orders += given?.order === undefined ? orderCount(loops) : 1;
    const cost = search.best === undefined ? undefined : mappingCost(problem, search.best.order);
    if (search.best === undefined || cost === undefined || !isBetter(cost, best?.cost, objective)) continue;
    best = { cost, spatial, order: search.best.order };
  }
  if (best === undefined)
    throw doesNotFit(
      nest,
      core,
      spatials.map((spatial) => mappingProblem(nest, core, spatial, convention)),
      places,
    );
  const { cost, spatial, order } = best;
  return {
    cost,
    spatial,
    order: order.map(({ dimension, size }) => ({ loop: nest.dimensions[dimension] as string, size })),
    orders,
    evaluated,
    source: core.dimensions.every(({ name }) => Object.hasOwn(given?.spatial ?? {}, name)) ? "given" : "searched",
  };
}

function givenOrder(
  nest: LoopNest,
  sizes: readonly number[],
  order: readonly { readonly loop: string; readonly size: number }[],
  place: Pick<Problem, "file" | "line" | "column">,
): readonly TemporalLoop[] {
  const loops = order.map(({ loop, size }) => ({
    dimension: nest.dimensions.findIndex((name) => name === loop),
    size,
  }));
  const problems = nest.dimensions.flatMap((name, dimension): Problem[] => {
    const product = loops.reduce((all, one) => (one.dimension === dimension ? all * one.size : all), 1);
    if (product >= (sizes[dimension] as number)) return [];
    const message = `temporal_ordering covers ${product} of ${sizes[dimension]} steps of ${name}`;
    return [{ code: "short-ordering", message, ...place }];
  });
  const lacking = order.filter((_, index) => loops[index]?.dimension === -1);
  problems.push(
    ...lacking.map(
      ({ loop }): Problem => ({
        code: "unknown-loop",
        message: `the layer has no loop ${loop}`,
        ...place,
        expected: `one of ${nest.dimensions.join(", ")}`,
      }),
    ),
  );
  if (problems.length > 0) throw new InputError(problems);
  return loops.filter(({ size }) => size > 1);
}

/** The whole tensor that exceeds its outermost memory, else the memory that even the smallest tiles exceed. */
function doesNotFit(
  nest: LoopNest,
  core: Hierarchy,
  tried: readonly MappingProblem[],
  places: MemoryPlacesInFile,
): InputError {
  const problems = (["O", "W", "I"] as const).flatMap((operand): Problem[] => {
    const level = core.levels[operand].at(-1);
    const memory = core.memories[level?.memory ?? -1];
    if (memory === undefined) return [];
    const need = tensorBits(nest, operand);
    if (need <= memory.sizeBits) return [];
    const message = `${operand} needs ${Math.ceil(need)} bits, ${Math.ceil(need - memory.sizeBits)} more than ${memory.name} holds`;
    return [{ code: "fits-no-memory", message, ...places[memory.name] }];
  });
  return new InputError(problems.length > 0 ? problems : [smallestShortfall(tried, places)]);
}

/** Of all unrollings the one that lacks the least room. */
function smallestShortfall(tried: readonly MappingProblem[], places: MemoryPlacesInFile): Problem {
  const found = tried.flatMap((problem) => roomLacking(problem) ?? []).toSorted((a, b) => a.lacking - b.lacking);
  const [least] = found;
  if (least === undefined)
    return { code: "fits-no-memory", message: "its operands together fit no memory in any order of its loops" };
  const { memory, holds, needs, lacking } = least;
  const parts = needs.map(({ operand, bits }) => `${operand} ${Math.ceil(bits)}`).join(", ");
  const message = `its operands fit no memory: ${memory} holds ${holds} bits and needs at least ${parts} bits, ${Math.ceil(lacking)} too many`;
  return {
    code: "fits-no-memory",
    message,
    fix: "a larger memory, fewer bits, or another unrolling",
    ...places[memory],
  };
}

/** Bits of a whole operand. */
function tensorBits(nest: LoopNest, operand: "O" | "W" | "I"): number {
  const size = (name: string): number => nest.sizes[nest.dimensions.findIndex((one) => one === name)] ?? 1;
  const outputs = size("B") * size("K") * size("G") * size("OX") * size("OY") * size("D") * size("H");
  if (operand === "O") return outputs * nest.bits.final;
  if (operand === "W") return size("K") * size("G") * size("C") * size("FX") * size("FY") * nest.bits.W;
  return size("B") * size("G") * size("C") * size("D") * size("H") * nest.x.input * nest.y.input * nest.bits.I;
}
