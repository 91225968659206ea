/** Parameters of a property test: the same cases on every run. */
export function seeded(numRuns: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: 20_210_628, numRuns };
}
