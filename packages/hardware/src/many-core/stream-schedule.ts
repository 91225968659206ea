import { InputError } from "@joulebook/core";
import { linkGraph, LinkTimes } from "./links.js";
import { unlimitedWidth } from "./read-system.js";
import { allOnCore, type NodeCost, type NodeCosts, portWidth } from "./node-cost.js";
import {
  type Allocation,
  type CoreUse,
  type EnergySplit,
  type Move,
  occupancy,
  type Schedule,
  type ScheduledNode,
} from "./schedule.js";
import type { Workload } from "./workload.js";

/** Turns an allocation into a schedule. */
export type Scheduler = (allocation: Allocation) => Schedule;

/**
 * Schedules layer by layer as Stream does in the published runs: each core its own main memory, whole tensors moved over links
 * when another core needs them, weights and inputs fetched from the off-chip core over one shared link, nodes in the order of
 * the graph, cores side by side where it allows them.
 *
 * Source: docs/equations.md#many-cores-as-stream-counts
 *
 * @throws InputError `fits-no-memory` where a node fits no memory of a core that it may run on
 */
export function streamScheduler(work: Workload, costs: NodeCosts, allowed: readonly (readonly number[])[]): Scheduler {
  const { device } = costs;
  const graph = linkGraph(device);
  const count = device.cores.length;
  const offChip = device.cores.findIndex(({ role }) => role === "off-chip");
  const table = work.nodes.map((node, index) =>
    Array.from({ length: count }, (_, core) =>
      allowed[index]?.includes(core) === true ? streamCost(costs, node, core) : undefined,
    ),
  );
  const access = device.cores.map(({ memories, role }) => {
    const memory = memories.at(-1);
    return {
      readWidth: memory === undefined ? 1 : portWidth(memory, "read"),
      writeWidth: memory === undefined ? 1 : portWidth(memory, "write"),
      read: memory?.readEnergy ?? 0,
      write: memory?.writeEnergy ?? 0,
      // Pooling and SIMD cores have no main memory of their own.
      outside: role === "off-chip" || memory?.name === device.cores[offChip]?.memories.at(-1)?.name,
    };
  });
  const staticPower = device.cores.reduce((sum, core) => sum + (core.staticPower?.value ?? 0), 0);
  const moveEnergy = (from: number, to: number, bits: number, perBit: number): EnergySplit => {
    const [sender, receiver] = [access[from], access[to]] as [(typeof access)[number], (typeof access)[number]];
    const reading = Math.ceil(bits / sender.readWidth) * sender.read;
    const writing = Math.ceil(bits / receiver.writeWidth) * receiver.write;
    return {
      mac: 0,
      onChip: (sender.outside ? 0 : reading) + (receiver.outside ? 0 : writing),
      offChip: (sender.outside ? reading : 0) + (receiver.outside ? writing : 0),
      links: bits * perBit,
      static: 0,
    };
  };

  return (allocation) => {
    const times = new LinkTimes(graph.resources.length);
    const free = new Float64Array(count);
    const busy = new Float64Array(count);
    /** When each core has a tensor, by tensor and core. */
    const arrivals = new Float64Array(work.tensors.length * count).fill(Number.POSITIVE_INFINITY);
    for (const [tensor, { producer }] of work.tensors.entries()) {
      if (producer === undefined) arrivals[tensor * count + offChip] = 0;
    }
    /** The core that has had a tensor longest; of equal ones the first of the file, as over links that take no time. */
    const oldest = (tensor: number): number => {
      let found = tensor * count;
      for (let place = found + 1; place < (tensor + 1) * count; place++) {
        if ((arrivals[place] as number) < (arrivals[found] as number)) found = place;
      }
      return found - tensor * count;
    };
    const [nodes, moves]: [ScheduledNode[], Move[]] = [[], []];
    let [mac, onChip, off, linkEnergy, latency, offChipBits] = [0, 0, 0, 0, 0, 0];
    const move = (
      kind: Move["kind"],
      node: number | undefined,
      from: number,
      to: number,
      bits: number,
      ready: number,
    ): number => {
      const route = graph.route(from, to);
      if (route === undefined) throw noRoute(device.cores[from]?.id, device.cores[to]?.id);
      const duration = Math.ceil(bits / route.widthBits);
      const limited = route.widthBits < unlimitedWidth;
      const start = limited ? times.take(route.resources, ready, duration) : ready;
      const end = limited ? start + duration : ready;
      const energy = moveEnergy(from, to, bits, route.energyPerBit);
      onChip += energy.onChip;
      off += energy.offChip;
      linkEnergy += energy.links;
      latency = Math.max(latency, end);
      if (from === offChip || to === offChip) offChipBits += bits;
      moves.push({ kind, node, from, to, bits, start, end, energy });
      return end;
    };
    for (const [index, node] of work.nodes.entries()) {
      const core = allocation[index] as number;
      const cost = table[index]?.[core] as NodeCost;
      let start = free[core] as number;
      if (node.weightBits > 0) start = Math.max(start, move("weights", index, offChip, core, node.weightBits, 0));
      for (const input of node.inputs) {
        const { producer, bits } = work.tensors[input] as Workload["tensors"][number];
        const place = input * count + core;
        if (arrivals[place] === Number.POSITIVE_INFINITY) {
          const from = oldest(input);
          const ready = arrivals[input * count + from] as number;
          arrivals[place] =
            producer === undefined
              ? move("input", undefined, from, core, paddedInputBits(node, bits), ready)
              : move("activation", producer, from, core, bits, ready);
        }
        start = Math.max(start, arrivals[place] as number);
      }
      const end = start + cost.cycles;
      arrivals[node.output * count + core] = end;
      free[core] = end;
      busy[core] = (busy[core] as number) + cost.cycles;
      latency = Math.max(latency, end);
      mac += cost.macEnergy;
      onChip += cost.onChipEnergy;
      off += cost.offChipEnergy;
      const energy = {
        mac: cost.macEnergy,
        onChip: cost.onChipEnergy,
        offChip: cost.offChipEnergy,
        links: 0,
        static: 0,
      };
      nodes.push({ node: index, core, start, end, energy, byMemory: cost.byMemory });
    }
    for (const [index, { result, producer, bits }] of work.tensors.entries()) {
      if (!result || producer === undefined) continue;
      const from = oldest(index);
      move("result", producer, from, offChip, bits, arrivals[index * count + from] as number);
    }
    const clock = device.clock?.value;
    const energy = {
      mac,
      onChip,
      offChip: off,
      links: linkEnergy,
      static: clock === undefined ? 0 : (staticPower * latency) / clock,
    };
    return {
      latency,
      energy,
      nodes,
      moves,
      get cores() {
        return coreUses(work, nodes, moves, busy, latency);
      },
      offChipBits,
      links: graph.resources.map(({ name }, index) => ({ name, busy: times.busy(index) })),
    };
  };
}

