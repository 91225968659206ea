import type { AcceleratorCore, AcceleratorMemory } from "@joulebook/core";
import { type Operand, operands } from "./loop-nest.js";

/** Data that moves at a memory: from or to the level above (high) or below (low). */
export type LinkDirection = "from-high" | "to-low" | "from-low" | "to-high";

/** A port of a memory as a link uses it. */
export interface PortUse {
  /** Unique within the core. */
  readonly port: number;
  /** Bits per cycle, and the smallest access. */
  readonly width: number;
  readonly least: number;
  /** Serves inputs and weights alike. */
  readonly shared: boolean;
}

/** A memory as seen by one of its operands. */
export interface OperandLevel {
  /** Place among the core's memories, in file order. */
  readonly memory: number;
  /** Array dimensions that one instance serves. */
  readonly served: ReadonlySet<string>;
  readonly links: Readonly<Partial<Record<LinkDirection, PortUse>>>;
}

/** A core's array and memories, looked up by operand. */
export interface Hierarchy {
  readonly memories: readonly AcceleratorMemory[];
  /** Levels of each operand, innermost first. */
  readonly levels: Readonly<Record<Operand, readonly OperandLevel[]>>;
  /** Operands stored in each memory, in the order of the file. */
  readonly stored: readonly (readonly Operand[])[];
  /** Level of each operand at each memory; -1 where it is not stored. */
  readonly levelAt: readonly Readonly<Record<Operand, number>>[];
  readonly dimensions: readonly { readonly name: string; readonly size: number }[];
  readonly units: number;
  /** J per MAC. */
  readonly unitEnergy: number;
  readonly ports: number;
  /** First loads take their whole time, as in ZigZag 3.6.3: none of it hides behind the computation. */
  readonly wholeLoads?: boolean;
}

/** Memory operands when a file links none: weights in I2, inputs in I1, outputs in O. */
export const defaultOperandNames: Readonly<Record<Operand, string>> = { O: "O", W: "I2", I: "I1" };

/**
 * Arranges a core for the mapping search.
 *
 * @param names memory operand of each network operand
 * @throws RangeError when an operand has no memory: readers refuse such a file before
 */
export function hierarchy(
  core: AcceleratorCore,
  names: Readonly<Record<Operand, string>> = defaultOperandNames,
): Hierarchy {
  const { memories, array } = core;
  if (array === undefined) throw new RangeError(`core ${core.id} has no array`);
  let port = 0;
  const numbered = memories.map(({ ports }) => ports.map((one) => ({ ...one, number: port++ })));
  const levelsOf = (operand: Operand): OperandLevel[] =>
    memories.flatMap((memory, index) => {
      const stored = names[operand];
      if (!memory.operands.includes(stored)) return [];
      const links: Partial<Record<LinkDirection, PortUse>> = {};
      for (const { number, widthBits, minWidthBits, links: all } of numbered[index] ?? []) {
        const inputs = new Set(all.map((link) => link.operand));
        const shared = inputs.has(names.I) && inputs.has(names.W);
        for (const { operand: name, direction } of all) {
          if (name === stored)
            links[direction] = { port: number, width: widthBits, least: minWidthBits ?? widthBits, shared };
        }
      }
      return [{ memory: index, served: new Set(memory.servedDimensions), links }];
    });
  const levels = { O: levelsOf("O"), W: levelsOf("W"), I: levelsOf("I") };
  for (const operand of operands) {
    if (levels[operand].length === 0) throw new RangeError(`core ${core.id} has no memory for ${names[operand]}`);
  }
  const byName = (name: string): Operand | undefined => operands.find((operand) => names[operand] === name);
  return {
    memories,
    levels,
    stored: memories.map((memory) => memory.operands.flatMap((name) => byName(name) ?? [])),
    levelAt: memories.map((_, index) => {
      const at = (operand: Operand): number => levels[operand].findIndex(({ memory }) => memory === index);
      return { O: at("O"), W: at("W"), I: at("I") };
    }),
    dimensions: array.dimensions,
    units: array.dimensions.reduce((product, { size }) => product * size, 1),
    unitEnergy: array.unitEnergy,
    ports: port,
  };
}
