import type { Hierarchy, LinkDirection } from "./hierarchy.js";
import { inputExtent, type LoopNest, nestMacs, type Operand, operands, relevance } from "./loop-nest.js";
import { type SpatialMapping, spatialLevels, temporalSizes } from "./spatial-mapping.js";
import type { TemporalLoop } from "./temporal-loops.js";

/** Words of the full port width that an operand moves at one of its levels, by direction, and what they cost. */
export interface LevelAccesses {
  readonly memory: string;
  readonly operand: Operand;
  readonly reads: number;
  readonly writes: number;
  readonly energy: number;
  /** Loops kept in this level, innermost first, as "K 2". */
  readonly loops: readonly string[];
}

/** How traffic and loading are counted: as the reference tool does, or as hardware would. */
export type Convention = "zigzag" | "sound";

/** What one layer costs under one mapping; energies in joules, times in cycles. */
export interface MappingCost {
  readonly energy: number;
  readonly macEnergy: number;
  /** By operand and level, innermost first. */
  readonly levels: readonly LevelAccesses[];
  readonly latency: number;
  readonly onLoading: number;
  readonly computation: number;
  readonly offLoading: number;
  /** Iterations without a stall. */
  readonly iterations: number;
  /** MACs over units, rounded up. */
  readonly ideal: number;
}

/** A layer on a core under a spatial mapping: everything that no loop order changes. */
export interface MappingProblem {
  readonly nest: LoopNest;
  readonly core: Hierarchy;
  readonly spatial: SpatialMapping;
  readonly exact: Record<Operand, SpatialFigures>;
  /** With factors rounded down: what the latency uses. */
  readonly whole: Record<Operand, SpatialFigures>;
  /** Relevance by dimension: 0 irrelevant, 1 relevant, 2 by a window. */
  readonly relevant: Record<Operand, readonly number[]>;
  readonly macs: number;
  readonly convention: Convention;
}

/** Spatial loops of one operand, as its levels see them. */
interface SpatialFigures {
  /** Product of the factors at levels 0..m, by level and dimension. */
  readonly below: readonly (readonly number[])[];
  /** Instances of the memory at level m. */
  readonly instances: readonly number[];
  /** Distinct elements that everything below takes from one instance at level m. */
  readonly boost: readonly number[];
  /** An irrelevant loop stands at level m or above. */
  readonly irrelevantFrom: readonly boolean[];
}

/** Prepares a layer, a core and a spatial mapping for `mappingCost`. */
export function mappingProblem(
  nest: LoopNest,
  core: Hierarchy,
  spatial: SpatialMapping,
  convention: Convention = "zigzag",
): MappingProblem {
  const truncated = spatial.map((one) => ({ ...one, factor: Math.trunc(one.factor + 1e-9) }));
  const forAll = <T>(of: (operand: Operand) => T): Record<Operand, T> => ({ O: of("O"), W: of("W"), I: of("I") });
  const codes = { irrelevant: 0, relevant: 1, partial: 2 } as const;
  return {
    nest,
    core,
    spatial,
    exact: forAll((operand) => spatialFigures(nest, core, operand, spatial, convention)),
    whole: forAll((operand) => spatialFigures(nest, core, operand, truncated, convention)),
    relevant: forAll((operand) => nest.dimensions.map((dimension) => codes[relevance(nest, operand, dimension)])),
    macs: nestMacs(nest),
    convention,
  };
}

