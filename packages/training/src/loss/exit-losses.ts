import type { Engine } from "../engine/engine.js";
import { softmax } from "./softmax-cross-entropy.js";

/** Earlier exits also learn from what the last exit says. */
export interface Distillation {
  /** Share of an earlier exit's loss that is its distance to the last exit. */
  readonly weight: number;
  /** Logits are divided by it first. */
  readonly temperature: number;
}

/**
 * Weighted sum of the exits' losses, mean over the batch, in nats; leaves its gradient in the exits' gradients.
 * An exit's loss is its cross entropy, with distillation (1 - w) CE + w T^2 KL(last exit || this exit), the last exit held fixed.
 * Source: docs/equations.md#training-loss
 */
export function exitLosses(
  engine: Engine,
  labels: ArrayLike<number>,
  weights: readonly number[],
  distillation?: Distillation,
): number {
  const { classes } = engine.spec;
  const count = labels.length;
  const last = engine.exits.length - 1;
  const row = (exit: number, b: number): Float32Array => {
    const { values, stride } = engine.logits(exit);
    return values.subarray(b * stride, b * stride + classes);
  };
  let loss = 0;
  engine.exits.forEach((_, exit) => {
    const teaching = exit === last ? undefined : distillation;
    const weight = (weights[exit] as number) / count;
    const share = 1 - (teaching?.weight ?? 0);
    const { gradient, stride } = engine.logits(exit);
    for (let b = 0; b < count; b++) {
      const label = labels[b] as number;
      const logits = row(exit, b);
      const p = softmax(logits);
      const taught = teaching === undefined ? undefined : distance(row(last, b), logits, teaching.temperature);
      // The smallest double keeps a probability that underflowed from making the loss infinite.
      loss -= weight * share * Math.log(Math.max(p[label] as number, Number.MIN_VALUE));
      if (taught !== undefined) loss += weight * (1 - share) * taught.value;
      if (gradient.length === 0) continue;
      for (let k = 0; k < classes; k++) {
        const own = share * ((p[k] as number) - (k === label ? 1 : 0));
        gradient[b * stride + k] = weight * (own + (1 - share) * (taught?.slope[k] ?? 0));
      }
    }
  });
  return loss;
}

/** T^2 KL(teacher || student) of softened probabilities, and its slope in the student's logits. */
function distance(
  teacher: ArrayLike<number>,
  student: ArrayLike<number>,
  temperature: number,
): { readonly value: number; readonly slope: Float64Array } {
  const t = softmax(Array.from(teacher, (z) => z / temperature));
  const s = softmax(Array.from(student, (z) => z / temperature));
  let value = 0;
  t.forEach((p, k) => {
    value += p === 0 ? 0 : p * Math.log(p / Math.max(s[k] as number, Number.MIN_VALUE));
  });
  return { value: temperature ** 2 * value, slope: s.map((p, k) => temperature * (p - (t[k] as number))) };
}
