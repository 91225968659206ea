/** Where the number that `numberBytes` read last ends, and what it is. */
export const readNumber: { value: number; end: number } = { value: Number.NaN, end: -1 };

/** 10^0 to 10^22 are exact doubles. */
const powers = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const exactMantissa = 2 ** 53;

/**
 * Reads a decimal number at the beginning of bytes[start..end): sign, digits, a fraction, an exponent. Gives the same double
 * as `Number` does: a mantissa below 2^53 divided by an exact power of ten is rounded once, all others go through text.
 *
 * @param decimal the byte between digits and fraction, "." or ","
 * @returns whether there is a number; it stands in `readNumber`
 */
export function numberBytes(bytes: Uint8Array, start: number, end: number, decimal: number = 46): boolean {
  let at = start;
  const sign = bytes[at];
  if (sign === 45 || sign === 43) at++;
  const from = at;
  let mantissa = 0;
  let byte = bytes[at] as number;
  while (at < end && byte >= 48 && byte <= 57) {
    mantissa = mantissa * 10 + (byte - 48);
    byte = bytes[++at] as number;
  }
  let digits = at - from;
  let fraction = 0;
  if (at < end && byte === decimal) {
    const dot = ++at;
    byte = bytes[at] as number;
    while (at < end && byte >= 48 && byte <= 57) {
      mantissa = mantissa * 10 + (byte - 48);
      byte = bytes[++at] as number;
    }
    fraction = at - dot;
    digits += fraction;
  }
  if (digits === 0) return false;
  let exponent = 0;
  if (at < end && (byte === 101 || byte === 69)) {
    const after = exponentEnd(bytes, at, end);
    if (after > at) {
      exponent = Number(Buffer.from(bytes.subarray(at + 1, after)).toString("latin1"));
      at = after;
    }
  }
  const scale = exponent - fraction;
  let value: number;
  if (mantissa < exactMantissa && scale <= 0 && scale >= -22) value = mantissa / (powers[-scale] as number);
  else if (mantissa < exactMantissa && scale > 0 && scale <= 22) value = mantissa * (powers[scale] as number);
  else value = Number(Buffer.from(bytes.subarray(from, at)).toString("latin1").replace(",", "."));
  readNumber.value = sign === 45 ? -value : value;
  readNumber.end = at;
  return true;
}

function exponentEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start + 1;
  if (at < end && (bytes[at] === 45 || bytes[at] === 43)) at++;
  const from = at;
  while (at < end && (bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) at++;
  return at > from && at - from <= 6 ? at : start;
}
