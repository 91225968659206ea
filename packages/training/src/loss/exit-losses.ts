import type { Engine } from "../engine/engine.js";
import { softmax } from "./softmax-cross-entropy.js";

/**
 * Summed cross entropy of all exits, mean over the batch, in nats; leaves its gradient in the exits' gradients.
 * Source: docs/equations.md#training-loss
 */
export function exitLosses(engine: Engine, labels: ArrayLike<number>, weights: readonly number[]): number {
  const { classes } = engine.spec;
  const count = labels.length;
  let loss = 0;
  engine.exits.forEach((_, exit) => {
    const weight = weights[exit] as number;
    const { values, gradient, stride } = engine.logits(exit);
    for (let b = 0; b < count; b++) {
      const label = labels[b] as number;
      const p = softmax(values.subarray(b * stride, b * stride + classes));
      // The smallest double keeps a probability that underflowed from making the loss infinite.
      loss -= (weight * Math.log(Math.max(p[label] as number, Number.MIN_VALUE))) / count;
      if (gradient.length === 0) continue;
      for (let k = 0; k < classes; k++) {
        gradient[b * stride + k] = (weight * ((p[k] as number) - (k === label ? 1 : 0))) / count;
      }
    }
  });
  return loss;
}
