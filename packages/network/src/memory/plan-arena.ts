import { type Bytes, random } from "@joulebook/core";
import type { BufferLifetime } from "./buffer-lifetime.js";
import { PlacedBuffers } from "./placed-buffers.js";

export type ArenaStrategy = "greedy" | "linear" | "best";

export interface ArenaOptions {
  /** "greedy": TensorFlow Lite Micro's rule (default); "linear": no reuse; "best": searched until it meets the bound. */
  readonly strategy?: ArenaStrategy;
  /** Every offset and size is rounded up to a multiple of this; default 16. */
  readonly alignment?: Bytes;
  /** Seed of the search of "best". */
  readonly seed?: number;
}

export interface ArenaPlan {
  /** Offset of each buffer, in the order given. */
  readonly offsets: readonly Bytes[];
  /** End of the highest buffer: the arena's size. */
  readonly peak: Bytes;
  /** Largest sum of sizes alive at one step: no plan is smaller. */
  readonly lowerBound: Bytes;
}

/** Orders tried by the hill climbing of "best". */
const climbingSteps = 2000;
/** Pairs of buffers that the climbing looks at, at most: large graphs get fewer orders, not minutes. */
const climbingPairs = 2e7;

/**
 * Offsets for buffers in one arena, so that no two that live at the same step overlap.
 *
 * "greedy" is TensorFlow Lite Micro's planner: largest first, equal ones in order of declaration, each at the lowest
 * offset where it fits between the placed buffers whose lifetimes meet its own. "best" starts from that and from other
 * orders, and climbs by moving buffers within the order, until the plan meets the lower bound or the steps are used up.
 * Source: docs/equations.md#arena-plan
 *
 * @throws RangeError if a size, a use or the alignment is not a whole number in range
 * @example planArena([{ size: 10, firstUse: 0, lastUse: 1 }, { size: 20, firstUse: 1, lastUse: 2 }], { alignment: 1 })
 * // => { offsets: [20, 0], peak: 30, lowerBound: 30 }
 */
export function planArena(buffers: readonly BufferLifetime[], options: ArenaOptions = {}): ArenaPlan {
  const { strategy = "greedy", alignment = 16, seed = 1 } = options;
  checkBuffers(buffers, alignment);
  const aligned = buffers.map((buffer) => ({ ...buffer, size: Math.ceil(buffer.size / alignment) * alignment }));
  const lowerBound = liveBound(aligned);
  const offsets = strategies[strategy](aligned, lowerBound, seed);
  return { offsets, peak: arenaSize(aligned, offsets), lowerBound };
}

const strategies: Record<
  ArenaStrategy,
  (buffers: readonly BufferLifetime[], lowerBound: Bytes, seed: number) => readonly Bytes[]
> = {
  linear(buffers) {
    let end = 0;
    return buffers.map(({ size }) => {
      const offset = end;
      end += size;
      return offset;
    });
  },
  greedy: (buffers) => placed(buffers, bySize(buffers)),
  best: bestOffsets,
};

/** Places buffers one by one in `order`, each at the lowest offset that is free during its whole life. */
function placed(buffers: readonly BufferLifetime[], order: readonly number[]): readonly Bytes[] {
  const offsets = buffers.map(() => 0);
  const all = new PlacedBuffers(buffers.length);
  // Whoever lives within one span of steps meets those of that span alone: most, in long networks.
  const steps = buffers.reduce((most, { lastUse }) => Math.max(most, lastUse + 1), 1);
  const span = Math.max(1, Math.ceil(steps / Math.sqrt(buffers.length)));
  const spans = Array.from({ length: Math.ceil(steps / span) }, () => new PlacedBuffers(8));
  for (const index of order) {
    const buffer = buffers[index] as BufferLifetime;
    const from = Math.floor(Math.max(0, buffer.firstUse) / span);
    const to = Math.floor(Math.max(0, buffer.lastUse) / span);
    const met = from === to ? (spans[from] as PlacedBuffers) : all;
    const offset = met.lowestFree(buffer);
    offsets[index] = offset;
    all.insert(buffer, offset);
    for (let at = from; at <= to; at++) spans[at]?.insert(buffer, offset);
  }
  return offsets;
}

