import type { AdaptivePoolSpec, PoolSpec } from "../network/network-spec.js";
import { convolvedShape } from "../network/shapes.js";
import { allocateTensor, type BuildContext, type Operation, startGradient, type Tensor } from "./operation.js";

interface Window {
  readonly start: number;
  readonly length: number;
}

/** Average or maximum over windows of fixed size, or over a fixed number of windows; source: docs/equations.md#training-pooling */
export function pooling(context: BuildContext, spec: PoolSpec | AdaptivePoolSpec, input: Tensor): Operation {
  const { arena } = context;
  const { kernels } = arena;
  const { height, width, channels } = input.shape;
  const [rows, columns] = [height, width].map((size) => windowsOf(spec, size)) as [Window[], Window[]];
  const output = allocateTensor(context, { height: rows.length, width: columns.length, channels });
  const average = spec.kind === "average-pool" || spec.kind === "adaptive-average-pool";
  const rowBytes = width * input.channels * 4;
  const pixelBytes = input.channels * 4;

  /** Visits every window of a batch with its place in the input and in the output, in bytes. */
  const visit = (batch: number, at: (from: number, to: number, h: number, w: number) => void): void => {
    for (let b = 0; b < batch; b++) {
      let to = b * output.stride * 4;
      for (const y of rows) {
        for (const x of columns) {
          at(b * input.stride * 4 + y.start * rowBytes + x.start * pixelBytes, to, y.length, x.length);
          to += pixelBytes;
        }
      }
    }
  };

  return {
    name: spec.name,
    output,
    forward({ batch }) {
      const kernel = average ? kernels.averageWindow : kernels.maximumWindow;
      visit(batch, (from, to, h, w) => kernel(input.values + from, output.values + to, h, w, rowBytes, input.channels));
    },
    backward({ batch }) {
      if (!input.needsGradient) return;
      const { values, gradient } = input;
      if (!startGradient(input)) arena.floats(gradient, batch * input.stride).fill(0);
      visit(batch, (from, to, h, w) => {
        if (average) {
          kernels.averageWindowGradient(output.gradient + to, gradient + from, h, w, rowBytes, input.channels);
        } else {
          const given = output.gradient + to;
          kernels.maximumWindowGradient(
            given,
            output.values + to,
            values + from,
            gradient + from,
            h,
            w,
            rowBytes,
            input.channels,
          );
        }
      });
    },
  };
}

/** Windows along one side: of a size and stride, or so many that cover it (start rounded down, end up). */
function windowsOf(spec: PoolSpec | AdaptivePoolSpec, size: number): Window[] {
  if (spec.kind === "max-pool" || spec.kind === "average-pool") {
    const stride = spec.stride ?? spec.size;
    const window = { kernel: spec.size, stride, padding: "valid", channels: 1 } as const;
    const { height: count } = convolvedShape({ height: size, width: size, channels: 1 }, window);
    return Array.from({ length: count }, (_, i) => ({ start: i * stride, length: spec.size }));
  }
  return Array.from({ length: spec.size }, (_, i) => {
    const start = Math.floor((i * size) / spec.size);
    return { start, length: Math.ceil(((i + 1) * size) / spec.size) - start };
  });
}
