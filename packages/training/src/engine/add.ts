import type { AddSpec } from "../network/network-spec.js";
import {
  activationMode,
  allocateTensor,
  type BuildContext,
  type Operation,
  startGradient,
  type Tensor,
} from "./operation.js";

/** Sum of two feature maps of the same shape. */
export function add(context: BuildContext, spec: AddSpec, first: Tensor, second: Tensor): Operation {
  const { kernels } = context.arena;
  const output = allocateTensor(context, first.shape);
  const mode = activationMode(spec.activation);
  return {
    name: spec.name,
    output,
    forward({ batch }) {
      kernels.addValues(first.values, second.values, output.values, batch * output.stride, mode);
    },
    backward({ batch }) {
      for (const input of [first, second]) {
        if (!input.needsGradient) continue;
        const inputMode = mode | (startGradient(input) ? 1 : 0);
        kernels.passGradient(output.gradient, output.values, input.gradient, batch * output.stride, inputMode);
      }
    },
  };
}