function bySize(buffers: readonly BufferLifetime[]): number[] {
  const indices = buffers.map((_, index) => index);
  return indices.toSorted((a, b) => (buffers[b] as BufferLifetime).size - (buffers[a] as BufferLifetime).size);
}

function bestOffsets(buffers: readonly BufferLifetime[], lowerBound: Bytes, seed: number): readonly Bytes[] {
  const keys: readonly ((buffer: BufferLifetime) => number)[] = [
    ({ size, firstUse, lastUse }) => -size * (lastUse - firstUse + 1),
    ({ firstUse, lastUse }) => firstUse - lastUse,
    ({ firstUse }) => firstUse,
    ({ lastUse }) => -lastUse,
  ];
  let best = solution(buffers, bySize(buffers));
  for (const key of keys) {
    if (best.size <= lowerBound) return best.offsets;
    const order = bySize(buffers).toSorted((a, b) => at(key, buffers, a) - at(key, buffers, b));
    const next = solution(buffers, order);
    if (next.size < best.size) best = next;
  }
  let current = best;
  const stream = random(seed, "arena");
  const steps = Math.min(climbingSteps, Math.floor(climbingPairs / buffers.length ** 2));
  for (let step = 0; step < steps && best.size > lowerBound && buffers.length > 2; step++) {
    const order = [...current.order];
    const [moved] = order.splice(stream.integer(order.length), 1);
    order.splice(stream.integer(order.length + 1), 0, moved as number);
    const next = solution(buffers, order);
    // Equal plans are taken too: they lead away from plateaus.
    if (next.size <= current.size) current = next;
    if (next.size < best.size) best = next;
  }
  return best.offsets;
}

function at(key: (buffer: BufferLifetime) => number, buffers: readonly BufferLifetime[], index: number): number {
  return key(buffers[index] as BufferLifetime);
}

function solution(
  buffers: readonly BufferLifetime[],
  order: readonly number[],
): { order: readonly number[]; offsets: readonly Bytes[]; size: Bytes } {
  const offsets = placed(buffers, order);
  return { order, offsets, size: arenaSize(buffers, offsets) };
}

function arenaSize(buffers: readonly BufferLifetime[], offsets: readonly Bytes[]): Bytes {
  return buffers.reduce((end, { size }, index) => Math.max(end, (offsets[index] as number) + size), 0);
}

/** Largest sum of sizes alive at one step: it is reached at some buffer's first use. */
function liveBound(buffers: readonly BufferLifetime[]): Bytes {
  const changes = buffers.flatMap(({ size, firstUse, lastUse }) => [
    { step: firstUse, change: size },
    { step: lastUse + 1, change: -size },
  ]);
  changes.sort((a, b) => a.step - b.step || a.change - b.change);
  let live = 0;
  let bound = 0;
  for (const { change } of changes) {
    live += change;
    bound = Math.max(bound, live);
  }
  return bound;
}

function checkBuffers(buffers: readonly BufferLifetime[], alignment: number): void {
  if (!Number.isSafeInteger(alignment) || alignment < 1) {
    throw new RangeError(`planArena: alignment must be a whole number from 1, got ${alignment}`);
  }
  for (const [index, { size, firstUse, lastUse }] of buffers.entries()) {
    const place = `planArena: buffer ${index}`;
    if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${place}: size must be whole, got ${size}`);
    if (!Number.isSafeInteger(firstUse) || !Number.isSafeInteger(lastUse) || lastUse < firstUse) {
      throw new RangeError(`${place}: uses must be whole with firstUse <= lastUse, got ${firstUse} to ${lastUse}`);
    }
  }
}
