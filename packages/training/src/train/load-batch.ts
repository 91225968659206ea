import { type Augmentation, changedImage, drawChange } from "../datasets/augment.js";
import type { Dataset, ImageSet } from "../datasets/dataset.js";
import type { Engine } from "../engine/engine.js";
import { randomStream } from "../random.js";

/** Copies images into the network's input, scaled to [0, 1]; `augmented` changes them at random. */
export function loadBatch(
  engine: Engine,
  { shape, scale }: Dataset,
  set: ImageSet,
  indices: ArrayLike<number>,
  augmented?: { readonly by: Augmentation; readonly seed: number },
): void {
  const size = shape.height * shape.width * shape.channels;
  const values = engine.inputValues();
  const random = augmented === undefined ? undefined : randomStream([augmented.seed, "augment"]);
  for (let b = 0; b < indices.length; b++) {
    const from = (indices[b] as number) * size;
    const to = b * engine.inputStride;
    const pixels = set.pixels.subarray(from, from + size);
    if (augmented === undefined || random === undefined) {
      for (let k = 0; k < size; k++) values[to + k] = (pixels[k] as number) / scale;
    } else {
      changedImage(pixels, shape, drawChange(augmented.by, random), scale, values.subarray(to, to + size));
    }
  }
}
