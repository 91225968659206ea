/** One record of a delimited text, valid until the next one: where it and its cells lie in the bytes. */
export interface ScannedRecord {
  /** 1-based line on which it starts. */
  readonly line: number;
  /** Byte offsets of the record. */
  readonly start: number;
  readonly end: number;
  readonly count: number;
  /** Byte offsets of the cells, quotes left out. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1: the cell was quoted; 2: it holds doubled quotes. */
  readonly quotes: Uint8Array;
}

export type ScanFault = "open-quote" | "stray-quote" | "huge-cell" | "too-many-columns";

/** Wider records are no tables. */
export const mostColumns = 10_000;

/** A quoted cell longer than this has lost its closing quote. */
const longestQuoted = 1_000_000;

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * Splits delimited text into records without making strings: about as fast as the bytes can be looked at. Blank lines are skipped; lines
 * end with LF, CRLF or CR; a record that cannot be split is reported, and reading goes on at the next line.
 *
 * @param onRecord gets the same object every time
 * @param onFault gets the record's line, and the byte and cell (from 0) where splitting failed
 */
export function scanDelimited(
  bytes: Uint8Array,
  delimiter: number,
  onRecord: (record: ScannedRecord) => void,
  onFault: (fault: ScanFault, place: { readonly line: number; readonly start: number; readonly at: number }) => void,
): void {
  const starts = new Int32Array(mostColumns);
  const ends = new Int32Array(mostColumns);
  const quotes = new Uint8Array(mostColumns);
  const record = { line: 1, start: 0, end: 0, count: 0, starts, ends, quotes };
  const size = bytes.length;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let line = 1;
  while (at < size) {
    const start = at;
    const startLine = line;
    let count = 0;
    let fault: ScanFault | undefined;
    let faultAt = at;
    for (;;) {
      if (count === mostColumns) {
        fault = "too-many-columns";
        faultAt = at;
        break;
      }
      if (bytes[at] === quote) {
        const from = at + 1;
        let doubled = 1;
        let end = from;
        const limit = Math.min(size, from + longestQuoted);
        let lines = 0;
        for (;;) {
          while (end < limit && bytes[end] !== quote) {
            if (bytes[end] === lineFeed) lines += 1;
            end += 1;
          }
          if (end >= limit) {
            fault = end >= size ? "open-quote" : "huge-cell";
            break;
          }
          if (bytes[end + 1] !== quote) break;
          doubled = 2;
          end += 2;
        }
        if (fault !== undefined) {
          faultAt = at;
          break;
        }
        const next = bytes[end + 1];
        if (end + 1 < size && next !== delimiter && next !== lineFeed && next !== carriageReturn) {
          fault = "stray-quote";
          faultAt = at;
          break;
        }
        line += lines;
        starts[count] = from;
        ends[count] = end;
        quotes[count] = doubled;
        at = end + 1;
      } else {
        const from = at;
        let byte = bytes[at];
        while (at < size && byte !== delimiter && byte !== lineFeed && byte !== carriageReturn) {
          at += 1;
          byte = bytes[at];
        }
        starts[count] = from;
        ends[count] = at;
        quotes[count] = 0;
      }
      count += 1;
      if (at < size && bytes[at] === delimiter) {
        at += 1;
        continue;
      }
      break;
    }
    if (fault !== undefined) {
      onFault(fault, { line: startLine, start, at: faultAt });
      line = startLine;
      at = start;
      while (at < size && bytes[at] !== lineFeed && bytes[at] !== carriageReturn) at += 1;
      if (at < size) {
        at += bytes[at] === carriageReturn && bytes[at + 1] === lineFeed ? 2 : 1;
        line += 1;
      }
      continue;
    }
    const end = at;
    if (at < size) {
      at += bytes[at] === carriageReturn && bytes[at + 1] === lineFeed ? 2 : 1;
      line += 1;
    }
    if (count === 1 && end === start) continue;
    record.line = startLine;
    record.start = start;
    record.end = end;
    record.count = count;
    onRecord(record);
  }
}
