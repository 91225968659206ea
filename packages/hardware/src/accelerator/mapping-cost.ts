import type { Hierarchy } from "./hierarchy.js";
import { LoopAllocation, operandBits } from "./allocate-loops.js";
import { type Durations, FirstLoads } from "./first-loads.js";
import { type LoopNest, type Operand, operands } from "./loop-nest.js";
import { LoopPrefixes } from "./loop-prefixes.js";
import type { Link, MappingProblem } from "./mapping-problem.js";
import { LinkTimes, portStall } from "./port-stalls.js";
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

/** Energy and latency of a layer under a loop order, innermost loop first; undefined when an operand fits no memory. */
export function mappingCost(problem: MappingProblem, order: readonly TemporalLoop[]): MappingCost | undefined {
  const prefixes = new LoopPrefixes(problem, order.length);
  for (const { dimension, size } of order) prefixes.push(dimension, size);
  const evaluator = new OrderCost(problem, prefixes);
  return evaluator.latency() === undefined ? undefined : evaluator.detail();
}

/** Costs one order after the other; the loops of the order are those that the prefixes hold. */
export class OrderCost {
  readonly problem: MappingProblem;
  readonly prefixes: LoopPrefixes;
  readonly #allocation: LoopAllocation;
  readonly #moves: LinkTimes;
  readonly #loads: FirstLoads;
  /** Memory of each operand's levels. */
  readonly #memoryAt: readonly Int32Array[];
  readonly #buffered: readonly Uint8Array[];
  readonly #use: readonly Float64Array[];
  readonly #filled: Float64Array;
  readonly #innermostBits = new Float64Array(3);
  #onLoading = 0;
  #computation = 0;
  #offLoading = 0;

  constructor(problem: MappingProblem, prefixes: LoopPrefixes) {
    this.problem = problem;
    this.prefixes = prefixes;
    this.#allocation = new LoopAllocation(problem, prefixes);
    this.#moves = new LinkTimes(problem.links.length);
    this.#loads = new FirstLoads(problem);
    this.#memoryAt = operands.map((operand) => Int32Array.from(problem.core.levels[operand], ({ memory }) => memory));
    this.#buffered = problem.levels.map((levels) => new Uint8Array(levels));
    this.#use = problem.levels.map((levels) => new Float64Array(levels));
    this.#filled = new Float64Array(problem.core.memories.length);
  }

