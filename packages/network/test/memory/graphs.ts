import type { Layer, LayerKind, Network } from "@joulebook/core";

/** A network of byte tensors for tests: each layer writes one tensor of `size` bytes from earlier ones (-1: the input). */
export function graph(
  inputSize: number,
  layers: readonly { readonly size: number; readonly from: readonly number[]; readonly kind?: LayerKind }[],
): Network {
  const read = new Set(layers.flatMap(({ from }) => from));
  const made: Layer[] = layers.map(({ size, from, kind = "other" }, index) => ({
    name: `layer ${index}`,
    kind,
    op: "Test",
    inputs: from.map((source) => source + 1),
    weights: [],
    outputs: [index + 1],
    macs: 0,
    params: 0,
    macsPerOutput: 0,
    ops: 0,
    outputShape: [size],
  }));
  return {
    name: "test",
    tensors: [inputSize, ...layers.map(({ size }) => size)].map((size, index) => ({
      name: `t${index}`,
      shape: [size],
      bits: 8,
    })),
    layers: made,
    inputs: [0],
    outputs: layers.flatMap((_, index) => (read.has(index) ? [] : [index + 1])),
    opsConvention: "none",
    unsupported: [],
    notes: [],
  };
}
