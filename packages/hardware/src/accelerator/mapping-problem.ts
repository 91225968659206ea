import type { Convention } from "./convention.js";
import type { Hierarchy, LinkDirection } from "./hierarchy.js";
import { inputExtent, type LoopNest, nestMacs, type Operand, operands, relevance } from "./loop-nest.js";
import { spatialLevels } from "./spatial-mapping.js";
import type { SpatialMapping } from "./unrolling.js";

/** A layer on a core under a spatial mapping: everything that no loop order changes. Operands are numbered O, W, I. */
export interface MappingProblem {
  readonly nest: LoopNest;
  readonly core: Hierarchy;
  readonly spatial: SpatialMapping;
  readonly convention: Convention;
  readonly macs: number;
  readonly exact: readonly SpatialFigures[];
  /** With factors rounded down: what the latency uses. */
  readonly whole: readonly SpatialFigures[];
  /** Relevance by operand and dimension: 0 irrelevant, 1 relevant, 2 by a window. */
  readonly relevant: readonly (readonly number[])[];
  /** Memories of each operand. */
  readonly levels: readonly number[];
  readonly links: readonly Link[];
  /** Numbers of the links of each port. */
  readonly ports: readonly (readonly number[])[];
  /** Elements held are rounded to whole ones, as the reference does; nothing to round where every factor is whole. */
  readonly rounded: boolean;
}

/** Spatial loops of one operand, as its levels see them. */
export interface SpatialFigures {
  /** Product of the factors at levels 0..m, by level and dimension. */
  readonly below: readonly (readonly number[])[];
  /** Elements of one step in time at levels 0..m. */
  readonly held: readonly number[];
  /** Instances of the memory at level m. */
  readonly instances: readonly number[];
  /** Distinct elements that everything below takes from one instance at level m. */
  readonly boost: readonly number[];
  /** An irrelevant loop stands at level m or above. */
  readonly irrelevantFrom: readonly boolean[];
}

/** A movement of one operand over a port of one of its memories. */
export interface Link {
  readonly operand: number;
  readonly level: number;
  readonly direction: LinkDirection;
  /** Boundary that it crosses: 0 to the units, m to the memory at level m - 1. */
  readonly boundary: number;
  /** Towards the units. */
  readonly down: boolean;
  /** Moves partial sums back only. */
  readonly back: boolean;
  /** Words are reads, not writes. */
  readonly reads: boolean;
  readonly port: number;
  readonly width: number;
  readonly least: number;
  readonly shared: boolean;
  /** J per word, at all instances. */
  readonly cost: number;
  readonly instances: number;
  /** Elements per transfer are those held below the boundary times this. */
  readonly boost: number;
  readonly wholeBoost: number;
}

/** Prepares a layer, a core and a spatial mapping for costing loop orders. */
export function mappingProblem(
  nest: LoopNest,
  core: Hierarchy,
  spatial: SpatialMapping,
  convention: Convention = "zigzag",
): MappingProblem {
  const truncated = spatial.map((one) => ({ ...one, factor: Math.trunc(one.factor + 1e-9) }));
  const codes = { irrelevant: 0, relevant: 1, partial: 2 } as const;
  const exact = operands.map((operand) => spatialFigures(nest, core, operand, spatial, convention));
  const whole = operands.map((operand) => spatialFigures(nest, core, operand, truncated, convention));
  const links = linksOf(core, exact, whole);
  return {
    nest,
    core,
    spatial,
    convention,
    macs: nestMacs(nest),
    exact,
    whole,
    relevant: operands.map((operand) => nest.dimensions.map((dimension) => codes[relevance(nest, operand, dimension)])),
    levels: operands.map((operand) => core.levels[operand].length),
    links,
    ports: Array.from({ length: core.ports }, (_, port) =>
      links.flatMap((link, index) => (link.port === port ? [index] : [])),
    ),
    rounded: convention === "zigzag" && spatial.some(({ factor }) => !Number.isInteger(factor)),
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
  const [below, held]: [number[][], number[]] = [[], []];
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
    held.push(after);
    relevantParts.push(after / before);
    before = after;
  }
  const all = (values: readonly number[]): number => values.reduce((product, value) => product * value, 1);
  const unique = relevantParts.map((_, level) => all(relevantParts.slice(level)));
  // Rounding loses elements of sizes that do not divide: the reference does it, hardware would not.
  const zigzag = convention === "zigzag";
  const units = (level: number): number => all(byLevel.slice(level + 1).flatMap((l) => l.map(({ factor }) => factor)));
  return {
    below,
    held,
    instances: byLevel.slice(0, levels).map((_, level) => units(level)),
    boost: byLevel.slice(0, levels).map((_, level) => {
      const value = (unique[level] as number) / (unique[level + 1] as number);
      return zigzag ? roundHalfEven(value) : value;
    }),
    irrelevantFrom: byLevel.map((_, level) =>
      byLevel
        .slice(level)
        .some((loops) =>
          loops.some(({ loop, factor }) => factor > 1 && relevance(nest, operand, loop) === "irrelevant"),
        ),
    ),
  };
}

/** Rounding as the reference has it: halves go to the even neighbour. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (Math.abs(rest - 0.5) > 1e-9) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Elements of an operand's tensor over loops of these sizes, by dimension. */
function elementsOf(nest: LoopNest, operand: Operand, sizes: readonly number[]): number {
  const size = (name: string): number => (sizes[nest.dimensions.findIndex((one) => one === name)] ?? 1) + 1e-9;
  const product = nest.dimensions.reduce(
    (all, dimension, at) => (relevance(nest, operand, dimension) === "relevant" ? all * (sizes[at] as number) : all),
    1,
  );
  if (operand !== "I" || nest.operator !== "Conv") return product;
  return product * inputExtent(nest.x, size("OX"), size("FX")) * inputExtent(nest.y, size("OY"), size("FY"));
}

/** All movements, memory by memory, operands in the order of the file: ports that serve several take them in this order. */
function linksOf(core: Hierarchy, exact: readonly SpatialFigures[], whole: readonly SpatialFigures[]): readonly Link[] {
  return core.memories.flatMap((memory, index) =>
    (core.stored[index] as readonly Operand[]).flatMap((operand): Link[] => {
      const level = core.levelAt[index]?.[operand] as number;
      const number = operands.indexOf(operand);
      const { links } = core.levels[operand][level] as Hierarchy["levels"][Operand][number];
      const top = level === core.levels[operand].length - 1;
      return (Object.entries(links) as [LinkDirection, NonNullable<(typeof links)[LinkDirection]>][]).flatMap(
        ([direction, { port, width, least, shared }]) => {
          const down = direction === "to-low" || direction === "from-low";
          const input = operand !== "O";
          if ((!down && top) || (input && (direction === "from-low" || direction === "to-high"))) return [];
          const reads = direction === "to-low" || direction === "to-high";
          return [
            {
              operand: number,
              level,
              direction,
              boundary: down ? level : level + 1,
              down,
              back: !input && (direction === "to-low" || direction === "from-high"),
              reads,
              port,
              width,
              least,
              shared,
              cost: reads ? memory.readEnergy : memory.writeEnergy,
              instances: exact[number]?.instances[level] as number,
              boost: down ? (exact[number]?.boost[level] as number) : 1,
              wholeBoost: down ? (whole[number]?.boost[level] as number) : 1,
            },
          ];
        },
      );
    }),
  );
}