function spatialFigures(
  nest: LoopNest,
  core: Hierarchy,
  operand: Operand,
  spatial: SpatialMapping,
  convention: Convention,
): SpatialFigures {
  const byLevel = spatialLevels(core, operand, spatial);
  const levels = core.levels[operand].length;
  const below: number[][] = [];
  const running = nest.dimensions.map(() => 1);
  const relevantParts: number[] = []; // of the loops at each level, walking outwards
  let before = elementsOf(nest, operand, running);
  for (const loops of byLevel) {
    for (const { loop, factor } of loops) {
      const at = nest.dimensions.indexOf(loop);
      running[at] = (running[at] as number) * factor;
    }
    below.push([...running]);
    const after = elementsOf(nest, operand, running);
    relevantParts.push(after / before);
    before = after;
  }
  const unique = relevantParts.map((_, level) =>
    relevantParts.slice(level).reduce((product, part) => product * part, 1),
  );
  // Rounding loses elements of sizes that do not divide: the reference does it, hardware would not.
  const round = convention === "zigzag" ? roundHalfEven : (value: number): number => value;
  const product = (loops: SpatialMapping): number => loops.reduce((all, { factor }) => all * factor, 1);
  return {
    below,
    instances: byLevel
      .slice(0, levels)
      .map((_, level) => byLevel.slice(level + 1).reduce((all, one) => all * product(one), 1)),
    boost: byLevel.slice(0, levels).map((_, level) => round((unique[level] as number) / (unique[level + 1] as number))),
    irrelevantFrom: byLevel.map((_, level) =>
      byLevel
        .slice(level)
        .some((loops) =>
          loops.some(({ loop, factor }) => factor > 1 && relevance(nest, operand, loop) === "irrelevant"),
        ),
    ),
  };
}

/** Python's rounding, which the reference uses: halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (Math.abs(rest - 0.5) > 1e-9) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Elements of an operand's tensor over loops of these sizes, by dimension. */
function elementsOf(nest: LoopNest, operand: Operand, sizes: readonly number[]): number {
  let product = 1;
  const { dimensions } = nest;
  let [ox, oy, fx, fy] = [1, 1, 1, 1];
  for (let d = 0; d < dimensions.length; d++) {
    const dimension = dimensions[d] as (typeof dimensions)[number];
    const size = sizes[d] as number;
    const kind = relevance(nest, operand, dimension);
    if (kind === "relevant") product *= size;
    else if (kind === "partial") {
      if (dimension === "OX") ox = size;
      else if (dimension === "OY") oy = size;
      else if (dimension === "FX") fx = size;
      else fy = size;
    }
  }
  if (operand !== "I" || nest.operator !== "Conv") return product;
  return product * inputExtent(nest.x, ox + 1e-9, fx + 1e-9) * inputExtent(nest.y, oy + 1e-9, fy + 1e-9);
}

/** One operand under one loop order: how its loops are spread over its levels. */
interface Allocation {
  /** Loops taken up to and including each level. */
  readonly until: number[];
  /** Loops kept at the MAC: the input or weight stays while they run. */
  stationary: number;
}

/**
 * Spreads the loops over the memories, bottom-up, unevenly across operands; undefined when an operand does not fit.
 *
 * Source: docs/equations.md#accelerator-temporal-mapping
 */
function allocate(
  problem: MappingProblem,
  order: readonly TemporalLoop[],
  prefix: Prefixes,
): Record<Operand, Allocation> | undefined {
  const { core, nest, exact } = problem;
  const count = order.length;
  const taken: Record<Operand, number> = { O: 0, W: 0, I: 0 };
  const until: Record<Operand, number[]> = { O: [], W: [], I: [] };
  for (let memory = 0; memory < core.memories.length; memory++) {
    const stored = core.stored[memory] as readonly Operand[];
    const { sizeBits, doubleBuffered: twice } = core.memories[memory] as Hierarchy["memories"][number];
    const room = twice === true ? sizeBits / 2 : sizeBits; // the other half fills meanwhile
    const ends: number[] = [];
    const needs: Float64Array[] = [];
    const rest: Float64Array[] = [];
    for (const operand of stored) {
      const level = core.levelAt[memory]?.[operand] as number;
      const top = level === core.levels[operand].length - 1;
      const start = taken[operand];
      let bits = operand === "O" ? nest.bits.final : nest.bits[operand];
      if (operand === "O") {
        const above =
          prefix.irrelevantFrom(order, problem.relevant.O, start) || (exact.O.irrelevantFrom[level + 1] as boolean);
        if (above) bits = nest.bits.partial;
      }
      const need = new Float64Array(count + 1);
      const left = new Float64Array(count + 1);
      for (let end = top ? count : start; end <= count; end++) {
        need[end] = prefix.elements(operand, end, level) * bits;
        left[end] = top ? 0 : (prefix.total / prefix.iterations(end)) * (need[end] as number);
      }
      ends.push(top ? count : start);
      needs.push(need);
      rest.push(left);
    }
    const best = leastLeft(ends, needs, rest, count, room);
    if (best === undefined) return undefined;
    for (const [index, operand] of stored.entries()) {
      taken[operand] = best[index] as number;
      until[operand].push(best[index] as number);
    }
  }
  const result = {} as Record<Operand, Allocation>;
  for (const operand of operands) result[operand] = settled(until[operand], order, problem.relevant[operand]);
  return result;
}