/** An input of the network moves with its padding. */
function paddedInputBits({ parts, bits }: Workload["nodes"][number], unpadded: number): number {
  const [part] = parts;
  if (parts.length !== 1 || part === undefined || part.loops.output.length === 0) return unpadded;
  const { batch, groups, inChannels, output, kernel, stride, dilation } = part.loops;
  const extents = output.map(
    (extent, axis) => (extent - 1) * (stride[axis] ?? 1) + ((kernel[axis] ?? 1) - 1) * (dilation[axis] ?? 1) + 1,
  );
  return extents.reduce((product, extent) => product * extent, batch * groups * inChannels * bits.I);
}

function streamCost(costs: NodeCosts, node: Workload["nodes"][number], core: number): NodeCost {
  const cost = costs.of(node, core, allOnCore);
  if (cost !== undefined) return cost;
  throw new InputError([
    {
      code: "fits-no-memory",
      message: `layer ${node.name} fits no memory of ${costs.device.cores[core]?.id}`,
    },
  ]);
}

function noRoute(from: string | undefined, to: string | undefined): InputError {
  return new InputError([{ code: "unreachable-core", message: `no links lead from ${from} to ${to}` }]);
}

/** What each core holds: a tensor from when it starts to be written or has arrived until its last reader there is done. */
function coreUses(
  work: Workload,
  nodes: readonly ScheduledNode[],
  moves: readonly Move[],
  busy: Float64Array,
  latency: number,
): readonly CoreUse[] {
  return Array.from(busy, (cycles, core) => {
    const events: [number, number][] = [];
    for (const [index, { bits, producer, consumers, result }] of work.tensors.entries()) {
      const made = producer === undefined ? undefined : nodes[producer];
      const leaves = moves.filter((one) => one.node === producer && one.from === core && one.kind !== "weights");
      const readers = consumers.flatMap((one) => (nodes[one]?.core === core ? [nodes[one] as ScheduledNode] : []));
      const arrived = moves.find(
        (one) => one.to === core && one.node === producer && (one.kind === "activation" || one.kind === "input"),
      );
      const from = made?.core === core ? made.start : readers.length > 0 ? arrived?.start : undefined;
      if (from === undefined || (producer === undefined && index >= 0 && arrived === undefined)) continue;
      const until = Math.max(
        made?.core === core ? made.end : from,
        ...readers.map(({ end }) => end),
        ...(made?.core === core ? leaves.map(({ end }) => end) : []),
        ...(result && made?.core === core && consumers.length === 0 ? [Math.min(latency, made.end)] : []),
      );
      events.push([from, bits], [until, -bits]);
    }
    return { core, busy: cycles, ...occupancy(events) };
  });
}
