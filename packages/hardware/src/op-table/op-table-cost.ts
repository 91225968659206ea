import type { Interval, Layer, LayerKind, Network, OpTableDevice, OpTableEntry, SourcedNumber } from "@joulebook/core";
import type { EstimateNotice, LayerCost, NetworkCost } from "../estimate/estimate.js";
import { sumIntervals } from "../estimate/sum-intervals.js";
import { uncostedNotices } from "../estimate/uncosted-layers.js";
import { macsPerProduct, outputElements } from "./macs-per-product.js";
import { type Throughput, tabulatedThroughput } from "./throughput-curve.js";

/**
 * Latency and energy by operation type: t = Σ counts / throughput(kind, MACs per output), E = P̄·t.
 *
 * Layers of kinds that the table lacks have no cost, and a notice says which. The ranges come from the table's own
 * uncertainty; power and throughput are taken as wrong together.
 * Source: docs/equations.md#operation-table (Lai, Suda, Chandra 2018)
 */
export function opTableCost(network: Network, device: OpTableDevice): NetworkCost {
  const costed = network.layers.map((layer) => costLayer(layer, network, device));
  const layers = costed.map(({ cost }) => cost);
  let latency = 0;
  let energy = 0;
  for (const cost of layers) {
    latency += cost.latency ?? 0;
    energy += cost.energy ?? 0;
  }
  const latencyInterval = sumIntervals(
    layers.map((layer) => ({ value: layer.latency ?? 0, interval: layer.latencyInterval })),
  );
  const energyInterval = sumIntervals(
    layers.map((layer) => ({ value: layer.energy ?? 0, interval: layer.energyInterval })),
  );
  return {
    energy,
    latency,
    ...(energyInterval === undefined ? {} : { energyInterval }),
    ...(latencyInterval === undefined ? {} : { latencyInterval }),
    layers,
    notices: [...uncostedNotices(layers), ...trustNotices(costed, device)],
  };
}

interface CostedLayer {
  readonly cost: LayerCost;
  readonly throughput?: Throughput;
}

function costLayer(layer: Layer, network: Network, device: OpTableDevice): CostedLayer {
  const { name, kind, macs } = layer;
  if (kind === "view") return { cost: { name, kind, macs, energy: 0, latency: 0 } };
  const entry = entryOf(device, kind);
  if (entry === undefined) return { cost: { name, kind, macs } };
  const count = counted(entry, layer, network);
  if (count === 0) return { cost: { name, kind, macs, energy: 0, latency: 0 } };
  const throughput = tabulatedThroughput(entry.points, macsPerProduct(layer, network));
  const power = entry.power ?? device.power;
  const latency = count / throughput.value;
  const cost: Mutable<LayerCost> = { name, kind, macs, energy: latency * power.value, latency };
  const latencyInterval = throughput.interval && inverse(throughput.interval, count);
  const energyInterval = productInterval(latency, latencyInterval, power);
  if (energyInterval !== undefined) cost.energyInterval = energyInterval;
  if (latencyInterval !== undefined) cost.latencyInterval = latencyInterval;
  if (throughput.extrapolated) cost.extrapolated = true;
  return { throughput, cost };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Entries of a table by kind: searches cost thousands of networks a second on one table. */
const tables = new WeakMap<OpTableDevice["table"], ReadonlyMap<LayerKind, OpTableEntry>>();

function entryOf({ table }: OpTableDevice, kind: LayerKind): OpTableEntry | undefined {
  let entries = tables.get(table);
  if (entries === undefined) {
    // The first entry of a kind counts.
    entries = new Map(table.toReversed().flatMap((entry) => entry.kinds.map((of) => [of, entry] as const)));
    tables.set(table, entries);
  }
  return entries.get(kind);
}

function counted({ counts }: OpTableEntry, layer: Layer, network: Network): number {
  if (counts === "outputs") return outputElements(layer, network);
  return counts === "macs" ? layer.macs : layer.ops;
}

/** The more per second, the less time. */
function inverse({ low, high, level, method }: Interval, count: number): Interval {
  return { low: count / high, high: count / low, level, method };
}

function productInterval(
  latency: number,
  time: Interval | undefined,
  { value, interval }: SourcedNumber,
): Interval | undefined {
  if (time === undefined && interval === undefined) return undefined;
  return {
    low: (time?.low ?? latency) * (interval?.low ?? value),
    high: (time?.high ?? latency) * (interval?.high ?? value),
    level: Math.min(time?.level ?? 1, interval?.level ?? 1),
    method: interval?.method ?? time?.method ?? "table",
  };
}

function trustNotices(costed: readonly CostedLayer[], device: OpTableDevice): readonly EstimateNotice[] {
  const kindsWhere = (trait: "extrapolated" | "unverified" | "assumed"): string => {
    const kinds = new Set<string>();
    for (const { throughput, cost } of costed) if (throughput?.[trait] === true) kinds.add(cost.kind);
    return [...kinds].join(", ");
  };
  const extrapolated = kindsWhere("extrapolated");
  const unverified = kindsWhere("unverified");
  const assumed = kindsWhere("assumed");
  const say = (code: EstimateNotice["code"], kinds: string, what: string): readonly EstimateNotice[] =>
    kinds === "" ? [] : [{ code, message: `${kinds}: ${what}` }];
  return [
    ...say(
      "extrapolated",
      extrapolated,
      "outside the MACs per output that were characterised; the nearest point is used",
    ),
    ...say("unverified", unverified, "throughput from literature that was not checked against the printed source"),
    ...say("assumed", assumed, "throughput that nobody measured"),
    ...(device.power.assumed === true
      ? [
          {
            code: "assumed" as const,
            message: "the power of the device is assumed: energies compare networks, not devices",
          },
        ]
      : []),
  ];
}
