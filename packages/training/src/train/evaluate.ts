import type { Dataset, ImageSet } from "../datasets/dataset.js";
import type { Engine } from "../engine/engine.js";
import { argmax } from "../loss/softmax-cross-entropy.js";
import { loadBatch } from "./load-batch.js";

/** Logits of examples first..first+count-1: [example][exit * classes + class]. */
export function evaluateLogits(
  engine: Engine,
  dataset: Dataset,
  set: ImageSet,
  first: number,
  count: number,
): Float32Array {
  const { classes } = dataset;
  const width = engine.exits.length * classes;
  const result = new Float32Array(count * width);
  for (let done = 0; done < count; done += engine.batch) {
    const size = Math.min(engine.batch, count - done);
    loadBatch(
      engine,
      dataset,
      set,
      Array.from({ length: size }, (_, b) => first + done + b),
    );
    engine.forward({ count: size, training: false });
    engine.exits.forEach((_, exit) => {
      const { values, stride } = engine.logits(exit);
      for (let b = 0; b < size; b++) {
        result.set(values.subarray(b * stride, b * stride + classes), (done + b) * width + exit * classes);
      }
    });
  }
  return result;
}

/** Share of examples whose largest logit is that of their class, for each exit. */
export function exitAccuracies(logits: Float32Array, labels: Uint8Array, exits: number, classes: number): number[] {
  return Array.from({ length: exits }, (_, exit) => {
    let right = 0;
    labels.forEach((label, i) => {
      const at = (i * exits + exit) * classes;
      if (argmax(logits.subarray(at, at + classes)) === label) right += 1;
    });
    return right / labels.length;
  });
}
