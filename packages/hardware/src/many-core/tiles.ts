import type { Loops } from "@joulebook/core";
import { deepestFirst } from "./task-order.js";
import type { Workload, WorkNode } from "./workload.js";

/** Tiles that each map is cut into at most: rows x columns. */
export interface TileGrid {
  readonly rows: number;
  readonly columns: number;
}

/** From, and up to but without. */
export type Span = readonly [from: number, to: number];

/** How much of an axis a tile is: positions of the result, those of the input under them, and all of the result. */
export interface TileAxis {
  readonly output: number;
  readonly input: number;
  readonly of: number;
}

export interface TileExtent {
  readonly rows: TileAxis;
  readonly columns: TileAxis;
}

/** A node, or a tile of its map, as one step of a schedule. */
export interface Task {
  readonly node: number;
  /** Place in an allocation that says on which core it runs. */
  readonly unit: number;
  readonly rows?: Span;
  readonly columns?: Span;
  readonly extent?: TileExtent;
  /** Pieces of activations read: places in `Tasks.pieces`. */
  readonly reads: readonly number[];
  /** Piece written. */
  readonly writes: number;
}

/** A tensor, or the tile of it that one task writes. */
export interface Piece {
  readonly tensor: number;
  readonly bits: number;
  /** Task that writes it; undefined for inputs of the network. */
  readonly producer?: number;
  /** Tasks that read it. */
  readonly consumers: readonly number[];
  readonly result: boolean;
}

/** The steps of a network in the order in which they are laid out. */
export interface Tasks {
  readonly tasks: readonly Task[];
  readonly pieces: readonly Piece[];
  /** The node of each unit of tasks that run on one core. */
  readonly units: readonly number[];
}

export interface TileOptions {
  /** Bits of weights that a core keeps; unlimited (default): one stack of all layers. */
  readonly weightRoom?: number;
  /** Every row of tiles of a layer may run on a core of its own, instead of the layer as a whole; default false. */
  readonly spread?: boolean;
}

/**
 * Splits the map of every node into at most so many tiles. A tile needs those tiles of its inputs that lie under its windows; where windows
 * overlap, tiles are read by several: nothing is computed twice, what is still to be read is kept. One tile: layer by layer, in the
 * order of the graph. More: tiles run through a stack of layers before the next ones start. A stack holds as many layers as
 * have room for their weights together, so that each is fetched once; a layer whose own weights lack room is not split.
 *
 * Source: docs/equations.md#many-cores-shared-memory
 *
 * @throws RangeError unless rows and columns are whole numbers from 1
 */
export function tileTasks(work: Workload, grid: TileGrid, options: TileOptions = {}): Tasks {
  const { weightRoom = Number.POSITIVE_INFINITY, spread = false } = options;
  for (const [name, count] of Object.entries(grid)) {
    if (!(Number.isInteger(count) && count >= 1))
      throw new RangeError(`tileTasks: ${name} must be a whole number from 1, got ${count}`);
  }
  const cuts = work.tensors.map((tensor) => cutsOf(tensor, work, grid, weightRoom));
  const firsts: number[] = [];
  const pieces: { tensor: number; bits: number; producer?: number; consumers: number[]; result: boolean }[] = [];
  for (const [tensor, { bits, rows, columns, result }] of work.tensors.entries()) {
    firsts.push(pieces.length);
    for (const [row, column] of tilesOf(cuts[tensor] as Cuts)) {
      const share = (length(row) / rows) * (length(column) / columns);
      pieces.push({ tensor, bits: bits * share, consumers: [], result });
    }
  }
  const units: number[] = [];
  const split = work.nodes.flatMap((node, index) => {
    const first = units.length;
    const { rows, columns } = cuts[node.output] as Cuts;
    for (let row = 0; row < (spread ? rows.length : 1); row++) units.push(index);
    const unitOf = (tile: number): number => first + (spread ? Math.floor(tile / columns.length) : 0);
    return nodeTasks(node, index, work, cuts, firsts).map((task, tile): Task => ({ ...task, unit: unitOf(tile) }));
  });
  const tasks = grid.rows * grid.columns === 1 ? split : deepestFirst(split, work, pieces, weightRoom);
  for (const [index, { reads, writes }] of tasks.entries()) {
    (pieces[writes] as (typeof pieces)[number]).producer = index;
    for (const piece of reads) pieces[piece]?.consumers.push(index);
  }
  return { tasks, pieces, units };
}

