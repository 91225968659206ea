/**
 * A table cell as text: numbers with this many decimals and a true minus sign, missing values as a dash.
 *
 * @example cellText(-0.123456, 2) // => "−0.12"
 */
export function cellText(cell: string | number | undefined, decimals: number): string {
  if (cell === undefined) return "–";
  if (typeof cell === "string") return cell;
  return cell.toFixed(decimals).replace("-", "\u2212");
}

/**
 * Decimals for a column of numbers, one for all of them so that points stand below each other: three significant digits
 * of the middle one, none where all are whole.
 *
 * @example columnDecimals([12.345, 99, 101.5]) // => 1
 */
export function columnDecimals(cells: readonly (string | number | undefined)[]): number {
  const sizes = cells.filter((cell) => typeof cell === "number").map(Math.abs);
  if (sizes.every(Number.isInteger)) return 0;
  const nonZero = sizes.filter((size) => size > 0).toSorted((a, b) => a - b);
  const middle = nonZero[Math.floor(nonZero.length / 2)] ?? 1;
  return Math.min(8, Math.max(0, 2 - Math.floor(Math.log10(middle))));
}
