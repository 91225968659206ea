import type { DenseSpec } from "../network/network-spec.js";
import {
  activationMode,
  allocateTensor,
  type BuildContext,
  type Operation,
  startGradient,
  type Tensor,
} from "./operation.js";
import { placesOf } from "./parameters.js";

/** A dense layer on all values of its input, with dropout on them in training; source: docs/equations.md#training-dense */
export function dense(context: BuildContext, spec: DenseSpec, input: Tensor, index: number): Operation {
  const { arena, parameters, batch: maximum } = context;
  const { kernels } = arena;
  const { units, dropout = 0 } = spec;
  const output = allocateTensor(context, { height: 1, width: 1, channels: units });
  const { height, width, channels } = input.shape;
  const inputs = input.stride;
  const mode = activationMode(spec.activation);
  const places = weightPlaces(input, units);
  const weight = parameters.declare({
    name: `${spec.name}.weight`,
    shape: [units, height, width, channels],
    size: units * inputs,
    ...(places === undefined ? {} : { places }),
    decays: true,
    initial: { uniform: Math.sqrt(6 / (height * width * channels + units)) },
  });
  const bias = parameters.declare({
    name: `${spec.name}.bias`,
    shape: [units],
    size: output.stride,
    decays: false,
    initial: { constant: 0 },
  });
  const dropBelow = Math.round(dropout * 2 ** 31);
  const keepScale = 1 / (1 - dropout);
  const dropped = dropout > 0 ? arena.allocate(maximum * inputs) : 0;
  const masked = mode === 0 ? 0 : arena.allocate(maximum * output.stride);
  const seedOf = (seed: number): number => Math.imul(seed ^ Math.imul(index + 1, 0x85ebca6b), 0xc2b2ae35);

  return {
    name: spec.name,
    output,
    forward({ batch, training, seed }) {
      const drops = training && dropout > 0;
      if (drops)
        kernels.dropout(
          input.values,
          dropped,
          batch,
          inputs,
          inputs * 4,
          inputs * 4,
          seedOf(seed),
          dropBelow,
          keepScale,
        );
      kernels.dense(
        drops ? dropped : input.values,
        weight.weights,
        bias.weights,
        output.values,
        batch,
        inputs,
        units,
        inputs * 4,
        output.stride * 4,
      );
      if (mode !== 0) {
        const values = arena.floats(output.values, batch * output.stride);
        const top = mode === 4 ? 6 : Number.POSITIVE_INFINITY;
        for (let i = 0; i < values.length; i++) values[i] = Math.min(top, Math.max(0, values[i] as number));
      }
    },
    backward({ batch, seed }) {
      let gradient = output.gradient;
      if (mode !== 0) {
        kernels.maskGradient(gradient, output.values, masked, 1, batch, output.stride, output.stride * 4, 0, mode);
        gradient = masked;
      }
      const outBytes = output.stride * 4;
      if (weight.trainable) {
        const read = dropout > 0 ? dropped : input.values;
        kernels.denseWeightGradient(read, gradient, weight.gradients, batch, inputs, units, inputs * 4, outBytes);
        kernels.sumExamples(gradient, bias.gradients, batch, units, outBytes);
      }
      if (input.needsGradient) {
        const adds = startGradient(input) ? 1 : 0;
        kernels.denseInputGradient(
          gradient,
          weight.weights,
          input.gradient,
          batch,
          inputs,
          units,
          outBytes,
          inputs * 4,
          adds,
          seedOf(seed),
          dropBelow,
          keepScale,
        );
      }
    },
  };
}

function weightPlaces(input: Tensor, units: number): Int32Array | undefined {
  const { height, width, channels } = input.shape;
  const values = height * width * input.channels;
  const withinExample = placesOf([height, width, channels], [height, width, input.channels]);
  if (withinExample === undefined && values === input.stride) return undefined;
  const count = height * width * channels;
  return Int32Array.from({ length: units * count }, (_, i) => {
    const element = i % count;
    return Math.floor(i / count) * input.stride + (withinExample?.[element] ?? element);
  });
}
