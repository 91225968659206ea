/**
 * A number with thousands separated by commas, as timm writes large parameter counts; undefined for an empty cell.
 *
 * @throws Error if commas stand elsewhere than before three digits
 * @example thousands("1,014.45") // => 1014.45
 */
export function thousands(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,3}(,\d{3})*(\.\d+)?$|^\d+(\.\d+)?$/.test(text))
    throw new Error(`expected a number with thousands separated by commas, got ${JSON.stringify(text)}`);
  return Number(text.replaceAll(",", ""));
}
