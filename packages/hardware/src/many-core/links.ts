import type { AcceleratorDevice } from "@joulebook/core";

/** A resource that one transfer at a time uses: one direction of a link, both of a bidirectional one, or a whole bus. */
export interface LinkResource {
  readonly name: string;
  readonly widthBits: number;
  /** J per bit. */
  readonly energyPerBit: number;
}

/** The way from one core to another: places in `LinkGraph.resources`. */
export interface Route {
  readonly resources: readonly number[];
  /** Bits per cycle of its slowest link. */
  readonly widthBits: number;
  /** J per bit, all links together. */
  readonly energyPerBit: number;
}

export interface LinkGraph {
  readonly resources: readonly LinkResource[];
  /** By sender and receiver; the fewest links, of equal ones the first in the order of the file. */
  readonly route: (from: number, to: number) => Route | undefined;
}

/** Links of a device as resources, and the shortest ways over them. */
export function linkGraph({ cores, links = [] }: Pick<AcceleratorDevice, "cores" | "links">): LinkGraph {
  const place = new Map(cores.map(({ id }, index) => [id, index]));
  const resources: LinkResource[] = [];
  const shared = new Map<string, number>();
  const edges: { readonly to: number; readonly resource: number }[][] = cores.map(() => []);
  for (const { from, to, widthBits, energyPerBit, bidirectional = false, bus } of links) {
    const [a, b] = [place.get(from), place.get(to)];
    if (a === undefined || b === undefined) continue;
    const key = bus === undefined ? undefined : `${bus} ${widthBits} ${energyPerBit}`;
    let resource = key === undefined ? undefined : shared.get(key);
    if (resource === undefined) {
      resource = resources.length;
      resources.push({ name: bus ?? `${from} to ${to}`, widthBits, energyPerBit });
      if (key !== undefined) shared.set(key, resource);
    }
    edges[a]?.push({ to: b, resource });
    if (bidirectional) edges[b]?.push({ to: a, resource });
  }
  const off = cores.findIndex(({ role }) => role === "off-chip");
  const known = new Map<number, Route | null>();
  return {
    resources,
    route: (from, to) => {
      const key = from * cores.length + to;
      let found = known.get(key);
      if (found === undefined) {
        found = shortest(edges, resources, from, to, off) ?? null;
        known.set(key, found);
      }
      return found ?? undefined;
    },
  };
}

/** Breadth first; main memory forwards nothing. */
function shortest(
  edges: readonly (readonly { readonly to: number; readonly resource: number }[])[],
  resources: readonly LinkResource[],
  from: number,
  to: number,
  offChip: number,
): Route | undefined {
  const before = new Map<number, { readonly core: number; readonly resource: number }>();
  const open = [from];
  for (let head = 0; head < open.length && !before.has(to); head++) {
    const core = open[head] as number;
    if (core === offChip && core !== from) continue;
    for (const edge of edges[core] ?? []) {
      if (edge.to === from || before.has(edge.to)) continue;
      before.set(edge.to, { core, resource: edge.resource });
      open.push(edge.to);
    }
  }
  if (!before.has(to)) return undefined;
  const path: number[] = [];
  for (let at = to; at !== from; ) {
    const step = before.get(at) as { readonly core: number; readonly resource: number };
    path.unshift(step.resource);
    at = step.core;
  }
  const used = path.map((resource) => resources[resource] as LinkResource);
  return {
    resources: path,
    widthBits: used.reduce((least, { widthBits }) => Math.min(least, widthBits), Number.POSITIVE_INFINITY),
    energyPerBit: used.reduce((sum, one) => sum + one.energyPerBit, 0),
  };
}

/** Sorted, apart from each other. */
interface Windows {
  readonly starts: number[];
  readonly ends: number[];
}

/** When links are busy; windows are taken first come, first served, in gaps as well. */
export class LinkTimes {
  readonly #busy: Windows[];
  constructor(count: number) {
    this.#busy = Array.from({ length: count }, () => ({ starts: [], ends: [] }));
  }

  /** Takes the earliest window of `duration` cycles, not before `from`, in which all these links are idle; returns its start. */
  take(resources: readonly number[], from: number, duration: number): number {
    if (duration <= 0) return from;
    let start = from;
    for (let moved = true; moved; ) {
      moved = false;
      for (const resource of resources) {
        const next = this.#after(resource, start, duration);
        if (next > start) {
          start = next;
          moved = true;
        }
      }
    }
    for (const resource of resources) this.#add(resource, start, start + duration);
    return start;
  }

  /** Cycles in which a link is busy. */
  busy(resource: number): number {
    const { starts, ends } = this.#busy[resource] as Windows;
    return ends.reduce((sum, end, index) => sum + end - (starts[index] as number), 0);
  }

  #after(resource: number, from: number, duration: number): number {
    const { starts, ends } = this.#busy[resource] as Windows;
    let start = from;
    for (let index = firstAbove(ends, start); index < starts.length; index++) {
      if ((starts[index] as number) >= start + duration) break;
      start = Math.max(start, ends[index] as number);
    }
    return start;
  }

  /** Adds a window; windows that touch become one, so lists stay short. */
  #add(resource: number, start: number, end: number): void {
    const { starts, ends } = this.#busy[resource] as Windows;
    const at = firstAbove(ends, start);
    const joinsBefore = at > 0 && ends[at - 1] === start;
    const joinsAfter = at < starts.length && starts[at] === end;
    if (joinsBefore && joinsAfter) {
      ends[at - 1] = ends[at] as number;
      starts.splice(at, 1);
      ends.splice(at, 1);
    } else if (joinsBefore) ends[at - 1] = end;
    else if (joinsAfter) starts[at] = start;
    else {
      starts.splice(at, 0, start);
      ends.splice(at, 0, end);
    }
  }
}

/** Place of the first value above `limit` in a sorted list. */
function firstAbove(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
