import type { Fraction, Loops } from "@joulebook/core";

/** What stays in the units: weights, inputs, or outputs. */
export type Dataflow = "weight-stationary" | "input-stationary" | "output-stationary";

export const dataflows: readonly Dataflow[] = ["weight-stationary", "input-stationary", "output-stationary"];

/** A systolic array of rows x columns units. */
export interface SystolicArray {
  readonly rows: number;
  readonly columns: number;
  readonly dataflow: Dataflow;
}

/** How long a product takes on a systolic array, without stalls. */
export interface SystolicCycles {
  /** Passes over the array. */
  readonly folds: number;
  readonly cycles: number;
  /** MACs over units x cycles. */
  readonly utilisation: Fraction;
}

/**
 * Cycles of a matrix product (Sr x T by T x Sc) on a systolic array without stalls, in closed form; a convolution is the
 * product of its unfolded windows.
 *
 * Output stationary: ⌈Sr/R⌉⌈Sc/C⌉ folds of 2R + C + T - 2 cycles; weight stationary: T and the output channels lie on the
 * array, ⌈T/R⌉⌈Sc/C⌉ folds of 2R + C + Sr - 2; input stationary: ⌈T/R⌉⌈Sr/C⌉ folds of 2R + C + Sc - 2.
 * Source: docs/equations.md#systolic-arrays
 *
 * @throws RangeError unless the array has at least one row and one column
 * @example systolicCycles({ positions: 4, terms: 4, channels: 4 }, { rows: 4, columns: 4, dataflow: "output-stationary" }).cycles // => 14
 */
export function systolicCycles(
  { positions, terms, channels, groups = 1 }: SystolicProduct,
  { rows, columns, dataflow }: SystolicArray,
): SystolicCycles {
  if (!(rows >= 1 && columns >= 1)) throw new RangeError(`systolicCycles: the array is ${rows} x ${columns}`);
  const [onRows, onColumns, streamed] = {
    "output-stationary": [positions, channels, terms],
    "weight-stationary": [terms, channels, positions],
    "input-stationary": [terms, positions, channels],
  }[dataflow] as [number, number, number];
  const folds = Math.ceil(onRows / rows) * Math.ceil(onColumns / columns) * groups;
  const cycles = folds * (2 * rows + columns + streamed - 2);
  return { folds, cycles, utilisation: (positions * terms * channels * groups) / (rows * columns * cycles) };
}

/** A product as a systolic array sees it. */
export interface SystolicProduct {
  /** Output positions: rows of the unfolded input. */
  readonly positions: number;
  /** Terms of each sum: input channels x kernel. */
  readonly terms: number;
  readonly channels: number;
  readonly groups?: number;
}

/** The product of a layer's loops. */
export function systolicProduct({
  batch,
  rows,
  output,
  inChannels,
  kernel,
  outChannels,
  groups,
}: Loops): SystolicProduct {
  const all = (values: readonly number[]): number => values.reduce((product, value) => product * value, 1);
  return { positions: batch * rows * all(output), terms: inChannels * all(kernel), channels: outChannels, groups };
}
