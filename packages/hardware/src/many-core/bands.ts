import type { Loops } from "@joulebook/core";
import type { BandRows } from "./node-cost.js";
import type { Workload, WorkNode } from "./workload.js";

/** A node, or a band of its rows, as one step of a schedule. */
export interface Task {
  readonly node: number;
  readonly rows?: readonly [number, number];
  readonly band?: BandRows;
  /** Pieces of activations read: places in `Tasks.pieces`. */
  readonly reads: readonly number[];
  /** Piece written. */
  readonly writes: number;
}

/** A tensor, or the band of it that one task writes. */
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
}

/**
 * Splits every node into at most so many bands of rows; a consumer's band needs those bands of its inputs that lie under its window. One
 * band: layer by layer, in the order of the graph. More: the deepest task whose inputs are there comes first, so that bands
 * run through a stack of layers before the next ones start. A stack holds as many layers as have room for their weights
 * together, so that each is fetched once; a layer whose own weights lack room is not split.
 *
 * Source: docs/equations.md#many-cores-shared-memory
 *
 * @param weightRoom bits of weights that a core keeps; unlimited: one stack of all layers
 * @throws RangeError unless `bands` is a whole number from 1
 */
export function bandTasks(work: Workload, bands: number, weightRoom: number = Number.POSITIVE_INFINITY): Tasks {
  if (!(Number.isInteger(bands) && bands >= 1)) {
    throw new RangeError(`bandTasks: bands must be a whole number from 1, got ${bands}`);
  }
  /** Bounds of the bands of each tensor. */
  const bounds = work.tensors.map(({ rows, producer }) => {
    const large = (work.nodes[producer ?? -1]?.weightBits ?? 0) > weightRoom;
    const count = producer === undefined || large ? 1 : Math.min(bands, rows);
    return Array.from({ length: count + 1 }, (_, band) => Math.floor((band * rows) / count));
  });
  const first: number[] = [];
  const drafts: { tensor: number; bits: number; producer?: number; consumers: number[]; result: boolean }[] = [];
  for (const [tensor, { bits, rows, result }] of work.tensors.entries()) {
    first.push(drafts.length);
    const edges = bounds[tensor] as number[];
    for (let band = 0; band + 1 < edges.length; band++) {
      const share = ((edges[band + 1] as number) - (edges[band] as number)) / rows;
      drafts.push({ tensor, bits: bits * share, consumers: [], result });
    }
  }
  const found: Task[] = [];
  for (const [index, node] of work.nodes.entries()) {
    const edges = bounds[node.output] as number[];
    for (let band = 0; band + 1 < edges.length; band++) {
      const [from, to] = [edges[band] as number, edges[band + 1] as number];
      const split = edges.length > 2;
      const reads = new Set<number>();
      let under: readonly [number, number] = [from, to];
      for (const input of node.inputs) {
        const { rows } = work.tensors[input] as Workload["tensors"][number];
        const own = split ? rowsUnder(node, from, to, rows) : ([0, rows] as const);
        under = own;
        const places = bounds[input] as number[];
        for (let piece = 0; piece + 1 < places.length; piece++) {
          const overlaps = (places[piece] as number) < own[1] && (places[piece + 1] as number) > own[0];
          if (overlaps || places.length === 2) reads.add((first[input] as number) + piece);
        }
      }
      found.push({
        node: index,
        ...(split
          ? {
              rows: [from, to] as const,
              band: { output: to - from, input: under[1] - under[0], of: edges.at(-1) as number },
            }
          : {}),
        reads: [...reads],
        writes: (first[node.output] as number) + band,
      });
    }
  }
  const tasks = bands === 1 ? found : deepestFirst(found, drafts.length, work, first, stacksOf(work, weightRoom));
  for (const [index, { reads, writes }] of tasks.entries()) {
    (drafts[writes] as (typeof drafts)[number]).producer = index;
    for (const piece of reads) drafts[piece]?.consumers.push(index);
  }
  return { tasks, pieces: drafts };
}

/** Rows of the input under rows [from, to) of the result. */
function rowsUnder({ parts, kind }: WorkNode, from: number, to: number, rows: number): readonly [number, number] {
  if (kind === "elementwise") return [from, to];
  const loops = parts[0]?.loops as Loops;
  const at = loops.output.length - 2;
  if (loops.input[at] !== rows) return [0, rows];
  const [stride = 1, dilation = 1, kernel = 1] = [loops.stride[at], loops.dilation[at], loops.kernel[at]];
  const start = from * stride - (loops.padding.before[at] ?? 0);
  const end = (to - 1) * stride - (loops.padding.before[at] ?? 0) + (kernel - 1) * dilation + 1;
  return [Math.min(rows - 1, Math.max(0, start)), Math.max(1, Math.min(rows, end))];
}

/** Stack of each node: consecutive nodes whose weights have room together. */
function stacksOf({ nodes }: Workload, weightRoom: number): readonly number[] {
  let [stack, held] = [0, 0];
  return nodes.map(({ weightBits }) => {
    if (held > 0 && held + weightBits > weightRoom) [stack, held] = [stack + 1, 0];
    held += weightBits;
    return stack;
  });
}

function deepestFirst(
  tasks: readonly Task[],
  pieces: number,
  work: Workload,
  first: readonly number[],
  stacks: readonly number[],
): readonly Task[] {
  const there = new Uint8Array(pieces);
  for (const [tensor, { producer }] of work.tensors.entries()) {
    if (producer === undefined) there[first[tensor] as number] = 1;
  }
  const waiting = tasks.map(({ reads }) => reads.filter((piece) => there[piece] === 0).length);
  const readers = new Map<number, number[]>();
  for (const [index, { reads }] of tasks.entries()) {
    for (const piece of reads) if (there[piece] === 0) readers.set(piece, [...(readers.get(piece) ?? []), index]);
  }
  const ready = waiting.flatMap((count, index) => (count === 0 ? [index] : []));
  const order: Task[] = [];
  while (ready.length > 0) {
    // The first stack; in it the deepest layer; of one layer the first band.
    let best = 0;
    for (let k = 1; k < ready.length; k++) {
      const [one, other] = [ready[k] as number, ready[best] as number];
      const [a, b] = [(tasks[one] as Task).node, (tasks[other] as Task).node];
      const later = (stacks[a] as number) - (stacks[b] as number);
      if (later < 0 || (later === 0 && (a > b || (a === b && one < other)))) best = k;
    }
    const [index = 0] = ready.splice(best, 1);
    const task = tasks[index] as Task;
    order.push(task);
    for (const reader of readers.get(task.writes) ?? []) {
      waiting[reader] = (waiting[reader] as number) - 1;
      if (waiting[reader] === 0) ready.push(reader);
    }
  }
  return order;
}
