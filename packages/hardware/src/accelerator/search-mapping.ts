import { InputError, type Problem } from "@joulebook/core";
import type { Hierarchy } from "./hierarchy.js";
import type { LoopNest } from "./loop-nest.js";
import { type MappingCost, mappingCost } from "./mapping-cost.js";
import { beamOrder } from "./beam-search.js";
import { mixedMappings } from "./mixed-mappings.js";
import { bestOrder, isBetter, type Objective, type OrderSearch, type OrderSearchOptions } from "./order-search.js";
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
  /** Unrollings that are tried where a file leaves dimensions of the array open: one loop on each, or up to two; default one. */
  readonly unrolling?: UnrollingSearch | undefined;
  /** Most temporal loops that are ordered; default 6. With more a beam goes on where the orders are too many to try. */
  readonly mostLoops?: number | undefined;
  /** Where memories stand in their file, for errors. */
  readonly places?: MemoryPlacesInFile | undefined;
  /** Inner loops that cannot lead to anything better are not completed; default true. What is found is the same. */
  readonly prune?: boolean;
}

/** `single`: one loop per dimension of the array, as the reference searches; `mixed`: up to two, never slower. */
export type UnrollingSearch = "single" | "mixed";
export const unrollingSearches: readonly UnrollingSearch[] = ["single", "mixed"];

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
  const { objective = "latency", convention = "zigzag", given, mostLoops, prune, places = {}, unrolling } = options;
  const space = { given: given?.spatial, hints: given?.hints, convention };
  const spatials = searchedMappings(nest, core, space);
  const isOpen = !core.dimensions.every(({ name }) => Object.hasOwn(given?.spatial ?? {}, name));
  const tried = unrolling === "mixed" && isOpen ? [...spatials, ...mixedMappings(nest, core, space)] : spatials;
  let best: { cost: MappingCost; spatial: SpatialMapping; order: readonly TemporalLoop[] } | undefined;
  let [evaluated, orders] = [0, 0];
  for (const spatial of tried) {
    const problem = mappingProblem(nest, core, spatial, convention);
    const sizes = temporalSizes(nest, spatial, convention);
    const search =
      given?.order === undefined
        ? searchOrders(problem, sizes, mostLoops, {
            objective,
            known: best?.cost,
            ...(prune === undefined ? {} : { prune }),
          })
        : { best: { order: givenOrder(nest, sizes, given.order, given.place) }, evaluated: 1, orders: 1 };
    evaluated += search.evaluated;
    orders += search.orders;
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
    source: isOpen ? "searched" : "given",
  };
}

/** Loops whose orders are all tried, or shown to be no better, without being asked. */
const usualLoops = 6;
/** Orders that are tried one by one; where there are more, a beam is used. */
const mostOrders = 20_160;

/** All orders of up to six loops; then, where more are asked for, of the finer loops too, or a beam over them. */
function searchOrders(
  problem: MappingProblem,
  sizes: readonly number[],
  mostLoops: number = usualLoops,
  options: OrderSearchOptions,
): OrderSearch & { readonly orders: number } {
  const loops = temporalLoops(sizes, Math.min(mostLoops, usualLoops));
  const first = bestOrder(problem, loops, options);
  const finer = temporalLoops(sizes, mostLoops);
  const counted = orderCount(loops);
  if (finer.length <= loops.length) return { ...first, orders: counted };
  const known = first.best ?? options.known;
  const orders = orderCount(finer);
  const second =
    orders <= mostOrders
      ? bestOrder(problem, finer, { ...options, known })
      : beamOrder(problem, refined(first.best?.order ?? loops, finer), { ...options, known });
  const best = second.best ?? first.best;
  return {
    ...(best === undefined ? {} : { best }),
    evaluated: first.evaluated + second.evaluated,
    orders: counted + orders,
  };
}

/** An order of coarse loops with each split into finer ones. */
function refined(order: readonly TemporalLoop[], finer: readonly TemporalLoop[]): readonly TemporalLoop[] {
  const left = [...finer];
  const split = order.flatMap(({ dimension, size }) => {
    const parts: TemporalLoop[] = [];
    let rest = size;
    for (let at = 0; at < left.length; ) {
      const loop = left[at] as TemporalLoop;
      if (loop.dimension !== dimension || rest % loop.size !== 0) at++;
      else {
        parts.push(loop);
        left.splice(at, 1);
        rest /= loop.size;
      }
    }
    return parts;
  });
  return [...split, ...left];
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
