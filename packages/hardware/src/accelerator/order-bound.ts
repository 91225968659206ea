import { memoryPlaces, operandBits } from "./allocate-loops.js";
import type { LoopPrefixes } from "./loop-prefixes.js";
import type { Link, MappingProblem } from "./mapping-problem.js";
import type { TemporalLoop } from "./temporal-loops.js";

/**
 * What an order costs at least, from its innermost loops alone, whatever comes outside of them.
 *
 * Once the loops taken so far exceed a memory, what lies below it is final, and the traffic over that boundary falls with
 * every loop that the memory could still have taken: it is at least that of the last prefix that fitted. A port is busy for at
 * least the time of its transfers but the first of each, so the computation takes at least that.
 * Proof: docs/decisions/156-bounds-on-loop-orders.md
 */
export class OrderBound {
  readonly #problem: MappingProblem;
  readonly #prefixes: LoopPrefixes;
  readonly #total: number;
  /** Loops of the whole order that outputs do not depend on. */
  readonly #sums: number;
  readonly #caps: readonly Cap[];
  /** Links that cross the boundary of an input to the units. */
  readonly #toUnits: readonly (readonly number[])[];
  /** Cycles that a port is busy at least, and joules, by depth. */
  readonly #busy: Float64Array;
  readonly #joules: Float64Array;
  /** Joules of each link that moves its tensor once. */
  readonly #once: readonly number[];
  /** Depth at which a boundary became final; -1 while it is not. */
  readonly #since: Int32Array;
  readonly #moving: Int32Array = new Int32Array(3).fill(-1);
  /** Share of the input's window at least that is counted where an unrolling is a fraction: windows are cut to whole positions. */
  readonly #cut: number;
  /** What first loads may take less than nothing, as the reference shortens them. */
  readonly #debt: number;

