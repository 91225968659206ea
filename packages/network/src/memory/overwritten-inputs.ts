import type { Layer, LayerKind, Network } from "@joulebook/core";
import { tensorBytes } from "./tensor-bytes.js";

/** Which layers need no memory of their own for what they write. */
export interface SharingOptions {
  /** Elementwise layers write over an input that nobody needs any more; reshapes are views. Default false. */
  readonly inPlace?: boolean;
  /** Activations and normalisations that alone read a layer's result are computed with it. Default false. */
  readonly fuse?: boolean;
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
 * Of each layer the inputs that its result may take the place of, in the order in which they are tried: where no other
 * layer still reads the input when the layer runs, the two share a buffer.
 * Source: docs/equations.md#activation-memory
 */
export function overwrittenInputs(
  network: Network,
  { inPlace = false, fuse = false }: SharingOptions,
): readonly (readonly number[])[] {
  if (!inPlace && !fuse) return network.layers.map(() => none);
  const ends = new Set([...network.inputs, ...network.outputs]);
  const readers = readerCounts(network);
  return network.layers.map((layer) => {
    const [output] = layer.outputs;
    if (output === undefined || layer.outputs.length > 1) return none;
    const isView = inPlace && layer.kind === "view";
    const mayFuse = fuse && fusible.has(layer.kind);
    if (!isView && !mayFuse && !(inPlace && overwriting.has(layer.kind))) return none;
    const size = bytesOf(network, output);
    return candidates(layer, isView || mayFuse).filter(
      (tensor) =>
        network.tensors[tensor]?.constant !== true &&
        !ends.has(tensor) &&
        (!mayFuse || inPlace || readers[tensor] === 1) &&
        bytesOf(network, tensor) === size,
    );
  });
}

const none: readonly number[] = [];

function candidates({ inputs }: Layer, firstOnly: boolean): readonly number[] {
  return firstOnly ? inputs.slice(0, 1) : inputs;
}

function readerCounts({ tensors, layers }: Network): readonly number[] {
  const readers = tensors.map(() => 0);
  for (const { inputs } of layers) for (const tensor of new Set(inputs)) readers[tensor] = (readers[tensor] ?? 0) + 1;
  return readers;
}

function bytesOf(network: Network, tensor: number): number {
  return tensorBytes(network.tensors[tensor] as Network["tensors"][number]);
}
