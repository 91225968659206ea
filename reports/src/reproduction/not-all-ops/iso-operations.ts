import { type Device, type Network, quantile, random, type Random } from "@joulebook/core";
import { networkCost } from "@joulebook/hardware";
import { dsCnn, type DsCnnLayer } from "@joulebook/network";

/** A depthwise separable network of the search space, counted and costed. */
export interface SampledNetwork {
  readonly name: string;
  readonly macs: number;
  readonly params: number;
  readonly energy: number;
  /** MACs by kind of operation. */
  readonly convolution: number;
  readonly depthwise: number;
  readonly pointwise: number;
  readonly dense: number;
}

/** Networks whose operations lie within 5 % of each other. */
export interface IsoSet {
  readonly members: readonly SampledNetwork[];
  /** 1 - least energy / largest. */
  readonly spread: number;
}

const seed = 18;
const samples = 4000;

/**
 * A random sample of DS-CNNs for keyword spotting: 3 to 10 layers of equal width, 40 to 300 filters, strides of the first two layers
 * of 1 or 2 on either axis. Accuracies are unknown: nobody trained them.
 */
export function sampleNetworks(device: Device): readonly SampledNetwork[] {
  const draw = random(seed, "ds-cnn");
  return Array.from({ length: samples }, (_, index) =>
    costed(dsCnn({ name: `net-${index}`, layers: layersOf(draw) }), device),
  );
}

function layersOf(draw: Random): readonly DsCnnLayer[] {
  const depth = 3 + draw.integer(8);
  const filters = 40 + 4 * draw.integer(66);
  const stride = (): [number, number] => [1 + draw.integer(2), 1 + draw.integer(2)];
  return Array.from({ length: depth }, (_, layer) => ({
    filters,
    kernel: (layer === 0 ? [10, 4] : [3, 3]) as [number, number],
    stride: layer < 2 ? stride() : ([1, 1] as [number, number]),
  }));
}

function costed(network: Network, device: Device): SampledNetwork {
  const { energy } = networkCost(network, device);
  const macs = (kind: string): number =>
    network.layers.reduce((sum, layer) => (layer.kind === kind ? sum + layer.macs : sum), 0);
  return {
    name: network.name,
    macs: network.layers.reduce((sum, layer) => sum + layer.macs, 0),
    params: network.layers.reduce((sum, layer) => sum + layer.params, 0),
    energy,
    convolution: macs("convolution"),
    depthwise: macs("depthwise-convolution"),
    pointwise: macs("pointwise-convolution"),
    dense: macs("dense"),
  };
}

/** Largest ratio of operations within a set. */
const closeness = 1.05;

/**
 * Sets of five networks with the same operations: around each network of the sample the window of up to 5 % more operations, and
 * in it five at random; beside them the five with the largest spread that any window holds.
 */
export function isoSets(networks: readonly SampledNetwork[]): {
  readonly random: readonly IsoSet[];
  readonly extreme: IsoSet;
} {
  const draw = random(seed, "iso-sets");
  const sorted = networks.toSorted((a, b) => a.macs - b.macs || a.energy - b.energy);
  const sets: IsoSet[] = [];
  let extreme: IsoSet | undefined;
  for (let start = 0, end = 0; start < sorted.length; start++) {
    const first = sorted[start] as SampledNetwork;
    while (end < sorted.length && (sorted[end] as SampledNetwork).macs <= first.macs * closeness) end++;
    const window = sorted.slice(start, end);
    if (window.length < 5) continue;
    sets.push(setOf(draw.shuffle(window).slice(0, 5)));
    const byEnergy = window.toSorted((a, b) => a.energy - b.energy);
    // The ends of the window and three between them, evenly.
    const widest = setOf(
      [0, 0.25, 0.5, 0.75, 1].map((share) => byEnergy[Math.round(share * (byEnergy.length - 1))] as SampledNetwork),
    );
    if (extreme === undefined || widest.spread > extreme.spread) extreme = widest;
  }
  if (extreme === undefined) throw new RangeError("isoSets: no five networks have the same operations");
  return { random: sets, extreme };
}

function setOf(members: readonly SampledNetwork[]): IsoSet {
  const energies = members.map(({ energy }) => energy);
  return {
    members: members.toSorted((a, b) => a.energy - b.energy),
    spread: 1 - Math.min(...energies) / Math.max(...energies),
  };
}

/** The set whose spread is nearest to a quantile of the random ones. */
export function setAt(sets: readonly IsoSet[], share: number): IsoSet {
  const wanted = quantile(
    sets.map(({ spread }) => spread),
    share,
  );
  return sets.reduce((best, set) => (Math.abs(set.spread - wanted) < Math.abs(best.spread - wanted) ? set : best));
}
