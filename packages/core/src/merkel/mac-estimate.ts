import type { Macs } from "../contracts/units.js";

/** A square-kernel convolution without padding, with stride 1. */
export interface ValidConvolution {
  readonly height: number;
  readonly width: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernel: number;
}

/**
 * MACs of a convolution without padding and with stride 1, (H - k + 1)(W - k + 1) k^2 C_in C_out: Merkel's (3).
 *
 * Biases are not counted. For stride, padding and groups use the network package.
 * Source: docs/equations.md#mac-estimates
 *
 * @throws RangeError if a size is not a positive integer or the kernel is larger than the input
 * @example convolutionMacs({ height: 32, width: 32, inChannels: 3, outChannels: 64, kernel: 3 }) // => 1555200
 */
export function convolutionMacs({ height, width, inChannels, outChannels, kernel }: ValidConvolution): Macs {
  checkSizes("convolutionMacs", { height, width, inChannels, outChannels, kernel });
  if (kernel > height || kernel > width) {
    throw new RangeError(`convolutionMacs: kernel must fit in the input, got ${kernel} in ${height} x ${width}`);
  }
  return (height - kernel + 1) * (width - kernel + 1) * kernel ** 2 * inChannels * outChannels;
}

/**
 * MACs of a fully connected layer, N_in N_out: Merkel's (4). Source: docs/equations.md#mac-estimates
 *
 * @throws RangeError if a size is not a positive integer
 * @example denseMacs({ inputs: 3072, outputs: 10 }) // => 30720
 */
export function denseMacs({ inputs, outputs }: { readonly inputs: number; readonly outputs: number }): Macs {
  checkSizes("denseMacs", { inputs, outputs });
  return inputs * outputs;
}

/** Checks that every named size is a positive integer. */
export function checkSizes(where: string, sizes: Readonly<Record<string, number>>): void {
  for (const [name, size] of Object.entries(sizes)) {
    if (!(Number.isSafeInteger(size) && size > 0)) {
      throw new RangeError(`${where}: ${name} must be a positive integer, got ${size}`);
    }
  }
}