/** A memory that the smallest tiles exceed, and what each operand needs there. */
export interface RoomLacking {
  readonly memory: string;
  readonly holds: number;
  readonly needs: readonly { readonly operand: Operand; readonly bits: number }[];
  readonly lacking: number;
}

/**
 * The innermost memory that cannot even hold what the unrolled loops need at once (whole tensors where it is an operand's
 * outermost); undefined when each memory could.
 */
export function roomLacking(problem: MappingProblem): RoomLacking | undefined {
  const { core, nest, exact, spatial } = problem;
  const order = temporalSizes(nest, spatial).flatMap((size, dimension) => (size > 1 ? [{ dimension, size }] : []));
  const prefix = new Prefixes(problem, order);
  for (const [index, { name, sizeBits, doubleBuffered: twice }] of core.memories.entries()) {
    const holds = twice === true ? sizeBits / 2 : sizeBits;
    const needs = (core.stored[index] as readonly Operand[]).map((operand) => {
      const level = core.levelAt[index]?.[operand] as number;
      const end = level === core.levels[operand].length - 1 ? order.length : 0;
      const partial =
        operand === "O" &&
        (prefix.irrelevantFrom(order, problem.relevant.O, end) || (exact.O.irrelevantFrom[level + 1] as boolean));
      const bits = operand === "O" ? (partial ? nest.bits.partial : nest.bits.final) : nest.bits[operand];
      return { operand, bits: prefix.elements(operand, end, level) * bits };
    });
    const lacking = needs.reduce((sum, { bits }) => sum + bits, 0) - holds;
    if (lacking > 1e-9 * holds) return { memory: name, holds, needs, lacking };
  }
  return undefined;
}

/** The combination of ends with the least sum of what is left above; of equals the last, the last operand fastest. */
function leastLeft(
  starts: readonly number[],
  needs: readonly Float64Array[],
  rest: readonly Float64Array[],
  count: number,
  room: number,
): readonly number[] | undefined {
  let best: number[] | undefined;
  let least = Number.POSITIVE_INFINITY;
  const ends: number[] = [];
  const visit = (index: number, bits: number, left: number): void => {
    if (bits > room * (1 + 1e-12)) return;
    if (index === starts.length) {
      if (left <= least) {
        least = left;
        best = [...ends];
      }
      return;
    }
    for (let end = starts[index] as number; end <= count; end++) {
      ends[index] = end;
      visit(index + 1, bits + (needs[index]?.[end] as number), left + (rest[index]?.[end] as number));
    }
  };
  visit(0, 0, 0);
  return best;
}

/** Irrelevant loops at the bottom of a level move down to the level below; those at the very bottom stay at the MAC. */
function settled(until: number[], order: readonly TemporalLoop[], relevant: readonly number[]): Allocation {
  const irrelevant = (at: number): boolean => at < order.length && relevant[order[at]?.dimension as number] === 0;
  let stationary = 0;
  while (irrelevant(stationary)) stationary++;
  let floor = stationary;
  for (let level = 0; level < until.length; level++) {
    let end = Math.max(until[level] as number, floor);
    while (irrelevant(end)) end++;
    until[level] = end;
    floor = end;
  }
  return { until, stationary };
}

