const zero = 48;
const powers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/**
 * The decimal number in bytes, as `Number` reads it; NaN when it is not plainly one (then whoever asks looks again, slowly). Up to 15 digits
 * and a scale of up to 10^22 are exact in doubles, so that one multiplication or division rounds correctly.
 *
 * @param point byte of the decimal point: 46 ".", or 44 "," where a table is written so
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number, point: number): number {
  let at = start;
  const negative = bytes[at] === 45;
  if (negative || bytes[at] === 43) at += 1;
  let mantissa = 0;
  let digits = 0;
  let scale = 0;
  let fraction = false;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= zero && byte <= 57) {
      mantissa = mantissa * 10 + (byte - zero);
      digits += 1;
      if (fraction) scale -= 1;
    } else if (byte === point && !fraction) fraction = true;
    else break;
  }
  if (digits === 0 || digits > 15) return Number.NaN;
  if (at < end) {
    const byte = bytes[at] as number;
    if (byte !== 101 && byte !== 69) return Number.NaN;
    at += 1;
    const down = bytes[at] === 45;
    if (down || bytes[at] === 43) at += 1;
    let exponent = 0;
    const from = at;
    for (; at < end; at++) {
      const digit = (bytes[at] as number) - zero;
      if (digit < 0 || digit > 9) return Number.NaN;
      exponent = exponent * 10 + digit;
    }
    if (at === from || at - from > 3) return Number.NaN;
    scale += down ? -exponent : exponent;
  }
  if (scale < -22 || scale > 22) return Number.NaN;
  const value = scale < 0 ? mantissa / (powers[-scale] as number) : mantissa * (powers[scale] as number);
  return negative ? -value : value;
}
