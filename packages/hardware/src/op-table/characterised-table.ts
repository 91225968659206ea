import type { LayerKind, OpTableEntry, Seconds, Sourced, Watts } from "@joulebook/core";

/** A layer that was timed. */
export interface CharacterisedLayer {
  readonly kind: LayerKind;
  /** What `count` counts. */
  readonly counts: "macs" | "ops";
  readonly count: number;
  /** Output elements. */
  readonly outputs: number;
  readonly latency: Seconds;
  /** Step of the clock: the time is known to half of it either way. */
  readonly resolution: Seconds;
  readonly power?: Watts;
}

/**
 * Timed layers as a throughput table: one entry per kind, one point per number of MACs per output.
 *
 * Layers at the same point are pooled (counts over times); the point's range holds what each layer's time, give or take
 * half a step of its clock, allows.
 * Source: docs/equations.md#operation-table
 *
 * @example characterisedTable([{ kind: "dense", counts: "macs", count: 10240, outputs: 10, latency: 1e-4, resolution: 1e-4, source: "s" }])[0]?.points[0]?.interval?.high // => 204800000
 */
export function characterisedTable(layers: readonly (CharacterisedLayer & Sourced)[]): readonly OpTableEntry[] {
  return grouped(layers, ({ kind }) => kind).map((ofKind) => ({
    kinds: [(ofKind[0] as CharacterisedLayer).kind],
    counts: (ofKind[0] as CharacterisedLayer).counts,
    points: grouped(ofKind, ({ count, outputs }) => count / outputs)
      .map(pooledPoint)
      .toSorted((a, b) => a.macsPerOutput - b.macsPerOutput),
  }));
}

function pooledPoint(layers: readonly (CharacterisedLayer & Sourced)[]): OpTableEntry["points"][number] {
  const [first] = layers as readonly [CharacterisedLayer & Sourced];
  const counts = layers.reduce((sum, { count }) => sum + count, 0);
  const time = layers.reduce((sum, { latency }) => sum + latency, 0);
  const shortest = ({ latency, resolution }: CharacterisedLayer): Seconds =>
    // A time printed as 0 steps would allow any throughput; a quarter of a step is the least we tell apart.
    Math.max(latency - resolution / 2, resolution / 4);
  return {
    macsPerOutput: first.count / first.outputs,
    throughput: counts / time,
    interval: {
      low: Math.min(...layers.map((layer) => layer.count / (layer.latency + layer.resolution / 2))),
      high: Math.max(...layers.map((layer) => layer.count / shortest(layer))),
      level: 1,
      method: "table",
    },
    source: first.source,
    ...(layers.some(({ unverified }) => unverified === true) ? { unverified: true } : {}),
    ...(layers.some(({ assumed }) => assumed === true) ? { assumed: true } : {}),
  };
}

function grouped<Item, Key>(items: readonly Item[], key: (item: Item) => Key): readonly (readonly Item[])[] {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
