import type { Bytes, Network } from "@joulebook/core";
import { overwrittenInputs, type SharingOptions } from "./overwritten-inputs.js";
import { tensorBytes } from "./tensor-bytes.js";

/** A network as memory sees it: who needs whom, and which layers read each activation. */
export interface MemoryGraph {
  readonly count: number;
  /** Of each layer, the layers that write what it reads. */
  readonly needs: readonly (readonly number[])[];
  readonly feeds: readonly (readonly number[])[];
  /** Activations that each layer reads, and that are freed by their last reader. */
  readonly reads: readonly (readonly number[])[];
  /** Of each tensor, the layers that read it. */
  readonly readers: readonly (readonly number[])[];
  readonly size: Float64Array;
  /** Bytes that a layer writes, and those of them that nobody reads and nobody keeps. */
  readonly written: Float64Array;
  readonly unread: Float64Array;
  /** Inputs whose buffer a layer's result may take. */
  readonly overwrites: readonly (readonly number[])[];
  /** Inputs of the network, which live from the start. */
  readonly given: readonly number[];
  /** Outputs of the network, which are never freed. */
  readonly kept: ReadonlySet<number>;
  readonly writer: ReadonlyMap<number, number>;
  readonly start: Bytes;
}

export function memoryGraph(network: Network, sharing: SharingOptions): MemoryGraph {
  const { layers, tensors, inputs, outputs } = network;
  const kept = new Set(outputs);
  const writer = new Map<number, number>();
  for (const [index, layer] of layers.entries()) for (const tensor of layer.outputs) writer.set(tensor, index);
  const readers: number[][] = tensors.map(() => []);
  const read = layers.map((layer, index) => {
    const activations = [...new Set(layer.inputs)].filter((tensor) => tensors[tensor]?.constant !== true);
    for (const tensor of activations) readers[tensor]?.push(index);
    return activations;
  });
  const needs = read.map((activations) => [
    ...new Set(activations.map((tensor) => writer.get(tensor)).filter((index) => index !== undefined)),
  ]);
  const feeds: number[][] = layers.map(() => []);
  for (const [index, before] of needs.entries()) for (const other of before) feeds[other]?.push(index);
  const size = Float64Array.from(tensors, tensorBytes);
  const bytes = (sum: Bytes, tensor: number): Bytes => sum + (size[tensor] as number);
  const isUnread = (tensor: number): boolean => readers[tensor]?.length === 0 && !kept.has(tensor);
  const given = [...new Set(inputs)].filter((tensor) => tensors[tensor]?.constant !== true && !isUnread(tensor));
  return {
    count: layers.length,
    needs,
    feeds,
    reads: read.map((activations) => activations.filter((tensor) => !kept.has(tensor))),
    readers,
    size,
    written: Float64Array.from(layers, (layer) => layer.outputs.reduce(bytes, 0)),
    unread: Float64Array.from(layers, (layer) => layer.outputs.filter(isUnread).reduce(bytes, 0)),
    overwrites: overwrittenInputs(network, sharing),
    given,
    kept,
    writer,
    start: given.reduce(bytes, 0),
  };
}

/** What running a layer adds to the memory held while it runs, and what is left of that after it. */
export interface Step {
  readonly lift: Bytes;
  readonly growth: Bytes;
}

/** The step of a layer, given which of the activations that it reads nobody else still reads. */
export function stepOf(graph: MemoryGraph, layer: number, isLast: (tensor: number) => boolean): Step {
  const written = graph.written[layer] as number;
  let growth = written - (graph.unread[layer] as number);
  for (const tensor of graph.reads[layer] as readonly number[])
    if (isLast(tensor)) growth -= graph.size[tensor] as number;
  const overwrites = graph.overwrites[layer] as readonly number[];
  return { lift: overwrites.some(isLast) ? 0 : written, growth };
}

/** Largest memory held when layers run in this order. */
export function orderPeak(graph: MemoryGraph, order: readonly number[]): Bytes {
  const left = Int32Array.from(graph.readers, (readers) => readers.length);
  const isLast = (tensor: number): boolean => left[tensor] === 1;
  let live = graph.start;
  let peak = live;
  for (const layer of order) {
    const { lift, growth } = stepOf(graph, layer, isLast);
    peak = Math.max(peak, live + lift);
    live += growth;
    for (const tensor of graph.reads[layer] as readonly number[]) left[tensor] = (left[tensor] as number) - 1;
  }
  return peak;
}
