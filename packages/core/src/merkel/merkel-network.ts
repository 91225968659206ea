import type { Macs } from "../contracts/units.js";
import { checkSizes, convolutionMacs, denseMacs } from "./mac-estimate.js";

/** A network of Merkel's family: depth - 1 convolutions of equal width, and one fully connected softmax layer. */
export interface MerkelNetwork {
  /** L, the number of layers with weights. */
  readonly depth: number;
  /** Filters of each convolution; default 64. */
  readonly filters?: number;
  /** Side of the square input image; default 32. */
  readonly side?: number;
  /** Channels of the input image; default 3. */
  readonly channels?: number;
  /** Side of the kernels, without padding and with stride 1; default 3. */
  readonly kernel?: number;
  /** Default 10. */
  readonly classes?: number;
}

/** What a layer or a network costs. Weights and biases are both parameters; biases are no MACs. */
export interface MerkelCounts {
  readonly macs: Macs;
  readonly params: number;
}

/**
 * MACs and parameters of one network of Merkel's CNN family. Depth 1 is softmax regression on the pixels.
 *
 * Source: docs/equations.md#merkel-family
 *
 * @throws RangeError if a size is not a positive integer, or the image is too small for the depth
 * @example merkelCounts({ depth: 1 }) // => { macs: 30720, params: 30730 }
 */
export function merkelCounts(network: MerkelNetwork): MerkelCounts {
  return total([...convolutions(network), headCounts(network, network.depth)]);
}

/**
 * The same network with a softmax head behind every layer, from exit 1 (on the pixels) to exit `depth`.
 *
 * `cumulative[l - 1].macs` is what leaving at exit l has cost when every head on the way was evaluated; subtract
 * earlier heads for the convention that counts the chosen one alone. Source: docs/equations.md#merkel-family
 *
 * @throws RangeError as `merkelCounts` does
 */
export function merkelMultiExitCounts(network: MerkelNetwork): {
  readonly convolutions: readonly MerkelCounts[];
  readonly heads: readonly MerkelCounts[];
  readonly cumulative: readonly MerkelCounts[];
  readonly total: MerkelCounts;
} {
  const layers = convolutions(network);
  const heads = Array.from({ length: network.depth }, (_, exit) => headCounts(network, exit + 1));
  const cumulative = heads.map((_, exit) => total([...layers.slice(0, exit), ...heads.slice(0, exit + 1)]));
  return { convolutions: layers, heads, cumulative, total: total([...layers, ...heads]) };
}

function withDefaults({
  depth,
  filters = 64,
  side = 32,
  channels = 3,
  kernel = 3,
  classes = 10,
}: MerkelNetwork): Required<MerkelNetwork> {
  const sizes = { depth, filters, side, channels, kernel, classes };
  checkSizes("merkelCounts", sizes);
  const last = side - (depth - 1) * (kernel - 1);
  if (last < 1) {
    throw new RangeError(
      `merkelCounts: depth ${depth} needs an image of at least ${side - last + 1} pixels a side, got ${side}`,
    );
  }
  return sizes;
}

function convolutions(network: MerkelNetwork): MerkelCounts[] {
  const { depth, filters, side, channels, kernel } = withDefaults(network);
  return Array.from({ length: depth - 1 }, (_, layer) => {
    const inChannels = layer === 0 ? channels : filters;
    const size = side - layer * (kernel - 1);
    return {
      macs: convolutionMacs({ height: size, width: size, inChannels, outChannels: filters, kernel }),
      params: (kernel ** 2 * inChannels + 1) * filters,
    };
  });
}

/** The fully connected layer behind `depth - 1` convolutions. */
function headCounts(network: MerkelNetwork, depth: number): MerkelCounts {
  const { filters, side, channels, kernel, classes } = withDefaults(network);
  const size = side - (depth - 1) * (kernel - 1);
  const inputs = size ** 2 * (depth === 1 ? channels : filters);
  return { macs: denseMacs({ inputs, outputs: classes }), params: (inputs + 1) * classes };
}

function total(parts: readonly MerkelCounts[]): MerkelCounts {
  return {
    macs: parts.reduce((sum, { macs }) => sum + macs, 0),
    params: parts.reduce((sum, { params }) => sum + params, 0),
  };
}
