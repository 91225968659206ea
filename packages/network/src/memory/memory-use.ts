import type { Bytes, Layer, Network } from "@joulebook/core";
import { overwrittenInputs, type SharingOptions } from "./overwritten-inputs.js";
import type { BufferLifetime } from "./buffer-lifetime.js";
import { tensorBytes } from "./tensor-bytes.js";

export interface MemoryOptions extends SharingOptions {
  /** Layers in running order, by index; the network's own order unless given. */
  readonly order?: readonly number[];
}

/** A buffer: the tensors that share it, its size, and the steps it lives. */
export interface Buffer extends BufferLifetime {
  readonly tensors: readonly number[];
}

/** What is alive while one layer runs: its inputs, its outputs and everything still needed. */
export interface MemoryStep {
  /** Index of the layer in the network. */
  readonly layer: number;
  readonly live: Bytes;
}

export interface MemoryUse {
  readonly peak: Bytes;
  readonly buffers: readonly Buffer[];
  readonly steps: readonly MemoryStep[];
}

/**
 * Activation memory of a network run layer by layer: peak = max over layers of inputs + outputs + all that later layers
 * still read. The network's inputs live from the start, its outputs to the end; constants are not activations.
 * Source: docs/equations.md#activation-memory
 *
 * @throws RangeError if `order` is not a running order of the network
 */
export function memoryUse(network: Network, options: MemoryOptions = {}): MemoryUse {
  const order = options.order ?? network.layers.map((_, index) => index);
  checkOrder(network, order);
  const life = lifetimes(network, order);
  const owner = sharedBuffers(network, order, life, options);
  const buffers = ownedBuffers(network, life, owner);
  const steps = timeline(buffers, order);
  return { peak: steps.reduce((peak, { live }) => Math.max(peak, live), 0), buffers, steps };
}

function timeline(buffers: readonly Buffer[], order: readonly number[]): readonly MemoryStep[] {
  const change = new Float64Array(order.length + 1);
  for (const { size, firstUse, lastUse } of buffers) {
    change[firstUse] = (change[firstUse] as number) + size;
    change[lastUse + 1] = (change[lastUse + 1] as number) - size;
  }
  let live = 0;
  return order.map((layer, step) => {
    live += change[step] as number;
    return { layer, live };
  });
}

interface Lifetime {
  readonly firstUse: number;
  readonly lastUse: number;
}

/** First and last step of each activation, both inclusive; undefined for constants and tensors nobody touches. */
function lifetimes(network: Network, order: readonly number[]): (Lifetime | undefined)[] {
  const first: (number | undefined)[] = network.tensors.map(() => undefined);
  const last: (number | undefined)[] = network.tensors.map(() => undefined);
  const touch = (tensor: number, step: number): void => {
    first[tensor] ??= step;
    last[tensor] = Math.max(last[tensor] ?? step, step);
  };
  for (const [step, index] of order.entries()) {
    const { inputs, outputs } = network.layers[index] as Layer;
    for (const tensor of [...inputs, ...outputs]) touch(tensor, step);
  }
  for (const tensor of network.outputs) touch(tensor, Math.max(0, order.length - 1));
  // An input that nothing reads holds no memory of ours.
  for (const tensor of network.inputs) if (last[tensor] !== undefined) first[tensor] = 0;
  return network.tensors.map((tensor, index) => {
    const firstUse = first[index];
    const lastUse = last[index];
    const isActivation = tensor.constant !== true && firstUse !== undefined && lastUse !== undefined;
    return isActivation ? { firstUse, lastUse } : undefined;
  });
}

/** For each tensor the one whose buffer it uses: its own unless a layer writes over its input. */
function sharedBuffers(
  network: Network,
  order: readonly number[],
  life: readonly (Lifetime | undefined)[],
  options: SharingOptions,
): number[] {
  const owner = network.tensors.map((_, index) => index);
  const overwritten = overwrittenInputs(network, options);
  // Last step at which any tensor of a buffer is read.
  const end = life.map((lifetime) => lifetime?.lastUse ?? -1);
  for (const [step, index] of order.entries()) {
    // The buffer's last reader is this layer: no tensor that shares it lives on.
    const input = overwritten[index]?.find((tensor) => (end[owner[tensor] as number] ?? -1) <= step);
    const output = network.layers[index]?.outputs[0];
    if (input === undefined || output === undefined) continue;
    const buffer = owner[input] as number;
    owner[output] = buffer;
    end[buffer] = Math.max(end[buffer] ?? -1, end[output] ?? -1);
  }
  return owner;
}

function ownedBuffers(
  network: Network,
  life: readonly (Lifetime | undefined)[],
  owner: readonly number[],
): readonly Buffer[] {
  const members = new Map<number, number[]>();
  for (const [tensor, own] of owner.entries()) {
    if (life[tensor] === undefined) continue;
    const shared = members.get(own);
    if (shared === undefined) members.set(own, [tensor]);
    else shared.push(tensor);
  }
  return [...members.values()].map((tensors) => ({
    tensors,
    // All of one size: that is the condition to share.
    size: tensorBytes(network.tensors[tensors[0] as number] as Network["tensors"][number]),
    firstUse: tensors.reduce((first, tensor) => Math.min(first, (life[tensor] as Lifetime).firstUse), Infinity),
    lastUse: tensors.reduce((last, tensor) => Math.max(last, (life[tensor] as Lifetime).lastUse), 0),
  }));
}

function checkOrder(network: Network, order: readonly number[]): void {
  const step = new Map(order.map((layer, index) => [layer, index]));
  const whole = order.length === network.layers.length && network.layers.every((_, index) => step.has(index));
  if (!whole) throw new RangeError("memoryUse: order must name every layer once");
  const written = new Set<number>(network.inputs);
  for (const index of order) {
    const { name, inputs, outputs } = network.layers[index] as Layer;
    const early = inputs.find((tensor) => !written.has(tensor) && network.tensors[tensor]?.constant !== true);
    if (early !== undefined) {
      throw new RangeError(`memoryUse: layer ${name} runs before its input ${network.tensors[early]?.name} is written`);
    }
    for (const tensor of outputs) written.add(tensor);
  }
}
