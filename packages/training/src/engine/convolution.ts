import type { ConvolutionSpec, Shape } from "../network/network-spec.js";
import { convolvedShape, samePadding } from "../network/shapes.js";
import {
  activationMode,
  allocateTensor,
  type BuildContext,
  type Operation,
  startGradient,
  type Tensor,
} from "./operation.js";
import { placesOf } from "./parameters.js";

const accumulate = 1;

/** A convolution over all channels; source: docs/equations.md#training-convolution */
export function convolution(context: BuildContext, spec: ConvolutionSpec, input: Tensor): Operation {
  const { arena, parameters } = context;
  const { kernels } = arena;
  const { kernel, filters, stride = 1, padding = "valid", bias: hasBias = true } = spec;
  const shape: Shape = convolvedShape(input.shape, { kernel, stride, padding, channels: filters });
  const output = allocateTensor(context, shape);
  const inChannels = input.channels;
  const outChannels = output.channels;
  const pad = padding === "same" ? samePadding(kernel) : 0;
  const mode = activationMode(spec.activation);

  const weightShape = [kernel, kernel, input.shape.channels, filters];
  const weightSize = kernel * kernel * inChannels * outChannels;
  const fan = kernel * kernel * (input.shape.channels + filters);
  const weightPlaces = placesOf(weightShape, [kernel, kernel, inChannels, outChannels]);
  const weight = parameters.declare({
    name: `${spec.name}.weight`,
    shape: weightShape,
    size: weightSize,
    ...(weightPlaces === undefined ? {} : { places: weightPlaces }),
    decays: true,
    initial: { uniform: Math.sqrt(6 / fan) },
  });
  const bias = hasBias
    ? parameters.declare({
        name: `${spec.name}.bias`,
        shape: [filters],
        size: outChannels,
        decays: false,
        initial: { constant: 0 },
      })
    : undefined;
  const zeros = arena.allocate(Math.max(inChannels, outChannels) + 16);

  // The bordered copy of one input image, where the convolution needs a border.
  const paddedWidth = input.shape.width + 2 * pad;
  const paddedHeight = input.shape.height + 2 * pad;
  const bordered = pad > 0 ? arena.allocate(paddedHeight * paddedWidth * inChannels + 16) : 0;
  const inRow = input.shape.width * inChannels * 4;
  const rowBytes = paddedWidth * inChannels * 4;
  // The output's gradient of one image with holes for the stride and a border of kernel - 1.
  const gradientWidth = paddedWidth + kernel - 1;
  const gradientRow = gradientWidth * outChannels * 4;
  const spread = arena.allocate((paddedHeight + kernel - 1) * gradientWidth * outChannels + 16);
  const spreadStart = spread + (kernel - 1) * (gradientRow + outChannels * 4);
  const forwardWeights = arena.allocate(weightSize);
  const backwardWeights = arena.allocate(weightSize);

  const imageAt = (b: number): number => {
    const image = input.values + b * input.stride * 4;
    if (pad === 0) return image;
    kernels.copyRows(image, bordered + pad * (rowBytes + inChannels * 4), input.shape.height, inRow, rowBytes);
    return bordered;
  };

  return {
    name: spec.name,
    output,
    prepare() {
      const weights = arena.floats(weight.weights, weightSize);
      packForward(weights, arena.floats(forwardWeights, weightSize), kernel * kernel * inChannels, outChannels);
      if (input.needsGradient) {
        packBackward(weights, arena.floats(backwardWeights, weightSize), kernel * kernel, inChannels, outChannels);
      }
    },
    forward({ batch }) {
      for (let b = 0; b < batch; b++) {
        kernels.convolve(
          imageAt(b),
          forwardWeights,
          bias?.weights ?? zeros,
          output.values + b * output.stride * 4,
          shape.height,
          shape.width,
          outChannels,
          stride * inChannels * 4,
          stride * rowBytes,
          rowBytes,
          kernel,
          kernel * inChannels,
          mode,
        );
      }
    },
    backward({ batch }) {
      const inputMode = input.needsGradient && startGradient(input) ? accumulate : 0;
      const stepX = stride * outChannels * 4;
      const stepY = stride * gradientRow;
      for (let b = 0; b < batch; b++) {
        const place = b * output.stride * 4;
        kernels.maskGradient(
          output.gradient + place,
          output.values + place,
          spreadStart,
          shape.height,
          shape.width,
          outChannels,
          stepX,
          stepY,
          mode,
        );
        if (weight.trainable) {
          kernels.convolveWeightGradient(
            imageAt(b),
            spreadStart,
            weight.gradients,
            shape.height,
            shape.width,
            outChannels,
            stride * inChannels * 4,
            stride * rowBytes,
            rowBytes,
            kernel,
            kernel * inChannels,
            stepX,
            stepY,
          );
          if (bias !== undefined) {
            kernels.sumPixels(spreadStart, bias.gradients, shape.height, shape.width, outChannels, stepX, stepY);
          }
        }
        if (input.needsGradient) {
          kernels.convolve(
            spread + pad * (gradientRow + outChannels * 4),
            backwardWeights,
            zeros,
            input.gradient + b * input.stride * 4,
            input.shape.height,
            input.shape.width,
            inChannels,
            outChannels * 4,
            gradientRow,
            gradientRow,
            kernel,
            kernel * outChannels,
            inputMode,
          );
        }
      }
    },
  };
}

/** [tap][channel] to tiles of eight channels (a last one of four), each [tap][channel in tile]. */
function packForward(weights: Float32Array, packed: Float32Array, taps: number, channels: number): void {
  let at = 0;
  for (let first = 0; first < channels; first += 8) {
    const width = Math.min(8, channels - first);
    for (let tap = 0; tap < taps; tap++) {
      for (let c = 0; c < width; c++) packed[at++] = weights[tap * channels + first + c] as number;
    }
  }
}

/** Taps reversed, input and output channels exchanged, then packed as above. */
function packBackward(
  weights: Float32Array,
  packed: Float32Array,
  places: number,
  inChannels: number,
  outChannels: number,
): void {
  let at = 0;
  for (let first = 0; first < inChannels; first += 8) {
    const width = Math.min(8, inChannels - first);
    for (let place = places - 1; place >= 0; place--) {
      for (let out = 0; out < outChannels; out++) {
        for (let c = 0; c < width; c++)
          packed[at++] = weights[(place * inChannels + first + c) * outChannels + out] as number;
      }
    }
  }
}
