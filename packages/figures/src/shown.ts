/**
 * An SI value in the unit that it is shown in. Rounded to twelve significant digits, so that a conversion leaves no digits
 * that nobody measured (0.55 is 55 %, not 55.00000000000001 %).
 *
 * @param unit size of the shown unit in SI, e.g. 0.001 for mJ
 * @example shown(0.05, 0.001) // => 50
 */
export function shown(value: number, unit: number): number {
  return Number((value / unit).toPrecision(12));
}

/** A fraction in percent. @example percent(0.55) // => 55 */
export function percent(fraction: number): number {
  return shown(fraction, 0.01);
}
