import { type FormatOptions, formatNumber, type PrintedUnit, type Scale, scaleFor } from "./format-quantity.js";

/** A column of quantities under one prefix. */
export interface FormattedColumn extends Scale {
  /** Numbers without the unit, in the order of the values. */
  readonly cells: readonly string[];
}

/**
 * Prints a column of quantities of one unit with one prefix for all of them, so that numbers in a column compare by eye.
 *
 * The prefix is the one that suits the median size. Every cell keeps its significant digits and never has an
 * exponent; missing values become `missing`.
 *
 * @example formatColumn([0.05, 0.0021, undefined], "J") // => { unit: "mJ", factor: 0.001, cells: ["50.0", "2.10", ""] }
 */
export function formatColumn(
  values: readonly (number | undefined)[],
  unit: PrintedUnit,
  { missing = "", ...options }: FormatOptions & { readonly missing?: string } = {},
): FormattedColumn {
  const scale = columnScale(values, unit, options);
  const cells = values.map((value) => (value === undefined ? missing : formatNumber(value / scale.factor, options)));
  return { ...scale, cells };
}

/** The one scale for a column: the scale of its median size (zeros and missing values left out). */
export function columnScale(
  values: readonly (number | undefined)[],
  unit: PrintedUnit,
  options: FormatOptions = {},
): Scale {
  const sizes = values
    .filter((value): value is number => value !== undefined && Number.isFinite(value) && value !== 0)
    .map(Math.abs);
  sizes.sort((a, b) => a - b);
  return scaleFor(sizes[Math.floor((sizes.length - 1) / 2)] ?? 0, unit, options);
}
