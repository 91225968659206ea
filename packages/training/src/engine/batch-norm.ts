import type { BatchNormSpec } from "../network/network-spec.js";
import {
  activationMode,
  allocateTensor,
  type BuildContext,
  type Operation,
  startGradient,
  type Tensor,
} from "./operation.js";
import type { Parameter } from "./parameters.js";

/**
 * Batch normalisation of every channel over examples and pixels; keeps running statistics (the variance unbiased) that serve in
 * evaluation, and in training too when the node is frozen. Source: docs/equations.md#training-batch-norm
 */
export function batchNorm(context: BuildContext, spec: BatchNormSpec, input: Tensor): Operation {
  const { arena, parameters } = context;
  const { kernels } = arena;
  const { momentum = 0.1, epsilon = 1e-5 } = spec;
  const { shape, channels } = input;
  const output = allocateTensor(context, shape);
  const pixels = shape.height * shape.width;
  const mode = activationMode(spec.activation);
  const declare = (part: string, constant: number, learned: boolean): Parameter =>
    parameters.declare({
      name: `${spec.name}.${part}`,
      shape: [shape.channels],
      size: channels,
      decays: false,
      learned,
      initial: { constant },
    });
  const scale = declare("scale", 1, true);
  const shift = declare("shift", 0, true);
  const runningMean = declare("mean", 0, false);
  const runningVariance = declare("variance", 1, false);

  const [mean, factor, term, sums, products, a, b, d] = Array.from({ length: 8 }, () => arena.allocate(channels)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const view = (pointer: number): Float32Array => arena.floats(pointer, channels);
  const inverse = new Float64Array(channels);

  /** Sum over the batch of what `kernel` leaves in `sums` for each image. */
  const overBatch = (batch: number, from: number, kernel: (image: number) => void): Float64Array => {
    const total = new Float64Array(channels);
    for (let image = 0; image < batch; image++) {
      kernel(image);
      const part = view(from);
      for (let c = 0; c < channels; c++) total[c] = (total[c] as number) + (part[c] as number);
    }
    return total;
  };

  const measure = (batch: number): void => {
    const count = batch * pixels;
    const bytes = input.stride * 4;
    const total = overBatch(batch, sums, (image) =>
      kernels.channelSums(input.values + image * bytes, sums, pixels, channels),
    );
    view(mean).set(total.map((value) => value / count));
    const squares = overBatch(batch, sums, (image) =>
      kernels.channelSquares(input.values + image * bytes, mean, sums, pixels, channels),
    );
    const means = view(mean);
    const keptMean = view(runningMean.weights);
    const keptVariance = view(runningVariance.weights);
    for (let c = 0; c < shape.channels; c++) {
      const square = squares[c] as number;
      inverse[c] = 1 / Math.sqrt(square / count + epsilon);
      keptMean[c] = (1 - momentum) * (keptMean[c] as number) + momentum * (means[c] as number);
      keptVariance[c] = (1 - momentum) * (keptVariance[c] as number) + (momentum * square) / Math.max(1, count - 1);
    }
  };

  return {
    name: spec.name,
    output,
    forward({ batch, training }) {
      if (training && scale.trainable) measure(batch);
      else {
        view(mean).set(view(runningMean.weights));
        view(runningVariance.weights).forEach((variance, c) => {
          inverse[c] = 1 / Math.sqrt(variance + epsilon);
        });
      }
      const [means, factors, terms, scales, shifts] = [mean, factor, term, scale.weights, shift.weights].map(view) as [
        Float32Array,
        Float32Array,
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      for (let c = 0; c < channels; c++) {
        const f = (scales[c] as number) * (inverse[c] as number);
        factors[c] = f;
        terms[c] = (shifts[c] as number) - f * (means[c] as number);
      }
      for (let image = 0; image < batch; image++) {
        const to = output.values + image * output.stride * 4;
        kernels.scaleShift(input.values + image * input.stride * 4, factor, term, to, pixels, channels, mode);
      }
    },
    backward({ batch }) {
      const count = batch * pixels;
      const productTotal = new Float64Array(channels);
      const gradientTotal = overBatch(batch, sums, (image) => {
        const at = image * output.stride * 4;
        kernels.normaliseSums(
          output.gradient + at,
          output.values + at,
          input.values + image * input.stride * 4,
          mean,
          sums,
          products,
          pixels,
          channels,
          mode,
        );
        view(products).forEach((value, c) => {
          productTotal[c] = (productTotal[c] as number) + value;
        });
      });
      if (scale.trainable) {
        const scaleGradient = view(scale.gradients);
        const shiftGradient = view(shift.gradients);
        for (let c = 0; c < channels; c++) {
          scaleGradient[c] = (productTotal[c] as number) * (inverse[c] as number);
          shiftGradient[c] = gradientTotal[c] as number;
        }
      }
      if (!input.needsGradient) return;
      const [forGradient, forInput, constant, means, scales] = [a, b, d, mean, scale.weights].map(view) as [
        Float32Array,
        Float32Array,
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      for (let c = 0; c < channels; c++) {
        const k = (scales[c] as number) * (inverse[c] as number);
        // With running statistics the mean and variance do not depend on the input.
        const slope = scale.trainable ? ((productTotal[c] as number) / count) * (inverse[c] as number) ** 2 : 0;
        const offset = scale.trainable ? (gradientTotal[c] as number) / count : 0;
        forGradient[c] = k;
        forInput[c] = -k * slope;
        constant[c] = k * (slope * (means[c] as number) - offset);
      }
      const inputMode = mode | (startGradient(input) ? 1 : 0);
      for (let image = 0; image < batch; image++) {
        const at = image * output.stride * 4;
        const from = image * input.stride * 4;
        kernels.normaliseGradient(
          output.gradient + at,
          output.values + at,
          input.values + from,
          a,
          b,
          d,
          input.gradient + from,
          pixels,
          channels,
          inputMode,
        );
      }
    },
  };
}
