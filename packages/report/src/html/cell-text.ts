/**
 * A table cell as text: numbers with the digits asked for (else up to four significant ones) and a true minus sign,
 * missing values as a dash.
 *
 * @example cellText(0.123456) // => "0.1235"
 */
export function cellText(cell: string | number | undefined, decimals?: number): string {
  if (cell === undefined) return "–";
  if (typeof cell === "string") return cell;
  const text = decimals === undefined ? String(Number(cell.toPrecision(4))) : cell.toFixed(decimals);
  return text.replace("-", "\u2212");
}
