import { type AcceleratorMemory, InputError } from "@joulebook/core";
import { defaultOperandNames } from "../accelerator/hierarchy.js";
import type { Operand } from "../accelerator/loop-nest.js";
import { linkGraph, LinkTimes, type Route } from "./links.js";
import { CoreMemory, type Held } from "./core-memory.js";
import { type NodeCost, type NodeCosts, onChipMemories, portWidth, type Residency } from "./node-cost.js";
import type { EnergySplit, Move, ScheduledNode } from "./schedule.js";
import type { Scheduler } from "./stream-schedule.js";
import { unlimitedWidth } from "./read-system.js";
import { type Piece, type Task, type TileGrid, tileTasks } from "./tiles.js";
import type { Workload } from "./workload.js";

/**
 * Through which layers tiles run one after another: stacks of layers whose weights a core keeps together, so that they are fetched
 * once ("weights"), or all layers ("whole"), which needs the least memory for activations.
 */
export type TileStacks = "weights" | "whole";

export interface SharedOptions {
  /** Tiles that the map of each layer is cut into at most; one (default): layer by layer. */
  readonly tiles?: TileGrid;
  /** Default "weights". */
  readonly stacks?: TileStacks;
  /** Every row of tiles of a layer may run on a core of its own; default false: all tiles of a layer on one. */
  readonly spread?: boolean;
}

/** A scheduler, and the node of each place of its allocations: one per node, or one per row of its tiles. */
export interface SharedScheduler {
  readonly schedule: Scheduler;
  readonly units: readonly number[];
}

/** Where operands may be while a task runs, the best first. */
const residencies: readonly Residency[] = (["core", "off-chip"] as const).flatMap((I) =>
  (["core", "off-chip"] as const).flatMap((O) => (["core", "off-chip"] as const).map((W): Residency => ({ O, W, I }))),
);

const oneTile: TileGrid = { rows: 1, columns: 1 };

/** A memory that whole tensors lie in. */
interface Store {
  readonly bits: number;
  readonly readWidth: number;
  readonly writeWidth: number;
  readonly read: number;
  readonly write: number;
}

/**
 * Schedules with one main memory that all cores share: activations stay in the memories of the cores where they fit, move over links to
 * cores that need them, and are written out (and read back) only where room lacks; weights are fetched once if a core's
 * memory keeps them until they are used again, else again; what a node streams from and to main memory holds the shared link.
 *
 * Source: docs/equations.md#many-cores-shared-memory
 *
 * @throws InputError `fits-no-memory` where a node can run on a core in no way
 */