  /**
   * Cycles of the order with loading and unloading; undefined when an operand does not fit, or the computation alone takes
   * more than `most`.
   */
  latency(most: number = Number.POSITIVE_INFINITY): number | undefined {
    if (!this.#allocation.run()) return undefined;
    const { problem } = this;
    const { count, iterations } = this.prefixes;
    const total = iterations[count] as number;
    this.#findBuffers();
    for (let link = 0; link < problem.links.length; link++) this.#fill(link, total);
    let stall = 0;
    for (const port of problem.ports) stall = Math.max(stall, portStall(port, this.#moves, total));
    this.#computation = total + stall;
    if (this.#computation > most) return undefined;
    const durations = this.#firstDurations();
    const zigzag = problem.convention === "zigzag";
    this.#onLoading = zigzag ? this.#loads.onLoading(durations) : this.#loads.serialLoading(durations);
    this.#offLoading = this.#loads.offLoading(durations);
    return this.#onLoading + this.#computation + this.#offLoading;
  }

  /** Joules of the order whose latency was asked for last. */
  energy(): number {
    const { links, macs, core } = this.problem;
    let sum = macs * core.unitEnergy;
    for (let link = 0; link < links.length; link++) sum += this.#words(link) * (links[link] as Link).cost;
    return sum;
  }

  /** Everything about the order whose latency was asked for last. */
  detail(): MappingCost {
    const { problem } = this;
    const { core, macs } = problem;
    const { count, iterations } = this.prefixes;
    const levels = operands.flatMap((operand, number) =>
      core.levels[operand].map((_, level) => this.#accesses(operand, number, level)),
    );
    return {
      energy: macs * core.unitEnergy + levels.reduce((sum, { energy }) => sum + energy, 0),
      macEnergy: macs * core.unitEnergy,
      levels,
      latency: this.#onLoading + this.#computation + this.#offLoading,
      onLoading: this.#onLoading,
      computation: this.#computation,
      offLoading: this.#offLoading,
      iterations: iterations[count] as number,
      ideal: Math.ceil(macs / core.units),
    };
  }

  #accesses(operand: Operand, number: number, level: number): LevelAccesses {
    const { core, links, nest } = this.problem;
    const { dimension, size } = this.prefixes;
    const memory = core.memories[core.levels[operand][level]?.memory as number] as Hierarchy["memories"][number];
    let [reads, writes] = [0, 0];
    for (const [index, link] of links.entries()) {
      if (link.operand !== number || link.level !== level) continue;
      if (link.reads) reads += this.#words(index);
      else writes += this.#words(index);
    }
    const until = this.#allocation.until[number] as Int32Array;
    const loops: string[] = [];
    for (let at = level === 0 ? 0 : (until[level - 1] as number); at < (until[level] as number); at++)
      loops.push(`${nest.dimensions[dimension[at] as number]} ${size[at]}`);
    const energy = reads * memory.readEnergy + writes * memory.writeEnergy;
    return { memory: memory.name, operand, reads, writes, energy, loops };
  }

  /** Loops below a boundary. */
  #end(operand: number, boundary: number): number {
    return boundary === 0 ? 0 : ((this.#allocation.until[operand] as Int32Array)[boundary - 1] as number);
  }

  /** Sums are not finished below a boundary: a loop that outputs do not depend on is left above it. */
  #partial(boundary: number, figures: MappingProblem["exact"], end = this.#end(0, boundary)): boolean {
    const { count, summed } = this.prefixes;
    return end < (summed[count] as number) || figures[0]?.irrelevantFrom[boundary + 1] === true;
  }

  #width(operand: number, partial: boolean): number {
    const { bits } = this.problem.nest;
    return partial ? bits.partial : bits[operandBits[operand] as "final" | "W" | "I"];
  }

  /** Cycles between two transfers over a link. */
  #period({ operand, boundary }: Link): number {
    const { iterations } = this.prefixes;
    if (boundary > 0) return iterations[this.#end(operand, boundary)] as number;
    return operand === 0 ? 1 : (iterations[this.#allocation.stationary[operand] as number] as number);
  }

  /** Works out what a link moves, how often, and how long it may take. */
  #fill(index: number, total: number): void {
    const { problem, prefixes } = this;
    const link = problem.links[index] as Link;
    const { operand, boundary } = link;
    const { bits, time, period, times, allowed } = this.#moves;
    const partial = operand === 0 && this.#partial(boundary, problem.whole);
    if (link.back && !partial) {
      times[index] = 0;
      time[index] = 0;
      return;
    }
    const held =
      boundary === 0
        ? 1
        : ((prefixes.whole[operand] as Float64Array)[
            this.#end(operand, boundary) * prefixes.stride + boundary - 1
          ] as number);
    const every = this.#period(link);
    bits[index] = held * link.wholeBoost * this.#width(operand, partial);
    time[index] = Math.ceil((bits[index] as number) / link.width - 1e-9);
    period[index] = every;
    times[index] = Math.floor(total / every);
    const double = boundary > 0 && this.#buffered[operand]?.[boundary - 1] === 1;
    allowed[index] = double || boundary === 0 ? every : Math.floor(every / this.#topIrrelevant(operand, boundary - 1));
  }

  /** Product of the irrelevant loops at the top of a level: while they run what it holds is in use. */
  #topIrrelevant(operand: number, level: number): number {
    const relevant = this.problem.relevant[operand] as readonly number[];
    const { dimension, size } = this.prefixes;
    const start = this.#start(operand, level);
    let product = 1;
    for (let at = this.#end(operand, level + 1) - 1; at >= start; at--) {
      if (relevant[dimension[at] as number] !== 0) break;
      product *= size[at] as number;
    }
    return product;
  }

  /** First loop of a level. */
  #start(operand: number, level: number): number {
    if (level > 0) return this.#end(operand, level);
    return operand === 0 ? 0 : (this.#allocation.stationary[operand] as number);
  }

  /** Which levels hold their data twice, so that the next may arrive while this one is used. */
  #findBuffers(): void {
    const { problem } = this;
    const { core, nest, convention } = problem;
    this.#filled.fill(0);
    for (let operand = 0; operand < 3; operand++) {
      const use = this.#use[operand] as Float64Array;
      for (let level = 0; level < use.length; level++) {
        const memory = this.#memoryAt[operand]?.[level] as number;
        use[level] = this.#inUse(operand, level) / (core.memories[memory]?.sizeBits as number);
        this.#filled[memory] = (this.#filled[memory] as number) + (use[level] as number);
      }
    }
    for (const operand of bufferOrder[nest.operator]) {
      const buffered = this.#buffered[operand] as Uint8Array;
      for (let level = 0; level < buffered.length; level++) {
        const memory = this.#memoryAt[operand]?.[level] as number;
        const declared = convention === "sound" ? core.memories[memory]?.doubleBuffered : undefined;
        const shares = this.#filled[memory] as number;
        const own = this.#use[operand]?.[level] as number;
        const twice = declared ?? (shares <= 0.5 || own <= 1 - shares);
        buffered[level] = twice ? 1 : 0;
        if (declared === undefined && twice && shares > 0.5) this.#filled[memory] = shares + own;
      }
    }
  }

  /** Bits of a level that are needed at a time: what it holds over the loops on top that each use another part. */
  #inUse(operand: number, level: number): number {
    const { prefixes, problem } = this;
    const relevant = problem.relevant[operand] as readonly number[];
    const end = this.#end(operand, level + 1);
    const start = this.#start(operand, level);
    let top = 1;
    for (let at = end - 1; at >= start && relevant[prefixes.dimension[at] as number] === 1; at--)
      top *= prefixes.size[at] as number;
    const partial = operand === 0 && this.#partial(level + 1, problem.exact, end);
    const held = (prefixes.held[operand] as Float64Array)[end * prefixes.stride + level] as number;
    return Math.floor((held * this.#width(operand, partial)) / top + 1e-9);
  }

  /** How long first loads and last results take. */
  #firstDurations(): Durations {
    const { problem, prefixes } = this;
    if (problem.convention === "sound" || problem.core.wholeLoads === true) return this.#moves.time;
    for (let operand = 0; operand < 3; operand++) {
      const end = this.#end(operand, 1);
      const partial = operand === 0 && this.#partial(1, problem.whole);
      const held = (prefixes.whole[operand] as Float64Array)[end * prefixes.stride] as number;
      this.#innermostBits[operand] = held * this.#width(operand, partial);
    }
    return this.#loads.shortened(this.#moves, this.#innermostBits, this.#computation);
  }

  /** Words of the full port width that cross a link in all. */
  #words(index: number): number {
    const { problem, prefixes } = this;
    const link = problem.links[index] as Link;
    const { operand, boundary, least, width } = link;
    const partial = operand === 0 && this.#partial(boundary, problem.exact);
    if (link.back && !partial) return 0;
    const held =
      boundary === 0
        ? 1
        : ((prefixes.held[operand] as Float64Array)[
            this.#end(operand, boundary) * prefixes.stride + boundary - 1
          ] as number);
    const bits = held * link.boost * this.#width(operand, partial);
    const times = Math.floor((prefixes.iterations[prefixes.count] as number) / this.#period(link));
    const words = Math.ceil(bits / least - 1e-9) * (least / width) * times * link.instances;
    return problem.convention === "zigzag" ? Math.trunc(words) : Math.ceil(words - 1e-9);
  }
}

/** Operands in the order in which spare memory is given out for double buffering. */
const bufferOrder: Readonly<Record<LoopNest["operator"], readonly number[]>> = { Conv: [0, 1, 2], Gemm: [0, 2, 1] };
