/** Energy of a schedule by where it goes, in joules. */
export interface EnergySplit {
  readonly mac: number;
  /** Memories on the chip. */
  readonly onChip: number;
  /** Main memory, shared or a core's own. */
  readonly offChip: number;
  readonly links: number;
  /** Leakage over the whole time. */
  readonly static: number;
}

/** A node, or a tile of one, as it ran. Times in cycles. */
export interface ScheduledNode {
  readonly node: number;
  /** Rows and columns of the result, where the node was split. */
  readonly rows?: readonly [number, number];
  readonly columns?: readonly [number, number];
  readonly core: number;
  readonly start: number;
  readonly end: number;
  readonly energy: EnergySplit;
  /** Energy at each memory, J. */
  readonly byMemory: Readonly<Record<string, number>>;
}

/** What moved over links, from core to core or from and to main memory. */
export interface Move {
  readonly kind: "weights" | "input" | "activation" | "result" | "eviction" | "refetch";
  /** The node that it belongs to: who uses the weights, who made the activation; undefined for the network's input. */
  readonly node: number | undefined;
  readonly from: number;
  readonly to: number;
  readonly bits: number;
  readonly start: number;
  readonly end: number;
  readonly energy: EnergySplit;
}

/** What a core did. */
export interface CoreUse {
  readonly core: number;
  /** Cycles in which it computes. */
  readonly busy: number;
  /** Most bits of tensors in its memory at once. */
  readonly peakBits: number;
  /** Bits of tensors in its memory from each time on. */
  readonly memory: readonly (readonly [time: number, bits: number])[];
}

/** A network on cores, in time. */
export interface Schedule {
  /** Cycles until the last node and transfer have ended. */
  readonly latency: number;
  readonly energy: EnergySplit;
  readonly nodes: readonly ScheduledNode[];
  readonly moves: readonly Move[];
  readonly cores: readonly CoreUse[];
  /** Bits that crossed the edge of the shared main memory. */
  readonly offChipBits: number;
  /** Cycles in which each link was busy, by name. */
  readonly links: readonly { readonly name: string; readonly busy: number }[];
}

/** A core per node. */
export type Allocation = readonly number[];

/** Sum of the parts. */
export function totalEnergy({ mac, onChip, offChip, links, static: leak }: EnergySplit): number {
  return mac + onChip + offChip + links + leak;
}

/** Bits over time from what comes and goes; equal times are joined, what goes first. */
export function occupancy(events: readonly (readonly [time: number, bits: number])[]): {
  readonly peakBits: number;
  readonly memory: readonly (readonly [number, number])[];
} {
  const sorted = events.toSorted(([a, x], [b, y]) => a - b || x - y);
  const memory: [number, number][] = [];
  let [bits, peakBits] = [0, 0];
  for (const [time, change] of sorted) {
    bits += change;
    const last = memory.at(-1);
    if (last !== undefined && last[0] === time) last[1] = bits;
    else memory.push([time, bits]);
  }
  for (const [, value] of memory) peakBits = Math.max(peakBits, value);
  return { peakBits, memory };
}
