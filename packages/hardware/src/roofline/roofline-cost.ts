import type { Bytes, Joules, Layer, Network, RooflineDevice, Seconds, SourcedNumber } from "@joulebook/core";
import type { EstimateNotice, LayerCost, MemoryTraffic, NetworkCost } from "../estimate/estimate.js";
import { layerTraffic, macDensity, operandBits, type Traffic, type TrafficPlan, trafficPlan } from "./layer-traffic.js";
import type { RooflineOptions } from "./roofline-options.js";

/** Where a layer's time goes: the units, or the memory that is slowest. */
export interface RooflineLayer extends LayerCost {
  readonly bound: string;
}

export interface RooflineCost extends NetworkCost {
  readonly layers: readonly RooflineLayer[];
  readonly macEnergy: Joules;
  readonly staticEnergy: Joules;
  readonly traffic: readonly MemoryTraffic[];
  /** The same without any option; present when one was used. */
  readonly before?: RooflineCost;
}

/**
 * Latency and energy from a roofline: tᵢ = max(MACsᵢ / (U·peak), bytesᵢ / bandwidth over the memories),
 * E = MACs·e_MAC + Σ bytes·e_memory + P_static·t, layer by layer.
 * Source: docs/equations.md#roofline
 *
 * @throws RangeError if a sparsity is outside [0, 1]
 */
export function rooflineCost(network: Network, device: RooflineDevice, options: RooflineOptions = {}): RooflineCost {
  checkSparsity(options);
  const plan = trafficPlan(network, device, options);
  const parts = network.layers.map((layer) => costLayer(layer, network, device, plan));
  const sum = (value: (part: LayerParts) => number): number => parts.reduce((all, part) => all + value(part), 0);
  const latency = sum((part) => part.latency);
  const macEnergy = sum((part) => part.macEnergy);
  const staticEnergy = latency * (device.staticPower?.value ?? 0);
  const traffic = device.memories.map(({ name, readEnergy, writeEnergy }, level) => {
    const read = sum((part) => part.traffic[level]?.read ?? 0);
    const written = sum((part) => part.traffic[level]?.written ?? 0);
    return { memory: name, read, written, energy: read * readEnergy.value + written * writeEnergy.value };
  });
  const used = options.fold === true || options.fuse === true || options.sparsity !== undefined;
  return {
    energy: macEnergy + staticEnergy + traffic.reduce((all, { energy }) => all + energy, 0),
    latency,
    layers: parts.map(({ cost }) => cost),
    macEnergy,
    staticEnergy,
    traffic,
    notices: notices(network, device),
    ...(used ? { before: rooflineCost(network, device) } : {}),
  };
}

interface LayerParts {
  readonly cost: RooflineLayer;
  readonly latency: Seconds;
  readonly macEnergy: Joules;
  readonly traffic: readonly Traffic[];
}

function costLayer(layer: Layer, network: Network, device: RooflineDevice, plan: TrafficPlan): LayerParts {
  const base = { name: layer.name, kind: layer.kind, macs: layer.macs };
  const moves = layer.kind === "view" ? [] : layerTraffic(layer, network, device, plan);
  const bits = operandBits(layer, network);
  const share = device.utilisation?.find(({ kinds }) => kinds.includes(layer.kind))?.value ?? 1;
  const times: { readonly bound: string; readonly time: Seconds }[] = [
    { bound: "units", time: layer.macs === 0 ? 0 : layer.macs / (share * atWidth(device.peak, bits).value) },
    ...device.memories.map(({ name, bandwidth }, level) => ({
      bound: name,
      time: bandwidth === undefined ? 0 : bytes(moves[level]) / bandwidth.value,
    })),
  ];
  const slowest = times.reduce((worst, one) => (one.time > worst.time ? one : worst));
  const macEnergy = layer.macs === 0 ? 0 : layer.macs * macDensity(layer, plan) * atWidth(device.macEnergy, bits).value;
  const memoryEnergy = device.memories.reduce((sum, { readEnergy, writeEnergy }, level) => {
    const { read = 0, written = 0 } = moves[level] ?? {};
    return sum + read * readEnergy.value + written * writeEnergy.value;
  }, 0);
  const staticEnergy = slowest.time * (device.staticPower?.value ?? 0);
  const cost = {
    ...base,
    energy: macEnergy + memoryEnergy + staticEnergy,
    latency: slowest.time,
    bound: slowest.bound,
  };
  return { cost, latency: slowest.time, macEnergy, traffic: moves };
}

function bytes(traffic: Traffic | undefined): Bytes {
  return traffic === undefined ? 0 : traffic.read + traffic.written;
}

/** The narrowest of a device's widths that holds the operands; the widest where none does. */
function atWidth<Width extends SourcedNumber & { readonly bits: number }>(
  widths: readonly Width[],
  bits: number,
): Width {
  const sorted = widths.toSorted((a, b) => a.bits - b.bits);
  return (sorted.find((width) => width.bits >= bits) ?? sorted.at(-1)) as Width;
}

function notices(network: Network, device: RooflineDevice): readonly EstimateNotice[] {
  const widest = Math.max(...device.macEnergy.map(({ bits }) => bits));
  const tooWide = network.layers.filter((layer) => layer.macs > 0 && operandBits(layer, network) > widest).length;
  const numbers: readonly SourcedNumber[] = [
    ...device.peak,
    ...device.macEnergy,
    ...(device.utilisation ?? []),
    ...device.memories.flatMap(({ bandwidth, readEnergy, writeEnergy }) => [
      readEnergy,
      writeEnergy,
      ...some(bandwidth),
    ]),
    ...some(device.staticPower),
  ];
  const unverified = numbers.filter((number) => number.unverified === true).length;
  const assumed = numbers.filter((number) => number.assumed === true).length;
  const found: EstimateNotice[] = [
    { code: "no-interval", message: "a roofline is a bound, not a fit: it has no interval" },
  ];
  if (tooWide > 0)
    found.push({
      code: "bits",
      message: `${tooWide} layers have operands wider than the device's ${widest} bits; its widest MAC is used`,
    });
  if (unverified > 0)
    found.push({
      code: "unverified",
      message: `${unverified} numbers of the device are from literature and were not checked against the printed source`,
    });
  if (assumed > 0)
    found.push({ code: "assumed", message: `${assumed} numbers of the device are assumed; nobody measured them` });
  return found;
}

function some<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}

function checkSparsity({ sparsity = {} }: RooflineOptions): void {
  for (const [of, share] of Object.entries(sparsity)) {
    if (!(share >= 0 && share <= 1))
      throw new RangeError(`rooflineCost: sparsity of ${of} must be in [0, 1], got ${share}`);
  }
}
