/** Where a function with one minimum is least, by golden-section search down to 1e-9 of the interval. */
export function goldenSection(value: (x: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [low, high];
  while (right - left > 1e-9 * (high - low)) {
    const [a, b] = [right - ratio * (right - left), left + ratio * (right - left)];
    if (value(a) <= value(b)) right = b;
    else left = a;
  }
  return (left + right) / 2;
}
