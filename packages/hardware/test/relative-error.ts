/** |actual - expected| / |expected|, so that small energies are compared as strictly as large ones. */
export function relativeError(actual: number | undefined, expected: number): number {
  return actual === undefined ? Number.NaN : Math.abs(actual - expected) / Math.abs(expected);
}