export function sharedScheduler(
  work: Workload,
  costs: NodeCosts,
  allowed: readonly (readonly number[])[],
  { tiles = oneTile, stacks = "weights", spread = false }: SharedOptions = {},
): SharedScheduler {
  const { device } = costs;
  const graph = linkGraph(device);
  const count = device.cores.length;
  const offChip = device.cores.findIndex(({ role }) => role === "off-chip");
  const main = device.cores[offChip]?.memories.at(-1);
  const mainStore = storeOf(main);
  const stores = device.cores.map((core) => {
    const memories = onChipMemories(core, main);
    const top = (operand: Operand): AcceleratorMemory | undefined =>
      memories.findLast(({ operands }) => operands.includes(defaultOperandNames[operand]));
    const [I, O, W] = [top("I"), top("O"), top("W")];
    const activations = O === undefined || I === undefined || I.sizeBits < O.sizeBits ? I : O;
    return { activations: storeOf(activations), weights: storeOf(W), together: W?.name === activations?.name };
  });
  const { tasks, pieces, units } = tileTasks(work, tiles, {
    spread,
    ...(stacks === "whole" ? {} : { weightRoom: leastWeightRoom(work, allowed, stores) }),
  });
  const staticPower = device.cores.reduce((sum, core) => sum + (core.staticPower?.value ?? 0), 0);
  const memo = new Map<number, NodeCost | null>();
  const costOf = (task: number, core: number, residency: number): NodeCost | undefined => {
    const key = (task * count + core) * residencies.length + residency;
    let known = memo.get(key);
    if (known === undefined) {
      const { node, extent } = tasks[task] as Task;
      known =
        costs.of(work.nodes[node] as Workload["nodes"][number], core, residencies[residency] as Residency, extent) ??
        null;
      memo.set(key, known);
    }
    return known ?? undefined;
  };
  const route = (from: number, to: number): Route => {
    const found = graph.route(from, to);
    if (found !== undefined) return found;
    const ends = `${device.cores[from]?.id} to ${device.cores[to]?.id}`;
    throw new InputError([{ code: "unreachable-core", message: `no links lead from ${ends}` }]);
  };

  const schedule: Scheduler = (allocation) => {
    const times = new LinkTimes(graph.resources.length);
    const free = new Float64Array(count);
    const busy = new Float64Array(count);
    const memories = stores.map(({ activations }) => new CoreMemory(activations.bits));
    const kept = stores.map(() => ({
      held: new Map<number, { bits: number; ready: number; last: number }>(),
      bits: 0,
      floor: 0,
      seen: new Set<number>(),
    }));
    /** Copies of pieces by piece and core, and when each piece is in main memory. */
    const copies: (Held | undefined)[] = Array.from({ length: pieces.length * count });
    const outside = new Float64Array(pieces.length).fill(Number.POSITIVE_INFINITY);
    /** Tasks left that read a piece, by piece and core. */
    const left = new Int32Array(pieces.length * count);
    for (const [piece, { consumers }] of pieces.entries()) {
      for (const one of consumers) {
        const place = piece * count + (allocation[(tasks[one] as Task).unit] as number);
        left[place] = (left[place] as number) + 1;
      }
    }
    /** The oldest copy in a core. */
    const oldest = (piece: number): Held | undefined => {
      let found: Held | undefined;
      for (let place = piece * count; place < (piece + 1) * count; place++) {
        const held = copies[place];
        if (held !== undefined && (found === undefined || held.ready < found.ready)) found = held;
      }
      return found;
    };
    const [nodes, moves]: [ScheduledNode[], Move[]] = [[], []];
    let [mac, onChip, off, linkEnergy, latency, offChipBits] = [0, 0, 0, 0, 0, 0];
    for (const [index, { producer }] of pieces.entries()) if (producer === undefined) outside[index] = 0;

    const move = (
      kind: Move["kind"],
      node: number | undefined,
      [from, sender]: readonly [number, Store],
      [to, receiver]: readonly [number, Store],
      bits: number,
      ready: number,
    ): Move => {
      const way = route(from, to);
      const limited = way.widthBits < unlimitedWidth;
      const duration = limited ? Math.ceil(bits / way.widthBits) : 0;
      const start = limited ? times.take(way.resources, ready, duration) : ready;
      const reading = Math.ceil(bits / sender.readWidth) * sender.read;
      const writing = Math.ceil(bits / receiver.writeWidth) * receiver.write;
      const energy: EnergySplit = {
        mac: 0,
        onChip: (from === offChip ? 0 : reading) + (to === offChip ? 0 : writing),
        offChip: (from === offChip ? reading : 0) + (to === offChip ? writing : 0),
        links: bits * way.energyPerBit,
        static: 0,
      };
      onChip += energy.onChip;
      off += energy.offChip;
      linkEnergy += energy.links;
      if (from === offChip || to === offChip) offChipBits += bits;
      const end = start + duration;
      latency = Math.max(latency, end);
      const made: Move = { kind, node, from, to, bits, start, end, energy };
      moves.push(made);
      return made;
    };
    const activations = (core: number): readonly [number, Store] => [
      core,
      (stores[core] as (typeof stores)[number]).activations,
    ];
    const mainEnd = [offChip, mainStore] as const;
    const owner = (piece: number): number | undefined => {
      const { producer } = pieces[piece] as Piece;
      return producer === undefined ? undefined : (tasks[producer] as Task).node;
    };

    /** Writes a piece to main memory, if it is not there; when it is. */
    const writeOut = (piece: number, kind: "eviction" | "result"): number => {
      if ((outside[piece] as number) < Number.POSITIVE_INFINITY) return outside[piece] as number;
      const held = oldest(piece);
      if (held === undefined) throw new RangeError("writeOut: a piece was lost");
      const made = move(kind, owner(piece), activations(held.core), mainEnd, held.bits, held.ready);
      held.used = Math.max(held.used, made.end);
      outside[piece] = made.end;
      return made.end;
    };

    /** Lets a core's copy go where nobody needs it any more, or others have it. */
    const release = (piece: number): void => {
      const start = piece * count;
      let [wanted, lacking] = [false, false];
      for (let core = 0; core < count; core++) {
        if ((left[start + core] as number) === 0) continue;
        wanted = true;
        if (copies[start + core] === undefined) lacking = true;
      }
      if (wanted && lacking && (outside[piece] as number) === Number.POSITIVE_INFINITY) return;
      for (let core = 0; core < count; core++) {
        const held = copies[start + core];
        if (held === undefined || (left[start + core] as number) > 0) continue;
        (memories[core] as CoreMemory).end(held, held.used);
        copies[start + core] = undefined;
      }
    };

    /** Next task that reads a piece on a core, after this one. */
    const nextUse = (piece: number, core: number, after: number): number =>
      (pieces[piece] as Piece).consumers.find((one) => one > after && allocation[(tasks[one] as Task).unit] === core) ??
      tasks.length;

    /**
     * The earliest time from which a core has room for so many bits for good, after putting out what is used last; undefined
     * if there is not enough that may go.
     */
    const makeRoom = (
      core: number,
      bits: number,
      from: number,
      task: number,
      keep: readonly number[],
    ): number | undefined => {
      const memory = memories[core] as CoreMemory;
      for (;;) {
        const time = memory.roomFrom(bits, from);
        if (time !== undefined) return time;
        let [victim, latest] = [-1, -1];
        for (const held of memory.live()) {
          if (held.piece < 0 || keep.includes(held.piece)) continue;
          const use = nextUse(held.piece, core, task - 1);
          if (use > latest) [victim, latest] = [held.piece, use];
        }
        if (victim < 0) return undefined;
        const held = copies[victim * count + core] as Held;
        let others = 0;
        for (let other = 0; other < count; other++) if (copies[victim * count + other] !== undefined) others++;
        if (others === 1) writeOut(victim, "eviction");
        memory.end(held, Math.max(held.used, held.ready));
        copies[victim * count + core] = undefined;
      }
    };

    /** Whether so many bits could be placed if all that may go went. */
    const couldHold = (core: number, bits: number, keep: readonly number[]): boolean => {
      const memory = memories[core] as CoreMemory;
      let stays = 0;
      for (const held of memory.live()) if (keep.includes(held.piece)) stays += held.bits;
      return stays + bits <= memory.bits * (1 + 1e-12);
    };

    /** Loads weights into a core's memory for them, or finds them there; when they are there. */
    const weightsReady = (core: number, node: number, bits: number): number => {
      const memory = kept[core] as (typeof kept)[number];
      const store = (stores[core] as (typeof stores)[number]).weights;
      const there = memory.held.get(node);
      if (there !== undefined) return there.ready;
      for (const [other, held] of memory.held) {
        if (memory.bits + bits <= store.bits) break;
        memory.held.delete(other);
        memory.bits -= held.bits;
        memory.floor = Math.max(memory.floor, held.last);
      }
      const kind = memory.seen.has(node) ? "refetch" : "weights";
      const made = move(kind, node, mainEnd, [core, store], bits, memory.floor);
      memory.seen.add(node);
      memory.held.set(node, { bits, ready: made.end, last: made.end });
      memory.bits += bits;
      return made.end;
    };

    for (const [index, task] of tasks.entries()) {
      const node = work.nodes[task.node] as Workload["nodes"][number];
      const core = allocation[task.unit] as number;
      const store = stores[core] as (typeof stores)[number];
      const weights = kept[core] as (typeof kept)[number];
      const keep = [...task.reads, task.writes];
      let incoming = 0;
      for (const piece of task.reads) {
        if (copies[piece * count + core] === undefined) incoming += (pieces[piece] as Piece).bits;
      }
      const outgoing = (pieces[task.writes] as Piece).bits;
      const computed = node.kind === "elementwise" || (node.kind === "product" && node.weightBits === 0);
      let chosen: { readonly cost: NodeCost; readonly residency: Residency } | undefined;
      for (const [number, residency] of residencies.entries()) {
        if ((computed && residency.W !== residency.I) || (node.kind === "pooling" && residency.W !== "core")) continue;
        const weightBits = residency.W === "core" && !computed ? node.weightBits : 0;
        if (weightBits > store.weights.bits) continue;
        const need =
          (residency.I === "core" ? incoming : 0) +
          (residency.O === "core" ? outgoing : 0) +
          (store.together && !weights.held.has(task.node) ? weightBits : 0);
        if (!couldHold(core, need, keep)) continue;
        const cost = costOf(index, core, number);
        if (cost === undefined) continue;
        chosen = { cost, residency };
        break;
      }
      if (chosen === undefined) {
        const where = device.cores[core]?.id;
        throw new InputError([{ code: "fits-no-memory", message: `layer ${node.name} fits no memory of ${where}` }]);
      }
      const { cost, residency } = chosen;
      let start = free[core] as number;
      const used: Held[] = [];
      for (const piece of task.reads) {
        const { bits } = pieces[piece] as Piece;
        let held = copies[piece * count + core];
        if (residency.I === "off-chip") {
          // Streamed from main memory: it must be there first.
          start = Math.max(start, writeOut(piece, "eviction"));
          continue;
        }
        if (held === undefined) {
          const source = oldest(piece);
          const ready = source?.ready ?? (outside[piece] as number);
          const room = makeRoom(core, bits, ready, index, keep) ?? ready;
          const made =
            source === undefined
              ? move("input", owner(piece), mainEnd, activations(core), bits, room)
              : move("activation", owner(piece), activations(source.core), activations(core), bits, room);
          if (source !== undefined) source.used = Math.max(source.used, made.end);
          held = {
            piece,
            core,
            bits,
            from: made.start,
            ready: made.end,
            used: made.end,
            until: Number.POSITIVE_INFINITY,
          };
          copies[piece * count + core] = held;
          (memories[core] as CoreMemory).add(held);
        }
        start = Math.max(start, held.ready);
        used.push(held);
      }
      if (node.weightBits > 0 && residency.W === "core" && !store.together) {
        start = Math.max(start, weightsReady(core, task.node, node.weightBits));
      }
      let scratch: Held | undefined;
      if (node.weightBits > 0 && residency.W === "core" && store.together) {
        // Weights in the memory of the activations stay for this task alone.
        const room = makeRoom(core, node.weightBits, 0, index, keep) ?? 0;
        const made = move(
          weights.seen.has(task.node) ? "refetch" : "weights",
          task.node,
          mainEnd,
          [core, store.weights],
          node.weightBits,
          room,
        );
        weights.seen.add(task.node);
        scratch = {
          piece: -1,
          core,
          bits: node.weightBits,
          from: made.start,
          ready: made.end,
          used: made.end,
          until: Number.POSITIVE_INFINITY,
        };
        (memories[core] as CoreMemory).add(scratch);
        start = Math.max(start, made.end);
      }
      if (residency.O === "core") start = Math.max(start, makeRoom(core, outgoing, start, index, keep) ?? start);
      let end = start + cost.cycles;
      if (cost.offChipCycles > 0) {
        // What streams from and to main memory holds the shared link.
        const way = route(offChip, core);
        const window = times.take(way.resources, start, cost.offChipCycles);
        end = Math.max(end, window + cost.offChipCycles);
        const bits = cost.offChipBits.O + cost.offChipBits.W + cost.offChipBits.I;
        offChipBits += bits;
        linkEnergy += bits * way.energyPerBit;
      }
      free[core] = end;
      busy[core] = (busy[core] as number) + cost.cycles;
      latency = Math.max(latency, end);
      const streamed =
        (cost.offChipBits.O + cost.offChipBits.W + cost.offChipBits.I) *
        (cost.offChipCycles > 0 ? route(offChip, core).energyPerBit : 0);
      const energy = {
        mac: cost.macEnergy,
        onChip: cost.onChipEnergy,
        offChip: cost.offChipEnergy,
        links: streamed,
        static: 0,
      };
      mac += energy.mac;
      onChip += energy.onChip;
      off += energy.offChip;
      const { rows, columns } = task;
      const { byMemory } = cost;
      const tile = rows === undefined || columns === undefined ? {} : { rows, columns };
      nodes.push({ node: task.node, ...tile, core, start, end, energy, byMemory });
      for (const held of used) held.used = Math.max(held.used, end);
      const own = weights.held.get(task.node);
      if (own !== undefined) {
        own.last = end;
        weights.held.delete(task.node);
        weights.held.set(task.node, own); // the last used is the last to go
      }
      if (scratch !== undefined) (memories[core] as CoreMemory).end(scratch, end);
      if (residency.O === "core") {
        const held: Held = {
          piece: task.writes,
          core,
          bits: outgoing,
          from: start,
          ready: end,
          used: end,
          until: Number.POSITIVE_INFINITY,
        };
        copies[task.writes * count + core] = held;
        (memories[core] as CoreMemory).add(held);
      } else outside[task.writes] = end;
      if ((pieces[task.writes] as Piece).result) writeOut(task.writes, "result");
      for (const piece of task.reads) {
        left[piece * count + core] = (left[piece * count + core] as number) - 1;
        release(piece);
      }
      if ((pieces[task.writes] as Piece).consumers.length === 0) release(task.writes);
    }
    const clock = device.clock?.value;
    const leak = clock === undefined ? 0 : (staticPower * latency) / clock;
    return {
      latency,
      energy: { mac, onChip, offChip: off, links: linkEnergy, static: leak },
      nodes,
      moves,
      get cores() {
        return memories.map((memory, core) => ({ core, busy: busy[core] as number, ...memory.occupancy(latency) }));
      },
      offChipBits,
      get links() {
        return graph.resources.map(({ name }, resource) => ({ name, busy: times.busy(resource) }));
      },
    };
  };
  return { schedule, units };
}

/** Weights that every core keeps on which products may run. */
function leastWeightRoom(
  { nodes }: Workload,
  allowed: readonly (readonly number[])[],
  stores: readonly { readonly weights: Store }[],
): number {
  const used = new Set(nodes.flatMap(({ weightBits }, node) => (weightBits > 0 ? (allowed[node] ?? []) : [])));
  return Math.min(...[...used].map((core) => stores[core]?.weights.bits ?? 0));
}

function storeOf(memory: AcceleratorMemory | undefined): Store {
  if (memory === undefined) return { bits: 0, readWidth: 1, writeWidth: 1, read: 0, write: 0 };
  const { sizeBits: bits, readEnergy: read, writeEnergy: write } = memory;
  return { bits, readWidth: portWidth(memory, "read"), writeWidth: portWidth(memory, "write"), read, write };
}
