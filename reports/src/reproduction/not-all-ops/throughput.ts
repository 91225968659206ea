import type { LayerKind, OpTableDevice } from "@joulebook/core";
import { builtInDevice, throughputAt } from "@joulebook/hardware";

/** The board of the paper, with the layer times of CMSIS-NN's CIFAR-10 network. */
export function cortex(): OpTableDevice {
  return builtInDevice("cortex-m7-216mhz-cmsis-nn") as OpTableDevice;
}

/** One layer of CMSIS-NN's CIFAR-10 network: operations (2 per MAC, 9 per pooled value) and its printed time. */
export interface TimedLayer {
  readonly name: string;
  readonly type: "convolution" | "max pooling" | "dense";
  readonly ops: number;
  readonly weights: number;
  readonly milliseconds: number;
}

/** Times as printed in arXiv 1801.06601, not checked against the printed table; operations recounted. */
export const timedLayers: readonly TimedLayer[] = [
  { name: "conv1", type: "convolution", ops: 2 * 32 * 32 * 32 * 75, weights: 32 * 75, milliseconds: 31.4 },
  { name: "pool1", type: "max pooling", ops: 9 * 16 * 16 * 32, weights: 0, milliseconds: 1.6 },
  { name: "conv2", type: "convolution", ops: 2 * 16 * 16 * 32 * 800, weights: 32 * 800, milliseconds: 42.8 },
  { name: "pool2", type: "max pooling", ops: 9 * 8 * 8 * 32, weights: 0, milliseconds: 0.4 },
  { name: "conv3", type: "convolution", ops: 2 * 8 * 8 * 64 * 800, weights: 64 * 800, milliseconds: 22.6 },
  { name: "pool3", type: "max pooling", ops: 9 * 4 * 4 * 64, weights: 0, milliseconds: 0.2 },
  { name: "dense", type: "dense", ops: 2 * 1024 * 10, weights: 1024 * 10, milliseconds: 0.1 },
];

/** Operations per second of a type: its operations over its times. */
export function typeThroughput(layers: readonly TimedLayer[], type: TimedLayer["type"]): number {
  const own = layers.filter((layer) => layer.type === type);
  const sum = (of: (layer: TimedLayer) => number): number => own.reduce((total, layer) => total + of(layer), 0);
  return (1000 * sum(({ ops }) => ops)) / sum(({ milliseconds }) => milliseconds);
}

/** MACs per second of a kind at MACs per output; whether the table had to be extended for it. */
export function macThroughput(
  kind: LayerKind,
  macsPerOutput: number,
): { readonly value: number; readonly extrapolated: boolean } {
  const entry = cortex().table.find(({ kinds }) => kinds.includes(kind));
  if (entry === undefined) throw new RangeError(`the table has no ${kind}`);
  const { value, extrapolated } = throughputAt(entry.points, macsPerOutput);
  return { value, extrapolated };
}
