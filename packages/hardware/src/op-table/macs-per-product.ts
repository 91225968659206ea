import type { Layer } from "@joulebook/core";
import type { Network } from "@joulebook/core";

/**
 * MACs that make one element of a layer's products; for layers without MACs the operations per output element.
 *
 * Convolutions and dense layers write every product they compute, so it is `macsPerOutput`; recurrent cells and
 * attention compute more than they write, and are as wide as the rows of their products.
 * Source: docs/equations.md#operation-table
 */
export function macsPerProduct(layer: Layer, network: Network): number {
  if (layer.macs === 0) return layer.ops / outputElements(layer, network);
  let products = 0;
  for (const { batch, groups, rows, output, outChannels, times = 1 } of layer.loops ?? []) {
    products += times * batch * groups * rows * outChannels * product(output);
  }
  return products > 0 ? layer.macs / products : layer.macsPerOutput;
}

/** Elements of everything a layer writes. */
export function outputElements(layer: Layer, { tensors }: Network): number {
  let elements = 0;
  for (const index of layer.outputs) elements += product(tensors[index]?.shape ?? []);
  return elements;
}

function product(extents: readonly number[]): number {
  let result = 1;
  for (const extent of extents) result *= extent;
  return result;
}
