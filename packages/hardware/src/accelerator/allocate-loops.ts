import type { Hierarchy } from "./hierarchy.js";
import type { LoopPrefixes } from "./loop-prefixes.js";
import { operands } from "./loop-nest.js";
import type { MappingProblem } from "./mapping-problem.js";

/** Spreads the loops of one order over the memories; made once per problem and used for many orders. */
export class LoopAllocation {
  /** Loops taken up to and including each level, by operand. */
  readonly until: readonly Int32Array[];
  /** Loops kept at the MAC: the input or weight stays while they run. */
  readonly stationary: Int32Array = new Int32Array(3);
  readonly #problem: MappingProblem;
  readonly #prefixes: LoopPrefixes;
  readonly #memories: readonly MemoryPlaces[];
  readonly #taken = new Int32Array(3);
  readonly #ends = new Int32Array(3);
  readonly #best = new Int32Array(3);
  readonly #bits = new Float64Array(3);
  #least = 0;

  constructor(problem: MappingProblem, prefixes: LoopPrefixes) {
    this.#problem = problem;
    this.#prefixes = prefixes;
    this.until = problem.levels.map((levels) => new Int32Array(levels));
    this.#memories = memoryPlaces(problem);
  }

  /**
   * Fills the memories from the inside, unevenly across operands: the combination with the least sum of what is left above,
   * of equal ones the last, the last operand fastest. False when an operand does not fit.
   *
   * Source: docs/equations.md#accelerator-temporal-mapping
   */
  run(): boolean {
    const { nest, exact } = this.#problem;
    const { count, summed } = this.#prefixes;
    this.#taken.fill(0);
    for (const place of this.#memories) {
      for (let k = 0; k < place.operands.length; k++) {
        const operand = place.operands[k] as number;
        this.#bits[k] = nest.bits[operandBits[operand] as "final" | "W" | "I"];
        if (operand > 0) continue;
        const above = exact[0]?.irrelevantFrom[(place.levels[k] as number) + 1] as boolean;
        if (above || (this.#taken[0] as number) < (summed[count] as number)) this.#bits[k] = nest.bits.partial;
      }
      this.#least = Number.POSITIVE_INFINITY;
      this.#visit(place, 0, 0, 0);
      if (this.#least === Number.POSITIVE_INFINITY) return false;
      for (let k = 0; k < place.operands.length; k++) {
        const operand = place.operands[k] as number;
        this.#taken[operand] = this.#best[k] as number;
        (this.until[operand] as Int32Array)[place.levels[k] as number] = this.#best[k] as number;
      }
    }
    for (let operand = 0; operand < 3; operand++) this.#settle(operand);
    return true;
  }

  /** Ends of the operands from `index` on, where those before hold `bits` and leave `left`. */
  #visit(place: MemoryPlaces, index: number, bits: number, left: number): void {
    const { count, iterations, stride } = this.#prefixes;
    const operand = place.operands[index] as number;
    const raw = this.#prefixes.raw[operand] as Float64Array;
    const level = place.levels[index] as number;
    const width = this.#bits[index] as number;
    const top = place.top[index] as boolean;
    const start = top ? count : (this.#taken[operand] as number);
    const last = index === place.operands.length - 1;
    const total = iterations[count] as number;
    // What a memory holds grows with its loops and what is left above shrinks: the last operand takes all that fits.
    for (let end = last ? count : start; last ? end >= start : end <= count; end += last ? -1 : 1) {
      const need = (raw[end * stride + level] as number) * width;
      if (bits + need > place.room) {
        if (last) continue;
        return;
      }
      this.#ends[index] = end;
      const above = left + (top ? 0 : (total / (iterations[end] as number)) * need);
      if (!last) this.#visit(place, index + 1, bits + need, above);
      else if (above <= this.#least) {
        this.#least = above;
        for (let k = 0; k <= index; k++) this.#best[k] = this.#ends[k] as number;
      }
      if (last) return;
    }
  }

  /** Irrelevant loops at the bottom of a level move down to the level below; those at the very bottom stay at the MAC. */
  #settle(operand: number): void {
    const { count, dimension } = this.#prefixes;
    const relevant = this.#problem.relevant[operand] as readonly number[];
    const until = this.until[operand] as Int32Array;
    let floor = 0;
    while (floor < count && relevant[dimension[floor] as number] === 0) floor++;
    this.stationary[operand] = floor;
    for (let level = 0; level < until.length; level++) {
      let end = Math.max(until[level] as number, floor);
      while (end < count && relevant[dimension[end] as number] === 0) end++;
      until[level] = end;
      floor = end;
    }
  }
}

/** Which width of `OperandBits` an operand has when nothing is summed any more. */
export const operandBits: readonly string[] = ["final", "W", "I"];

/** A memory and the operands it stores. */
export interface MemoryPlaces {
  /** Bits that may be in use at once, with a margin for last digits. */
  readonly room: number;
  readonly operands: readonly number[];
  readonly levels: readonly number[];
  readonly top: readonly boolean[];
}

/** The memories of a problem in the order in which they are filled. */
export function memoryPlaces({ core, convention, levels }: MappingProblem): readonly MemoryPlaces[] {
  return core.memories.flatMap((memory, index): MemoryPlaces[] => {
    const stored = (core.stored[index] ?? []).map((operand) => operands.indexOf(operand));
    if (stored.length === 0) return [];
    const at = stored.map((operand) => core.levelAt[index]?.[operands[operand] as "O" | "W" | "I"] as number);
    return [
      {
        room: memoryRoom(memory, convention) * (1 + 1e-12),
        operands: stored,
        levels: at,
        top: stored.map((operand, k) => at[k] === (levels[operand] as number) - 1),
      },
    ];
  });
}

/** Bits of a memory that may be in use at once: half of one that is declared double buffered, which the reference ignores. */
function memoryRoom(
  { sizeBits, doubleBuffered }: Hierarchy["memories"][number],
  convention: MappingProblem["convention"],
): number {
  return doubleBuffered === true && convention === "sound" ? sizeBits / 2 : sizeBits;
}