/** Products over the innermost loops of an order. */
class Prefixes {
  readonly total: number;
  readonly #sizes: Float64Array;
  readonly #iterations: Float64Array;
  readonly #problem: MappingProblem;
  readonly #dimensions: number;
  readonly #known: Float64Array;
  readonly #levels: number;
  constructor(problem: MappingProblem, order: readonly TemporalLoop[]) {
    this.#problem = problem;
    const count = order.length;
    const dimensions = problem.nest.dimensions.length;
    this.#dimensions = dimensions;
    this.#levels = problem.core.memories.length + 1;
    this.#iterations = new Float64Array(count + 1);
    this.#sizes = new Float64Array((count + 1) * dimensions).fill(1);
    this.#known = new Float64Array(6 * this.#levels * (count + 1));
    this.#iterations[0] = 1;
    for (let at = 0; at < count; at++) {
      const { dimension, size } = order[at] as TemporalLoop;
      const [from, to] = [at * dimensions, (at + 1) * dimensions];
      for (let d = 0; d < dimensions; d++) this.#sizes[to + d] = this.#sizes[from + d] as number;
      this.#sizes[to + dimension] = (this.#sizes[to + dimension] as number) * size;
      this.#iterations[at + 1] = (this.#iterations[at] as number) * size;
    }
    this.total = this.#iterations[count] as number;
  }
  iterations(end: number): number {
    return this.#iterations[end] as number;
  }
  /** Elements of an operand over the innermost `end` loops and the spatial loops at levels 0..level. */
  elements(operand: Operand, end: number, level: number, figures: "exact" | "whole" = "exact"): number {
    const which = (operand === "O" ? 0 : operand === "W" ? 1 : 2) + (figures === "exact" ? 0 : 3);
    const key = (end * this.#levels + level) * 6 + which;
    const known = this.#known[key] as number; // an operand has at least one element: 0 is not known yet
    if (known > 0) return known;
    const { nest, relevant } = this.#problem;
    const codes = relevant[operand];
    const spatial = this.#problem[figures][operand].below[level] as readonly number[];
    const offset = end * this.#dimensions;
    let product = 1;
    for (let d = 0; d < this.#dimensions; d++) {
      if (codes[d] === 1) product *= (spatial[d] as number) * (this.#sizes[offset + d] as number);
    }
    if (operand === "I" && nest.operator === "Conv") {
      // The places of OX, OY, FX and FY among the loops of a convolution.
      const size = (d: number): number => (spatial[d] as number) * (this.#sizes[offset + d] as number) + 1e-9;
      product *= inputExtent(nest.x, size(3), size(6)) * inputExtent(nest.y, size(4), size(7));
    }
    this.#known[key] = product;
    return product;
  }
  irrelevantFrom(order: readonly TemporalLoop[], relevant: readonly number[], start: number): boolean {
    for (let at = start; at < order.length; at++)
      if (relevant[(order[at] as TemporalLoop).dimension] === 0) return true;
    return false;
  }
}

/** A movement of one operand over one port. */
interface Movement {
  readonly operand: Operand;
  readonly level: number;
  readonly direction: LinkDirection;
  readonly width: number;
  readonly bits: number;
  /** Cycles that one transfer takes, the period it repeats in, and how often it happens. */
  readonly time: number;
  readonly period: number;
  readonly times: number;
  /** Cycles of a period in which it may run. */
  readonly allowed: number;
}

/**
 * Energy and latency of a layer under a loop order, innermost loop first; undefined when an operand fits no memory, or
 * the order takes more than `mostCycles`: then its energy need not be known.
 *
 * Source: docs/equations.md#accelerator-traffic, #accelerator-latency
 */
export function mappingCost(
  problem: MappingProblem,
  order: readonly TemporalLoop[],
  mostCycles: number = Number.POSITIVE_INFINITY,
): MappingCost | undefined {
  const prefix = new Prefixes(problem, order);
  if (prefix.total > mostCycles) return undefined;
  const allocation = allocate(problem, order, prefix);
  if (allocation === undefined) return undefined;
  const times = latencyOf(problem, order, prefix, allocation);
  const latency = times.onLoading + times.computation + times.offLoading;
  if (latency > mostCycles) return undefined;
  const { core, nest, macs } = problem;
  const levels: LevelAccesses[] = [];
  let energy = macs * core.unitEnergy;
  for (const operand of operands) {
    for (let level = 0; level < core.levels[operand].length; level++) {
      const accesses = levelAccesses(allocation[operand], operand, level);
      levels.push(accesses);
      energy += accesses.energy;
    }
  }
  return {
    energy,
    macEnergy: macs * core.unitEnergy,
    levels,
    ...times,
    latency,
    iterations: prefix.total,
    ideal: Math.ceil(macs / core.units),
  };

  function levelAccesses(own: Allocation, operand: Operand, level: number): LevelAccesses {
    const memory = core.memories[core.levels[operand][level]?.memory as number] as Hierarchy["memories"][number];
    const links = core.levels[operand][level]?.links ?? {};
    const { instances } = problem.exact[operand];
    const down = movement(problem, prefix, own, operand, level, "down", order);
    const up = movement(problem, prefix, own, operand, level, "up", order);
    const words = (move: typeof down, direction: LinkDirection): number => {
      const port = links[direction];
      if (port === undefined || move === undefined) return 0;
      const perTransfer = Math.ceil((move.elements * move.bits) / port.least - 1e-9) * (port.least / port.width);
      const words = perTransfer * move.times * (instances[level] as number);
      return problem.convention === "zigzag" ? Math.trunc(words + 1e-9) : Math.ceil(words - 1e-9);
    };
    let [reads, writes] = [0, 0];
    if (operand === "O") {
      writes += words(down, "from-low");
      if (down?.partial === true) reads += words(down, "to-low");
      reads += words(up, "to-high");
      if (up?.partial === true) writes += words(up, "from-high");
    } else {
      reads += words(down, "to-low");
      writes += words(up, "from-high");
    }
    const from = level === 0 ? 0 : (own.until[level - 1] as number);
    const loops = order
      .slice(from, own.until[level])
      .map(({ dimension, size }) => `${nest.dimensions[dimension]} ${size}`);
    return {
      memory: memory.name,
      operand,
      reads,
      writes,
      energy: reads * memory.readEnergy + writes * memory.writeEnergy,
      loops,
    };
  }
}

/** What moves between a level and its neighbour below or above, per period. */
function movement(
  problem: MappingProblem,
  prefix: Prefixes,
  { until, stationary }: Allocation,
  operand: Operand,
  level: number,
  side: "down" | "up",
  order: readonly TemporalLoop[],
  figures: "exact" | "whole" = "exact",
): { elements: number; period: number; times: number; bits: number; partial: boolean } | undefined {
  const { nest, core, relevant } = problem;
  const top = core.levels[operand].length - 1;
  if (side === "up" && level === top) return undefined;
  // The link below level `link`.
  const link = side === "down" ? level : level + 1;
  const end = link === 0 ? 0 : (until[link - 1] as number);
  const spatial = problem[figures][operand];
  const held = link === 0 ? 1 : prefix.elements(operand, end, link - 1, figures);
  const elements = side === "down" ? held * (spatial.boost[level] as number) : held;
  const period = prefix.iterations(link === 0 ? (operand === "O" ? 0 : stationary) : end);
  const partial =
    operand === "O" &&
    (prefix.irrelevantFrom(order, relevant.O, end) || (problem.exact.O.irrelevantFrom[link + 1] ?? false));
  const bits = operand === "O" ? (partial ? nest.bits.partial : nest.bits.final) : nest.bits[operand];
  return { elements, period, times: Math.floor(prefix.total / period), bits, partial };
}

/** Operands in the order in which spare memory is given out for double buffering. */
const bufferOrder: Readonly<Record<LoopNest["operator"], readonly Operand[]>> = {
  Conv: ["O", "W", "I"],
  Gemm: ["O", "I", "W"],
};

function latencyOf(
  problem: MappingProblem,
  order: readonly TemporalLoop[],
  prefix: Prefixes,
  allocation: Record<Operand, Allocation>,
): Pick<MappingCost, "onLoading" | "computation" | "offLoading"> {
  const { core } = problem;
  const buffered = doubleBuffered(problem, order, prefix, allocation);
  const ports: Movement[][] = Array.from({ length: core.ports }, () => []);
  const all: Movement[] = [];
  for (const operand of operands) {
    const own = allocation[operand];
    for (let level = 0; level < core.levels[operand].length; level++) {
      const links = core.levels[operand][level]?.links ?? {};
      for (const side of ["down", "up"] as const) {
        const move = movement(problem, prefix, own, operand, level, side, order, "whole");
        if (move === undefined) continue;
        const filled = side === "down" ? level - 1 : level;
        const allowed =
          filled >= 0 && (buffered[operand][filled] as boolean)
            ? move.period
            : Math.floor(move.period / topProduct(order, problem.relevant[operand], own, operand, filled, prefix));
        const directions: readonly LinkDirection[] =
          operand === "O"
            ? side === "down"
              ? move.partial
                ? ["from-low", "to-low"]
                : ["from-low"]
              : move.partial
                ? ["to-high", "from-high"]
                : ["to-high"]
            : side === "down"
              ? ["to-low"]
              : ["from-high"];
        for (const direction of directions) {
          const port = links[direction];
          if (port === undefined) continue;
          const bits = move.elements * move.bits;
          const one: Movement = {
            operand,
            level,
            direction,
            width: port.width,
            bits,
            time: Math.ceil(bits / port.width - 1e-9),
            period: move.period,
            times: move.times,
            allowed,
          };
          (ports[port.port] as Movement[]).push(one);
          all.push(one);
        }
      }
    }
  }
  const stall = Math.max(0, ...ports.map((moves) => portStall(moves, prefix.total)));
  const computation = prefix.total + stall;
  const zigzag = problem.convention === "zigzag";
  const shortened =
    zigzag && core.wholeLoads !== true
      ? shortenedLoads(problem, prefix, allocation, ports, computation)
      : new Map<Movement, number>();
  const duration = (operand: Operand, level: number, direction: LinkDirection): number => {
    const move = all.find((one) => one.level === level && one.direction === direction && one.operand === operand);
    return move === undefined ? 0 : (shortened.get(move) ?? move.time);
  };
  const loading = zigzag ? onLoading(core, duration) : serialLoading(core, duration);
  return { onLoading: loading, computation, offLoading: offLoading(core, duration) };
}

/** Product of the irrelevant loops at the top of a level; of the MAC level the loops that keep the operand there. */
function topProduct(
  order: readonly TemporalLoop[],
  relevant: readonly number[],
  { until, stationary }: Allocation,
  operand: Operand,
  level: number,
  prefix: Prefixes,
): number {
  if (level < 0) return operand === "O" ? 1 : prefix.iterations(stationary);
  const start = level === 0 ? (operand === "O" ? 0 : stationary) : (until[level - 1] as number);
  let product = 1;
  for (let at = (until[level] as number) - 1; at >= start; at--) {
    if (relevant[order[at]?.dimension as number] !== 0) break;
    product *= order[at]?.size as number;
  }
  return product;
}

/** Which levels hold their data twice, so that the next may arrive while this one is used. */
function doubleBuffered(
  problem: MappingProblem,
  order: readonly TemporalLoop[],
  prefix: Prefixes,
  allocation: Record<Operand, Allocation>,
): Record<Operand, boolean[]> {
  const { core, nest } = problem;
  const use: Record<Operand, number[]> = { O: [], W: [], I: [] };
  for (const operand of operands) {
    const { until, stationary } = allocation[operand];
    for (let level = 0; level < core.levels[operand].length; level++) {
      const end = until[level] as number;
      const start = level === 0 ? (operand === "O" ? 0 : stationary) : (until[level - 1] as number);
      let top = 1;
      for (let at = end - 1; at >= start && problem.relevant[operand][order[at]?.dimension as number] === 1; at--) {
        top *= order[at]?.size as number;
      }
      const above =
        operand === "O" &&
        (prefix.irrelevantFrom(order, problem.relevant.O, end) || (problem.exact.O.irrelevantFrom[level + 2] ?? false));
      const bits = operand === "O" ? (above ? nest.bits.partial : nest.bits.final) : nest.bits[operand];
      use[operand].push(Math.floor((prefix.elements(operand, end, level) * bits) / top + 1e-9));
    }
  }
  const filled = core.memories.map(({ sizeBits }, memory) => {
    const stored = core.stored[memory] as readonly Operand[];
    return (
      stored.reduce((sum, operand) => sum + (use[operand][core.levelAt[memory]?.[operand] as number] as number), 0) /
      sizeBits
    );
  });
  const result: Record<Operand, boolean[]> = { O: [], W: [], I: [] };
  for (const operand of bufferOrder[nest.operator]) {
    for (const [level, { memory }] of core.levels[operand].entries()) {
      const shares = filled[memory] as number;
      const own = (use[operand][level] as number) / (core.memories[memory]?.sizeBits as number);
      const declared = core.memories[memory]?.doubleBuffered;
      if (declared !== undefined) result[operand].push(declared);
      else if (shares <= 0.5) result[operand].push(true);
      else if (own <= 1 - shares) {
        result[operand].push(true);
        filled[memory] = shares + own;
      } else result[operand].push(false);
    }
  }
  return result;
}

/** Cycles by which one port holds the computation up; negative when it has time to spare. */
function portStall(moves: readonly Movement[], total: number): number {
  const [first] = moves;
  if (first === undefined) return 0;
  if (moves.length === 1) return (first.time - first.allowed) * (first.times - 1);
  let [positive, negative, windows] = [0, 0, 0];
  for (const { time, allowed, times } of moves) {
    const stall = (time - allowed) * (times - 1);
    if (stall > 0) positive += stall;
    else negative += stall;
    windows += allowed * (times - 1);
  }
  return positive + Math.max(0, negative + windows - union(moves, total));
}

/** Cycles in which at least one window is open, each at the start of its period; periods divide one another. */
function union(moves: readonly Movement[], total: number): number {
  if (moves.some(({ allowed, period }) => allowed >= period)) return total;
  const sorted = moves.toSorted((a, b) => b.period - a.period || b.allowed - a.allowed);
  const covered = (index: number, until: number): number => {
    const move = sorted[index];
    if (move === undefined || until <= 0) return 0;
    const { period, allowed } = move;
    const whole = Math.floor(until / period);
    const rest = until - whole * period;
    const inWhole = whole === 0 ? 0 : whole * (allowed + covered(index + 1, period) - covered(index + 1, allowed));
    return (
      inWhole + Math.min(rest, allowed) + (rest > allowed ? covered(index + 1, rest) - covered(index + 1, allowed) : 0)
    );
  };
  return covered(0, total);
}

/**
 * Loads that happen once, shortened by the time their port has to spare during the computation: largest first, evenly,
 * never below the time that the operand's innermost memory takes to fill.
 */
function shortenedLoads(
  { nest }: MappingProblem,
  prefix: Prefixes,
  allocation: Record<Operand, Allocation>,
  ports: readonly (readonly Movement[])[],
  computation: number,
): ReadonlyMap<Movement, number> {
  const result = new Map<Movement, number>();
  for (const moves of ports) {
    const inputsFirst = [
      ...moves.filter(({ operand }) => operand !== "O"),
      ...moves.filter(({ operand }) => operand === "O"),
    ];
    const once = inputsFirst.filter(({ times }) => times <= 1);
    if (once.length === 0) continue;
    const width = (once[0] as Movement).width;
    const busy = moves.reduce(
      (sum, { times, bits, period }) => (times > 1 ? sum + Math.ceil(bits / period - 1e-9) : sum),
      0,
    );
    const spare = (computation * (width - busy)) / width;
    const floors = once.map(({ operand }) => {
      const held = prefix.elements(operand, allocation[operand].until[0] as number, 0, "whole");
      const bits = operand === "O" ? nest.bits.partial : nest.bits[operand];
      return Math.ceil((held * bits) / width - 1e-9);
    });
    levelDown(
      once.map(({ time }) => time),
      floors,
      Math.max(0, spare),
    ).forEach((time, index) => result.set(once[index] as Movement, time));
  }
  return result;
}

/**
 * Takes up to `amount` in all off the values: from the largest on, each in turn gives what separates it from its floor,
 * and all larger ones give as much again, even where that takes them below their own floors. That is how the reference
 * runs came about; inputs stand before outputs of the same size.
 */
function levelDown(values: readonly number[], floors: readonly number[], amount: number): readonly number[] {
  const now = [...values];
  const order = now.map((_, index) => index).toSorted((a, b) => (values[b] as number) - (values[a] as number));
  let left = amount;
  for (const [place, index] of order.entries()) {
    const group = order.slice(0, place + 1);
    const step = Math.min((now[index] as number) - (floors[index] as number), left / group.length);
    if (step <= 0) continue;
    for (const other of group) now[other] = (now[other] as number) - step;
    left -= step * group.length;
  }
  return now.map((value) => Math.max(value, 0));
}

type Duration = (operand: Operand, level: number, direction: LinkDirection) => number;

/** Cycles until the first inputs and weights are where they are needed. */
function onLoading(core: Hierarchy, duration: Duration): number {
  const sums = { I: { shared: 0, half: 0, own: 0 }, W: { shared: 0, half: 0, own: 0 } };
  for (const operand of ["I", "W"] as const) {
    const levels = core.levels[operand];
    for (let level = 0; level + 1 < levels.length; level++) {
      const write = levels[level]?.links["from-high"];
      const read = levels[level + 1]?.links["to-low"];
      const load = Math.max(duration(operand, level, "from-high"), duration(operand, level + 1, "to-low"));
      const both = Number(write?.shared ?? false) + Number(read?.shared ?? false);
      if (both === 2) sums[operand].shared += load;
      else if (both === 1) sums[operand].half = load;
      else sums[operand].own += load;
    }
  }
  const after = (a: "I" | "W", b: "I" | "W"): number =>
    sums[a].shared + Math.max(sums[b].shared + sums[b].half + sums[b].own, sums[a].half + sums[a].own);
  return Math.min(after("I", "W"), after("W", "I"));
}

/** Cycles until the first inputs and weights are there, when what shares a port waits: the busiest port decides. */
function serialLoading(core: Hierarchy, duration: Duration): number {
  const busy = new Map<number, number>();
  let longest = 0;
  for (const operand of ["I", "W"] as const) {
    const levels = core.levels[operand];
    let chain = 0;
    for (let level = 0; level + 1 < levels.length; level++) {
      const ends = [
        [levels[level]?.links["from-high"], duration(operand, level, "from-high")],
        [levels[level + 1]?.links["to-low"], duration(operand, level + 1, "to-low")],
      ] as const;
      for (const [port, time] of ends) if (port !== undefined) busy.set(port.port, (busy.get(port.port) ?? 0) + time);
      chain += Math.max(...ends.map(([, time]) => time));
    }
    longest = Math.max(longest, chain);
  }
  return Math.max(longest, ...busy.values());
}

/** Cycles until the last outputs are in the top memory. */
function offLoading(core: Hierarchy, duration: Duration): number {
  let sum = 0;
  for (let level = 0; level + 1 < core.levels.O.length; level++) {
    sum += Math.max(duration("O", level, "to-high"), duration("O", level + 1, "from-low"));
  }
  return sum;
}
