/** How SI values are shown on an axis or in a column: `shown = value * factor`, in `unit`. */
export interface DisplayScale {
  readonly factor: number;
  readonly unit: string;
}

const prefixes = [
  { power: -12, sign: "p" },
  { power: -9, sign: "n" },
  { power: -6, sign: "µ" },
  { power: -3, sign: "m" },
  { power: 0, sign: "" },
  { power: 3, sign: "k" },
  { power: 6, sign: "M" },
  { power: 9, sign: "G" },
  { power: 12, sign: "T" },
] as const;

/**
 * One SI prefix for all values of an axis or column, so that prefixes never mix: the one whose thousandth to whole
 * range holds the geometric middle of the smallest and the largest positive value.
 *
 * @example displayScale([0.01, 0.5], "J") // => { factor: 1000, unit: "mJ" }
 */
export function displayScale(values: readonly number[], unit: string): DisplayScale {
  const sizes = values.map(Math.abs).filter((size) => size > 0 && Number.isFinite(size));
  if (sizes.length === 0) return { factor: 1, unit };
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const size of sizes) {
    low = Math.min(low, size);
    high = Math.max(high, size);
  }
  const middle = (Math.log10(low) + Math.log10(high)) / 2;
  let prefix: (typeof prefixes)[number] = prefixes[0];
  for (const next of prefixes) if (next.power <= middle + 1e-12) prefix = next;
  return { factor: 10 ** -prefix.power, unit: `${prefix.sign}${unit}` };
}