/** Where a map is cut, along both axes. */
interface Cuts {
  readonly rows: readonly Span[];
  readonly columns: readonly Span[];
}

function cutsOf(
  { rows, columns, producer }: Workload["tensors"][number],
  { nodes }: Workload,
  grid: TileGrid,
  weightRoom: number,
): Cuts {
  const whole = producer === undefined || (nodes[producer]?.weightBits ?? 0) > weightRoom;
  return { rows: parts(rows, whole ? 1 : grid.rows), columns: parts(columns, whole ? 1 : grid.columns) };
}

/** As many parts of almost equal length, at most one for each position. */
function parts(extent: number, wanted: number): readonly Span[] {
  const count = Math.min(wanted, extent);
  const bound = (part: number): number => Math.floor((part * extent) / count);
  return Array.from({ length: count }, (_, part): Span => [bound(part), bound(part + 1)]);
}

/** Row by row. */
function tilesOf({ rows, columns }: Cuts): readonly (readonly [row: Span, column: Span])[] {
  return rows.flatMap((row) => columns.map((column) => [row, column] as const));
}

function nodeTasks(
  node: WorkNode,
  index: number,
  { tensors }: Workload,
  cuts: readonly Cuts[],
  firsts: readonly number[],
): readonly Omit<Task, "unit">[] {
  const own = cuts[node.output] as Cuts;
  const whole = tensors[node.output] as Workload["tensors"][number];
  const first = firsts[node.output] as number;
  const split = own.rows.length * own.columns.length > 1;
  return tilesOf(own).map(([rows, columns], tile): Omit<Task, "unit"> => {
    const reads = new Set<number>();
    let under: { readonly rows: Span; readonly columns: Span } = { rows, columns };
    for (const input of node.inputs) {
      const map = tensors[input] as Workload["tensors"][number];
      under = {
        rows: split ? spanUnder(node, "rows", rows, map.rows) : [0, map.rows],
        columns: split ? spanUnder(node, "columns", columns, map.columns) : [0, map.columns],
      };
      for (const place of placesUnder(cuts[input] as Cuts, under)) reads.add((firsts[input] as number) + place);
    }
    const task = { node: index, reads: [...reads], writes: first + tile };
    if (!split) return task;
    return {
      ...task,
      rows,
      columns,
      extent: {
        rows: { output: length(rows), input: length(under.rows), of: whole.rows },
        columns: { output: length(columns), input: length(under.columns), of: whole.columns },
      },
    };
  });
}

/** Tiles that overlap with a part of a map; a map that is not cut is read as it is. */
function placesUnder(cuts: Cuts, under: { readonly rows: Span; readonly columns: Span }): readonly number[] {
  const hit = (all: readonly Span[], [from, to]: Span): readonly number[] =>
    all.flatMap((span, part) => (all.length === 1 || (span[0] < to && span[1] > from) ? [part] : []));
  const columns = hit(cuts.columns, under.columns);
  return hit(cuts.rows, under.rows).flatMap((row) => columns.map((column) => row * cuts.columns.length + column));
}

/** Positions of the input along an axis under those of the result; all of them where the input has another map. */
function spanUnder(
  { parts: loopsOf, kind }: WorkNode,
  axis: "rows" | "columns",
  [from, to]: Span,
  extent: number,
): Span {
  if (kind === "elementwise") return [from, to];
  const loops = loopsOf[0]?.loops as Loops;
  const at = loops.output.length - (axis === "rows" ? 2 : 1);
  if (loops.input[at] !== extent) return [0, extent];
  const [stride = 1, dilation = 1, kernel = 1] = [loops.stride[at], loops.dilation[at], loops.kernel[at]];
  const padding = loops.padding.before[at] ?? 0;
  const start = from * stride - padding;
  const end = (to - 1) * stride - padding + (kernel - 1) * dilation + 1;
  return [Math.min(extent - 1, Math.max(0, start)), Math.max(1, Math.min(extent, end))];
}

function length([from, to]: Span): number {
  return to - from;
}
