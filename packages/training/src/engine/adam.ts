import type { Engine } from "./engine.js";

/** Settings of Adam; `l2` weighs the sum of squares of all weights (not of biases) in the loss. */
export interface AdamSettings {
  readonly rate: number;
  readonly l2: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/**
 * One step of Adam on every trainable parameter from the gradients of the last `backward`; `step` counts from 1.
 * Source: docs/equations.md#training-adam
 */
export function adamStep(engine: Engine, settings: AdamSettings, step: number): void {
  const { rate, l2, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = settings;
  const stepSize = rate / (1 - beta1 ** step);
  const rootScale = 1 / Math.sqrt(1 - beta2 ** step);
  for (const { trainable, learned, decays, size, weights, gradients, first, second } of engine.parameters.list) {
    if (!trainable || !learned) continue;
    const decay = decays ? 2 * l2 : 0;
    const count = (size + 3) & ~3;
    engine.kernels.adam(weights, gradients, first, second, count, decay, beta1, beta2, stepSize, rootScale, epsilon);
  }
}
