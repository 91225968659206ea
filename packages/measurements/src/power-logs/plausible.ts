/** Larger numbers are no measurement: with this bound sums and squares of a log stay finite. */
const largest = 1e18;

/** Whether a number of a log can be a time, a power or an energy. */
export function plausible(value: number): boolean {
  return Math.abs(value) <= largest;
}
