import type { Seconds } from "@joulebook/core";

/**
 * Seconds since 1970 of a calendar time in bytes[start..end): year first (`2024/10/13 03:33:31.779`, `2024-10-13T03:33:31Z`)
 * or month first (`08-01-2022 02:45:02.934`), with a fraction and a zone where they stand. Without a zone the clock is taken
 * for UTC. NaN for anything else.
 *
 * @example timestampBytes(Buffer.from("1970-01-02 00:00:01.5"), 0, 21) // => 86401.5
 */
export function timestampBytes(bytes: Uint8Array, start: number, end: number): Seconds {
  if (end - start < 19) return Number.NaN;
  const day = dayAt(bytes, start);
  const between = bytes[start + 10];
  if (Number.isNaN(day) || (between !== 32 && between !== 84)) return Number.NaN;
  const hour = two(bytes, start + 11);
  const minute = two(bytes, start + 14);
  const second = two(bytes, start + 17);
  if (!(hour < 25 && minute < 60 && second < 61) || bytes[start + 13] !== 58 || bytes[start + 16] !== 58)
    return Number.NaN;
  let at = start + 19;
  let fraction = 0;
  if (at < end && (bytes[at] === 46 || bytes[at] === 44)) {
    let scale = 1;
    for (at++; at < end && isDigit(bytes[at] as number); at++) {
      if (scale < 1e15) {
        fraction = fraction * 10 + (bytes[at] as number) - 48;
        scale *= 10;
      }
    }
    fraction /= scale;
  }
  const zone = zoneAt(bytes, at, end);
  return day + hour * 3600 + minute * 60 + second - zone + fraction;
}

/** Whether bytes look like a calendar time rather than a number. */
export function isTimestamp(bytes: Uint8Array, start: number, end: number): boolean {
  return !Number.isNaN(timestampBytes(bytes, start, end));
}

/** A log has few days: the last one is kept. */
const known = { key: -1, high: -1, seconds: Number.NaN };

function dayAt(bytes: Uint8Array, at: number): number {
  let key = 0;
  for (let n = 0; n < 7; n++) key = key * 64 + ((bytes[at + n] as number) & 63);
  const high = (bytes[at + 7] as number) * 65536 + (bytes[at + 8] as number) * 256 + (bytes[at + 9] as number);
  if (key === known.key && high === known.high) return known.seconds;
  const yearFirst = bytes[at + 4] === 45 || bytes[at + 4] === 47;
  const separator = bytes[at + (yearFirst ? 7 : 2)];
  if (separator !== 45 && separator !== 47) return Number.NaN;
  if (!yearFirst && bytes[at + 5] !== separator) return Number.NaN;
  const year = yearFirst ? two(bytes, at) * 100 + two(bytes, at + 2) : two(bytes, at + 6) * 100 + two(bytes, at + 8);
  const month = two(bytes, at + (yearFirst ? 5 : 0));
  const day = two(bytes, at + (yearFirst ? 8 : 3));
  if (!(year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return Number.NaN;
  const seconds = Date.UTC(year, month - 1, day) / 1000;
  if (new Date(seconds * 1000).getUTCMonth() !== month - 1) return Number.NaN;
  known.key = key;
  known.high = high;
  known.seconds = seconds;
  return seconds;
}

/** Seconds east of Greenwich: "Z", "+01:00", "-0530", or nothing; NaN for anything else. */
function zoneAt(bytes: Uint8Array, at: number, end: number): number {
  if (at === end) return 0;
  if (bytes[at] === 90 && at + 1 === end) return 0;
  const sign = bytes[at] === 43 ? 1 : bytes[at] === 45 ? -1 : Number.NaN;
  const colon = bytes[at + 3] === 58 ? 1 : 0;
  if (at + 5 + colon !== end) return Number.NaN;
  return sign * (two(bytes, at + 1) * 3600 + two(bytes, at + 3 + colon) * 60);
}

function two(bytes: Uint8Array, at: number): number {
  const [a, b] = [bytes[at] as number, bytes[at + 1] as number];
  return isDigit(a) && isDigit(b) ? (a - 48) * 10 + (b - 48) : Number.NaN;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
