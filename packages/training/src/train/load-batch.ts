import type { Dataset, ImageSet } from "../data/dataset.js";
import type { Engine } from "../engine/engine.js";

/** Copies images into the network's input, scaled to [0, 1]. */
export function loadBatch(engine: Engine, { shape, scale }: Dataset, set: ImageSet, indices: ArrayLike<number>): void {
  const size = shape.height * shape.width * shape.channels;
  const values = engine.inputValues();
  for (let b = 0; b < indices.length; b++) {
    const from = (indices[b] as number) * size;
    const to = b * engine.inputStride;
    for (let k = 0; k < size; k++) values[to + k] = (set.pixels[from + k] as number) / scale;
  }
}
