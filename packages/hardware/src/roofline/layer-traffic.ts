import type { Bytes, Layer, Network, RooflineDevice } from "@joulebook/core";
import { tensorBytes } from "@joulebook/network";
import type { RooflineOptions } from "./roofline-options.js";

/** Bytes that a layer moves at one memory. */
export interface Traffic {
  readonly read: Bytes;
  readonly written: Bytes;
}

/** What the whole network says about a tensor or a layer, worked out once. */
export interface TrafficPlan {
  /** Tensors that are never stored: they pass from a layer to what is folded into it. */
  readonly folded: ReadonlySet<number>;
  /** Tensors that never reach main memory. */
  readonly fused: ReadonlySet<number>;
  readonly density: (tensor: number) => number;
}

/**
 * Which intermediates an implementation with these options neither writes nor reads.
 * Source: docs/equations.md#roofline-options
 */
export function trafficPlan(network: Network, device: RooflineDevice, options: RooflineOptions): TrafficPlan {
  const readers = new Map<number, number[]>();
  for (const [index, { inputs }] of network.layers.entries()) {
    for (const tensor of new Set(inputs)) readers.set(tensor, [...(readers.get(tensor) ?? []), index]);
  }
  const onlyReader = (tensor: number): number | undefined => {
    const found = readers.get(tensor) ?? [];
    return found.length === 1 && !network.outputs.includes(tensor) ? found[0] : undefined;
  };
  const folded = new Set<number>();
  const fused = new Set<number>();
  const nearMemory = device.memories.at(-2)?.size?.value;
  for (const [index, { outputs }] of network.layers.entries()) {
    for (const tensor of outputs) {
      const reader = onlyReader(tensor);
      if (reader === undefined) continue;
      const kind = (network.layers[reader] as Layer).kind;
      if (options.fold === true && (kind === "normalisation" || kind === "activation")) folded.add(tensor);
      const fits = nearMemory !== undefined && bytesOf(network, tensor) <= nearMemory;
      if (options.fuse === true && reader === index + 1 && fits) fused.add(tensor);
    }
  }
  return { folded, fused, density: (tensor) => 1 - sparsityOf(network, tensor, options) };
}

/**
 * Bytes at each memory of a device, from the innermost out, while one layer runs.
 *
 * The innermost of several memories feeds the units: two operands and a partial sum per MAC, and the sum back. Every
 * other memory sees each tensor of the layer once: the least that a layer-by-layer run must move.
 * Source: docs/equations.md#roofline
 */
export function layerTraffic(
  layer: Layer,
  network: Network,
  device: RooflineDevice,
  plan: TrafficPlan,
): readonly Traffic[] {
  const last = device.memories.length - 1;
  return device.memories.map((_, level) => {
    if (level === 0 && last > 0) return unitTraffic(layer, network, plan);
    const stored = (tensor: number): number =>
      plan.folded.has(tensor) || (level === last && plan.fused.has(tensor))
        ? 0
        : bytesOf(network, tensor) * plan.density(tensor);
    return {
      read: total([...new Set([...layer.inputs, ...layer.weights])].map(stored)),
      written: total(layer.outputs.map(stored)),
    };
  });
}

function unitTraffic(layer: Layer, network: Network, plan: TrafficPlan): Traffic {
  const [input] = layer.inputs;
  const second = layer.weights[0] ?? layer.inputs[1];
  const operands = [input, second].map((tensor) => (tensor === undefined ? 0 : bitsOf(network, tensor)));
  const active = layer.macs * macDensity(layer, plan);
  // Partial sums are twice as wide as the operands, and at least 32 bits.
  const sum = Math.max(32, 2 * Math.max(0, ...operands));
  return { read: (active * (total(operands) + sum)) / 8, written: (active * sum) / 8 };
}

/** Share of a layer's MACs with no zero operand. */
export function macDensity({ inputs, weights }: Layer, { density }: TrafficPlan): number {
  const [a, b] = [inputs[0], weights[0] ?? inputs[1]];
  return (a === undefined ? 1 : density(a)) * (b === undefined ? 1 : density(b));
}

/** Width of a layer's operands: the wider of its input and its weights. */
export function operandBits({ inputs, weights }: Layer, network: Network): number {
  const operands = [inputs[0], weights[0] ?? inputs[1]].filter((tensor) => tensor !== undefined);
  return Math.max(0, ...operands.map((tensor) => bitsOf(network, tensor)));
}

function bitsOf(network: Network, tensor: number): number {
  return network.tensors[tensor]?.bits ?? 0;
}

function bytesOf(network: Network, tensor: number): Bytes {
  const found = network.tensors[tensor];
  return found === undefined ? 0 : tensorBytes(found);
}

function sparsityOf(network: Network, tensor: number, { sparsity = {} }: RooflineOptions): number {
  const { constant, sparsity: known } = network.tensors[tensor] ?? {};
  return known ?? (constant === true ? sparsity.weights : sparsity.activations) ?? 0;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
