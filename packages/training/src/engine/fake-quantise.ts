import type { Quantiser } from "../compression/quantiser.js";
import { allocateTensor, type BuildContext, type Operation, startGradient, type Tensor } from "./operation.js";

/** Rounds a feature map to a grid; the gradient passes straight through inside the grid's range. */
export function fakeQuantise(
  context: BuildContext,
  name: string,
  { low, scale, levels }: Quantiser,
  input: Tensor,
): Operation {
  const { kernels } = context.arena;
  const output = allocateTensor(context, input.shape);
  return {
    name,
    output,
    forward({ batch }) {
      kernels.fakeQuantise(input.values, output.values, batch * output.stride, low, scale, levels);
    },
    backward({ batch }) {
      if (!input.needsGradient) return;
      const mode = startGradient(input) ? 1 : 0;
      const high = low + scale * levels;
      kernels.fakeQuantiseGradient(
        output.gradient,
        input.values,
        input.gradient,
        batch * output.stride,
        low,
        high,
        mode,
      );
    },
  };
}
