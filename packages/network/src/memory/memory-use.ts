import type { Bytes, Layer, LayerKind, Network } from "@joulebook/core";
import type { BufferLifetime } from "./plan-arena.js";

export interface MemoryOptions {
  /** Elementwise layers write over an input that nobody needs any more; reshapes are views. Default false. */
  readonly inPlace?: boolean;
  /** Activations and normalisations that alone read a layer's result are computed with it. Default false. */
  readonly fuse?: boolean;
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
  /** Indices of the buffers alive. */
  readonly buffers: readonly number[];
}

export interface MemoryUse {
  readonly peak: Bytes;
  readonly buffers: readonly Buffer[];
  readonly steps: readonly MemoryStep[];
}

/** Kinds whose result may take the place of an input of the same size. */
const overwriting: ReadonlySet<LayerKind> = new Set([
  "activation",
  "addition",
  "multiplication",
  "elementwise",
  "normalisation",
  "softmax",
  "quantisation",
] as const);
const fusible: ReadonlySet<LayerKind> = new Set(["activation", "normalisation"] as const);

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
  const starting: number[][] = order.map(() => []);
  for (const [index, { firstUse }] of buffers.entries()) starting[firstUse]?.push(index);
  let alive: number[] = [];
  return order.map((layer, step) => {
    alive = [...alive.filter((index) => (buffers[index] as Buffer).lastUse >= step), ...(starting[step] ?? [])];
    return { layer, buffers: alive, live: alive.reduce((sum, index) => sum + (buffers[index] as Buffer).size, 0) };
  });
}

/** Bytes of a tensor; sub-byte elements are packed. */
export function tensorBytes({ shape, bits }: { readonly shape: readonly number[]; readonly bits: number }): Bytes {
  return Math.ceil((shape.reduce((product, extent) => product * extent, 1) * bits) / 8);
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
  { inPlace = false, fuse = false }: MemoryOptions,
): number[] {
  const owner = network.tensors.map((_, index) => index);
  if (!inPlace && !fuse) return owner;
  // Last step at which any tensor of a buffer is read.
  const end = life.map((lifetime) => lifetime?.lastUse ?? -1);
  const readers = network.tensors.map(() => 0);
  for (const { inputs } of network.layers)
    for (const tensor of new Set(inputs)) readers[tensor] = (readers[tensor] ?? 0) + 1;
  for (const [step, index] of order.entries()) {
    const { kind, inputs, outputs } = network.layers[index] as Layer;
    const [output] = outputs;
    if (output === undefined || outputs.length > 1) continue;
    const isView = inPlace && kind === "view";
    const mayFuse = fuse && fusible.has(kind);
    if (!isView && !mayFuse && !(inPlace && overwriting.has(kind))) continue;
    const size = tensorBytes(network.tensors[output] as Network["tensors"][number]);
    const overwritten = (isView || mayFuse ? inputs.slice(0, 1) : inputs).find(
      (tensor) =>
        life[tensor] !== undefined &&
        // The buffer's last reader is this layer: no tensor that shares it lives on.
        (end[owner[tensor] as number] ?? -1) <= step &&
        !network.inputs.includes(tensor) &&
        !network.outputs.includes(tensor) &&
        (!mayFuse || inPlace || readers[tensor] === 1) &&
        tensorBytes(network.tensors[tensor] as Network["tensors"][number]) === size,
    );
    if (overwritten === undefined) continue;
    const buffer = owner[overwritten] as number;
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
    size: Math.max(...tensors.map((tensor) => tensorBytes(network.tensors[tensor] as Network["tensors"][number]))),
    firstUse: Math.min(...tensors.map((tensor) => (life[tensor] as Lifetime).firstUse)),
    lastUse: Math.max(...tensors.map((tensor) => (life[tensor] as Lifetime).lastUse)),
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
