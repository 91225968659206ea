import type { DepthwiseSpec } from "../network/network-spec.js";
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

/** A convolution of every channel by itself; source: docs/equations.md#training-convolution */
export function depthwise(context: BuildContext, spec: DepthwiseSpec, input: Tensor): Operation {
  const { arena, parameters } = context;
  const { kernels } = arena;
  const { kernel, stride = 1, padding = "valid", bias: hasBias = true } = spec;
  const { channels } = input;
  const shape = convolvedShape(input.shape, { kernel, stride, padding, channels: input.shape.channels });
  const output = allocateTensor(context, shape);
  const pad = padding === "same" ? samePadding(kernel) : 0;
  const mode = activationMode(spec.activation);

  const weightShape = [kernel, kernel, input.shape.channels];
  const weightSize = kernel * kernel * channels;
  const places = placesOf(weightShape, [kernel, kernel, channels]);
  const weight = parameters.declare({
    name: `${spec.name}.weight`,
    shape: weightShape,
    size: weightSize,
    ...(places === undefined ? {} : { places }),
    decays: true,
    initial: { uniform: Math.sqrt(6 / (2 * kernel * kernel)) },
  });
  const bias = hasBias
    ? parameters.declare({
        name: `${spec.name}.bias`,
        shape: [input.shape.channels],
        size: channels,
        decays: false,
        initial: { constant: 0 },
      })
    : undefined;
  const zeros = arena.allocate(channels);

  const pixelBytes = channels * 4;
  const paddedWidth = input.shape.width + 2 * pad;
  const paddedHeight = input.shape.height + 2 * pad;
  const bordered = pad > 0 ? arena.allocate(paddedHeight * paddedWidth * channels) : 0;
  const inRow = input.shape.width * pixelBytes;
  const rowBytes = paddedWidth * pixelBytes;
  const gradientRow = (paddedWidth + kernel - 1) * pixelBytes;
  const spread = arena.allocate((paddedHeight + kernel - 1) * (paddedWidth + kernel - 1) * channels);
  const spreadStart = spread + (kernel - 1) * (gradientRow + pixelBytes);
  const reversed = arena.allocate(weightSize);
  const imageAt = (b: number): number => {
    const image = input.values + b * input.stride * 4;
    if (pad === 0) return image;
    kernels.copyRows(image, bordered + pad * (rowBytes + pixelBytes), input.shape.height, inRow, rowBytes);
    return bordered;
  };

  return {
    name: spec.name,
    output,
    prepare() {
      if (!input.needsGradient) return;
      const from = arena.floats(weight.weights, weightSize);
      const to = arena.floats(reversed, weightSize);
      for (let tap = 0; tap < kernel * kernel; tap++) {
        to.set(from.subarray(tap * channels, (tap + 1) * channels), (kernel * kernel - 1 - tap) * channels);
      }
    },
    forward({ batch }) {
      for (let b = 0; b < batch; b++) {
        kernels.depthwise(
          imageAt(b),
          weight.weights,
          bias?.weights ?? zeros,
          output.values + b * output.stride * 4,
          shape.height,
          shape.width,
          channels,
          stride * pixelBytes,
          stride * rowBytes,
          rowBytes,
          kernel,
          mode,
        );
      }
    },
    backward({ batch }) {
      const inputMode = input.needsGradient && startGradient(input) ? 1 : 0;
      const stepX = stride * pixelBytes;
      const stepY = stride * gradientRow;
      for (let b = 0; b < batch; b++) {
        const at = b * output.stride * 4;
        const { height, width } = shape;
        kernels.maskGradient(
          output.gradient + at,
          output.values + at,
          spreadStart,
          height,
          width,
          channels,
          stepX,
          stepY,
          mode,
        );
        if (weight.trainable) {
          kernels.depthwiseWeightGradient(
            imageAt(b),
            spreadStart,
            weight.gradients,
            height,
            width,
            channels,
            stride * pixelBytes,
            stride * rowBytes,
            rowBytes,
            kernel,
            stepX,
            stepY,
          );
          if (bias !== undefined) kernels.sumPixels(spreadStart, bias.gradients, height, width, channels, stepX, stepY);
        }
        if (input.needsGradient) {
          kernels.depthwise(
            spread + pad * (gradientRow + pixelBytes),
            reversed,
            zeros,
            input.gradient + b * input.stride * 4,
            input.shape.height,
            input.shape.width,
            channels,
            pixelBytes,
            gradientRow,
            gradientRow,
            kernel,
            inputMode,
          );
        }
      }
    },
  };
}
