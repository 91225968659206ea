/**
 * The t that |T| stays below with probability `level`, for Student's distribution with `degrees` degrees of freedom.
 *
 * The distribution function is a finite sum in theta = atan(t / sqrt(degrees)) for whole degrees of freedom
 * (Abramowitz and Stegun 26.7.3 and 26.7.4); bisection inverts it. Source: docs/equations.md#parameter-intervals
 *
 * @throws RangeError if degrees is not a positive integer or level is outside [0, 1)
 * @example studentQuantile(4, 0.95) // => 2.776
 */
export function studentQuantile(degrees: number, level: number): number {
  if (!(Number.isSafeInteger(degrees) && degrees > 0)) {
    throw new RangeError(`studentQuantile: degrees must be a positive integer, got ${degrees}`);
  }
  if (!(level >= 0 && level < 1)) throw new RangeError(`studentQuantile: level must be in [0, 1), got ${level}`);
  let low = 0;
  let high = Math.PI / 2;
  for (;;) {
    const theta = (low + high) / 2;
    if (theta <= low || theta >= high) return Math.sqrt(degrees) * Math.tan(low);
    if (centralProbability(theta, degrees) > level) high = theta;
    else low = theta;
  }
}

function centralProbability(theta: number, degrees: number): number {
  const square = Math.cos(theta) ** 2;
  const odd = degrees % 2 === 1;
  let term = odd ? Math.cos(theta) : 1;
  let sum = 0;
  for (let k = odd ? 3 : 2; k <= degrees; k += 2) {
    sum += term;
    term *= (square * (k - 1)) / k;
  }
  return odd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
}