  constructor(problem: MappingProblem, prefixes: LoopPrefixes, loops: readonly TemporalLoop[]) {
    this.#problem = problem;
    this.#prefixes = prefixes;
    this.#total = loops.reduce((product, { size }) => product * size, 1);
    this.#sums = loops.filter(({ dimension }) => problem.relevant[0]?.[dimension] === 0).length;
    this.#caps = capsOf(problem);
    this.#toUnits = [0, 1, 2].map((operand) =>
      problem.links.flatMap((link, index) => (link.boundary === 0 && link.operand === operand ? [index] : [])),
    );
    this.#since = new Int32Array(this.#caps.length).fill(-1);
    const { ports } = problem;
    this.#busy = new Float64Array((loops.length + 1) * ports.length);
    this.#joules = new Float64Array(loops.length + 1);
    this.#cut = windowCut(problem);
    for (const { dimension, size } of loops) prefixes.push(dimension, size);
    const { raw, stride } = prefixes;
    this.#once = problem.links.map(({ operand, boundary, back }, index) => {
      const held = boundary === 0 ? 1 : (raw[operand]?.[loops.length * stride + boundary - 1] as number);
      return back ? 0 : this.#energy(problem.links[index] as Link, held, false, 1);
    });
    for (let taken = 0; taken < loops.length; taken++) prefixes.pop();
    this.#joules[0] = this.#once.reduce((sum, joules) => sum + joules, problem.macs * problem.core.unitEnergy);
    this.#debt = loadDebt(problem);
    for (const index of this.#toUnits[0] as readonly number[]) this.#cross(0, index, 0, this.#sums > 0, 1);
  }

  /** Takes account of the loop that was pushed last. */
  push(): void {
    const { relevant, ports } = this.#problem;
    const { count, dimension } = this.#prefixes;
    const last = dimension[count - 1] as number;
    this.#busy.copyWithin(count * ports.length, (count - 1) * ports.length, count * ports.length);
    this.#joules[count] = this.#joules[count - 1] as number;
    for (let operand = 1; operand < 3; operand++) {
      if ((this.#moving[operand] as number) >= 0 || relevant[operand]?.[last] === 0) continue;
      this.#moving[operand] = count;
      const period = this.#prefixes.iterations[count - 1] as number;
      for (const index of this.#toUnits[operand] as readonly number[]) this.#cross(count, index, 0, false, period);
    }
    for (let k = 0; k < this.#caps.length; k++) {
      if ((this.#since[k] as number) >= 0) continue;
      const { operand, level, bits, room, links } = this.#caps[k] as Cap;
      const { raw, stride, iterations, summed } = this.#prefixes;
      const held = (raw[operand] as Float64Array)[count * stride + level] as number;
      if (held * bits <= room) continue;
      this.#since[k] = count;
      const left = operand === 0 && this.#sums > this.#placed(summed[count] as number);
      for (const index of links) this.#cross(count, index, count - 1, left, iterations[count - 1] as number);
    }
  }

  /** Forgets the loop that is about to be popped. */
  pop(): void {
    const { count } = this.#prefixes;
    for (let k = 0; k < this.#since.length; k++) if (this.#since[k] === count) this.#since[k] = -1;
    for (let operand = 1; operand < 3; operand++) if (this.#moving[operand] === count) this.#moving[operand] = -1;
  }

  /** Cycles that first loads may take less than nothing. */
  get debt(): number {
    return this.#debt;
  }

  /** Cycles that every order with these inner loops takes at least. */
  cycles(): number {
    const { ports } = this.#problem;
    const from = this.#prefixes.count * ports.length;
    let most = this.#total;
    for (let port = 0; port < ports.length; port++) most = Math.max(most, this.#busy[from + port] as number);
    return most - this.#debt;
  }

  /** Joules that every order with these inner loops takes at least. */
  joules(): number {
    return this.#joules[this.#prefixes.count] as number;
  }

  /** Loops among those taken, the last of which ends at `summed`, that outputs do not depend on. */
  #placed(summed: number): number {
    let placed = 0;
    for (let at = 0; at < summed; at++)
      if (this.#problem.relevant[0]?.[this.#prefixes.dimension[at] as number] === 0) placed++;
    return placed;
  }

  /** Counts a link whose boundary has `end` loops below it at most. */
  #cross(count: number, index: number, end: number, left: boolean, period: number): void {
    const { links, whole, exact, ports } = this.#problem;
    const link = links[index] as Link;
    const { operand, boundary, width, wholeBoost } = link;
    const times = Math.floor(this.#total / period);
    const partial = operand === 0 && (left || whole[0]?.irrelevantFrom[boundary + 1] === true);
    const at = end * this.#prefixes.stride + boundary - 1;
    if (!link.back || partial) {
      const held = boundary === 0 ? 1 : ((this.#prefixes.whole[operand] as Float64Array)[at] as number);
      const time = Math.ceil((held * wholeBoost * this.#width(operand, partial)) / width - 1e-9);
      const port = count * ports.length + link.port;
      this.#busy[port] = (this.#busy[port] as number) + time * (times - 1);
    }
    const sums = operand === 0 && (left || exact[0]?.irrelevantFrom[boundary + 1] === true);
    if (link.back && !sums) return;
    const held = boundary === 0 ? 1 : ((this.#prefixes.raw[operand] as Float64Array)[at] as number);
    this.#joules[count] =
      (this.#joules[count] as number) + this.#energy(link, held, sums, times) - (this.#once[index] as number);
  }

  #width(operand: number, partial: boolean): number {
    const { bits } = this.#problem.nest;
    if (operand > 0) return bits[operandBits[operand] as "W" | "I"];
    return partial ? bits.partial : Math.min(bits.final, bits.partial);
  }

  /** Joules of a link that moves `held` elements so often, at least: without what the convention rounds down. */
  #energy(link: Link, held: number, partial: boolean, times: number): number {
    const { rounded, exact, convention } = this.#problem;
    const step = link.boundary === 0 ? 1 : (exact[link.operand]?.held[link.boundary - 1] as number);
    const kept = (rounded ? Math.max(0, held * (1 - 0.5 / step)) : held) * (link.operand === 2 ? this.#cut : 1);
    const words = ((kept * link.boost * this.#width(link.operand, partial)) / link.width) * times * link.instances;
    return Math.max(0, words * (1 - 1e-9) - (convention === "zigzag" ? 1 : 0)) * link.cost;
  }
}

/** A memory whose contents are final once the loops of one operand exceed it. */
interface Cap {
  readonly operand: number;
  readonly level: number;
  /** Bits of an element at least. */
  readonly bits: number;
  readonly room: number;
  /** Links over the boundary above it. */
  readonly links: readonly number[];
}

function capsOf(problem: MappingProblem): readonly Cap[] {
  const { nest, exact, links } = problem;
  return memoryPlaces(problem).flatMap(({ room, operands: stored, levels, top }) =>
    stored.flatMap((operand, k): Cap[] => {
      if (top[k] === true) return [];
      const level = levels[k] as number;
      const sums = operand === 0 && exact[0]?.irrelevantFrom[level + 1] === true;
      const final = nest.bits[operandBits[operand] as "final" | "W" | "I"];
      const bits = operand > 0 ? final : sums ? nest.bits.partial : Math.min(final, nest.bits.partial);
      const over = links.flatMap((link, index) =>
        link.operand === operand && link.boundary === level + 1 ? [index] : [],
      );
      return [{ operand, level, bits, room, links: over }];
    }),
  );
}

/** Product, over the loops of a window, of the smallest whole part of their unrollings. */
function windowCut({ exact, relevant }: MappingProblem): number {
  const levels = exact[2]?.below ?? [];
  return (relevant[2] ?? []).reduce((all, code, at) => {
    if (code !== 2) return all;
    return (
      all * Math.min(1, ...levels.map((sizes) => Math.trunc((sizes[at] as number) + 1e-9) / (sizes[at] as number)))
    );
  }, 1);
}

/** The reference may shorten loads of several operands on one port below nothing; a load is the longer of its two ends. */
function loadDebt(problem: MappingProblem): number {
  const { links, ports, levels, convention, core, nest } = problem;
  if (convention === "sound" || core.wholeLoads === true) return 0;
  const once = (link: Link): number => {
    const bits = Math.max(nest.bits.partial, nest.bits[operandBits[link.operand] as "final" | "W" | "I"]);
    return Math.ceil((2 * tensorElements(problem, link.operand) * bits) / link.width);
  };
  let debt = 0;
  for (let operand = 0; operand < 3; operand++) {
    for (let level = 0; level + 1 < (levels[operand] as number); level++) {
      const ends = links.filter((link) => link.operand === operand && link.boundary === level + 1 && !link.back);
      const others = ends.map(({ port }) => {
        const counted = (ports[port] ?? []).map((index) => links[index] as Link).filter((link) => !link.back);
        return counted.filter((link) => !ends.includes(link)).reduce((sum, link) => sum + once(link), 0);
      });
      debt += others.length === 0 ? 0 : Math.min(...others);
    }
  }
  return debt;
}

/** Elements of a whole operand, at most; twice that is more than rounded unrollings make of it. */
function tensorElements({ nest, relevant }: MappingProblem, operand: number): number {
  const product = nest.sizes.reduce((all, size, at) => (relevant[operand]?.[at] === 1 ? all * size : all), 1);
  return operand === 2 && nest.operator === "Conv" ? product * nest.x.input * nest.y.input : product;
}
