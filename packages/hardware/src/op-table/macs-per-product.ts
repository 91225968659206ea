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
  const products = (layer.loops ?? []).reduce((sum, loops) => {
    const { batch, groups, rows, output, outChannels, times = 1 } = loops;
    return sum + times * batch * groups * rows * outChannels * output.reduce((area, extent) => area * extent, 1);
  }, 0);
  return products > 0 ? layer.macs / products : layer.macsPerOutput;
}

/** Elements of everything a layer writes. */
export function outputElements(layer: Layer, { tensors }: Network): number {
  return layer.outputs.reduce(
    (sum, index) => sum + (tensors[index]?.shape ?? []).reduce((area, extent) => area * extent, 1),
    0,
  );
}
