import { memoryPlaces, operandBits } from "./allocate-loops.js";
import { type Operand, operands } from "./loop-nest.js";
import { LoopPrefixes } from "./loop-prefixes.js";
import type { MappingProblem } from "./mapping-problem.js";
import { temporalSizes } from "./spatial-mapping.js";

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
  const sizes = temporalSizes(nest, spatial, problem.convention);
  const prefixes = new LoopPrefixes(problem, sizes.length);
  for (const [dimension, size] of sizes.entries()) prefixes.push(dimension, size);
  const { count, stride, summed } = prefixes;
  for (const { room, operands: stored, levels, top } of memoryPlaces(problem)) {
    const needs = stored.map((operand, k) => {
      const level = levels[k] as number;
      const end = top[k] === true ? count : 0;
      const partial =
        operand === 0 && (end < (summed[count] as number) || exact[0]?.irrelevantFrom[level + 1] === true);
      const bits = partial ? nest.bits.partial : nest.bits[operandBits[operand] as "final" | "W" | "I"];
      const elements = (prefixes.raw[operand] as Float64Array)[end * stride + level] as number;
      return { operand: operands[operand] as Operand, bits: elements * bits };
    });
    const holds = Math.floor(room);
    const lacking = needs.reduce((sum, { bits }) => sum + bits, 0) - holds;
    if (lacking <= 1e-9 * holds) continue;
    const at = core.levels[operands[stored[0] as number] as Operand][levels[0] as number]?.memory as number;
    return { memory: core.memories[at]?.name ?? "", holds, needs, lacking };
  }
  return undefined;
}
