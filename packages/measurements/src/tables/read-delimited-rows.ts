import { isUtf8 } from "node:buffer";
import { type Problem, quoteInput } from "@joulebook/core";
import { RowCollector, type TableRows, type TableRowsOptions, unreadable } from "./row-collector.js";
import { mostColumns, type ScanFault, type ScannedRecord, scanDelimited } from "./scan-delimited.js";

/**
 * Delimited text as columns of the store. Every problem is found, with its line and column; blank lines are skipped.
 *
 * @param bytes UTF-8, with or without a byte order mark
 */
export function readDelimitedRows(bytes: Uint8Array, options: TableRowsOptions = {}): TableRows {
  const { mapping = {} } = options;
  const text = checkText(bytes);
  if (text !== undefined) return unreadable([text]);
  const delimiter = mapping.delimiter ?? sniffedDelimiter(bytes);
  let collector: RowCollector | undefined;
  let headerPlaces: readonly { readonly line: number; readonly column: number }[] = [];
  const early: Problem[] = [];
  scanDelimited(
    bytes,
    delimiter.charCodeAt(0),
    (record) => {
      if (collector === undefined) {
        collector = new RowCollector(cells(bytes, record), options);
        headerPlaces = collector.resolved.problems.map(({ cell }) => cellPlace(bytes, record, cell));
        return;
      }
      const wanted = collector.header.length;
      if (record.count === wanted && !isHeader(bytes, record, collector.header))
        collector.addRecord(bytes, record, {
          place: (index) => cellPlace(bytes, record, index),
          text: () => slice(bytes, record.start, record.end),
        });
      else {
        const problem = record.count === wanted ? secondHeader : ragged(record.count, wanted, delimiter);
        collector.reject(record.line, [{ ...problem, line: record.line, column: 1 }], () =>
          slice(bytes, record.start, record.end),
        );
      }
    },
    (fault, { line, start, at }) => {
      const problem = { ...faults[fault], line, column: characters(bytes, start, at) + 1 };
      if (collector === undefined) early.push(problem);
      else
        collector.reject(line, [problem], () => slice(bytes, start, Math.min(endOfLine(bytes, start), start + 10_000)));
    },
  );
  if (early.length > 0) return unreadable(early.slice(0, 20));
  if (collector === undefined)
    return unreadable([{ code: "no-rows", message: "the table is empty", expected: "a header and at least one row" }]);
  const read = (collector as RowCollector).finish((line) => lineText(bytes, line));
  const headerProblems = read.headerProblems.map((problem, index) => ({
    ...(headerPlaces[index] ?? { line: 1 }),
    ...problem,
  }));
  if (headerProblems.length === 0 && read.rows === 0 && read.rejectedCount === 0)
    return {
      ...read,
      headerProblems: [
        { code: "no-rows", message: "the table has no rows", expected: "a header and at least one row" },
      ],
    };
  return { ...read, headerProblems };
}

/** The cells of the first record. */
export function delimitedHeader(bytes: Uint8Array, delimiter: string = sniffedDelimiter(bytes)): readonly string[] {
  const end = Math.min(bytes.length, headerBytes);
  let found: readonly string[] | undefined;
  scanDelimited(
    bytes.subarray(0, end),
    delimiter.charCodeAt(0),
    (record) => (found ??= cells(bytes, record)),
    () => {},
  );
  return found ?? [];
}

const headerBytes = 1 << 20;

/** What keeps bytes from being text at all. */
function checkText(bytes: Uint8Array): Problem | undefined {
  if (bytes.length === 0)
    return { code: "no-rows", message: "the file is empty", expected: "a header and at least one row" };
  if (isUtf8(bytes)) return undefined;
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    start = end + 1;
    line += 1;
  }
  return {
    code: "not-utf8",
    message: utf16 ? "the file is UTF-16 text" : "the file is not UTF-8 text",
    line,
    expected: "UTF-8 text",
    fix: "save it as UTF-8",
  };
}

/** The character that separates the header's cells: the most frequent one outside quotes. */
function sniffedDelimiter(bytes: Uint8Array): string {
  const header = slice(bytes, 0, Math.min(endOfLine(bytes, 0), headerBytes)).replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

function cells(bytes: Uint8Array, { starts, ends, quotes, count }: ScannedRecord): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const cell = slice(bytes, starts[index] as number, ends[index] as number);
    return (quotes[index] === 2 ? cell.replaceAll('""', '"') : cell).trim();
  });
}

/** Whether a record repeats the header, as files joined together do. */
function isHeader(bytes: Uint8Array, { starts, ends }: ScannedRecord, header: readonly string[]): boolean {
  const first = header[0] ?? "";
  const start = starts[0] as number;
  if (first === "" || bytes[start] !== first.charCodeAt(0)) return false;
  return header.every((name, index) => slice(bytes, starts[index] as number, ends[index] as number).trim() === name);
}

function cellPlace(
  bytes: Uint8Array,
  record: ScannedRecord,
  index: number,
): { readonly line: number; readonly column: number } {
  const at = (record.starts[index] ?? record.start) - (record.quotes[index] === 0 ? 0 : 1);
  let line = record.line;
  let lineStart = record.start;
  for (let byte = record.start; byte < at; byte++)
    if (bytes[byte] === 10) {
      line += 1;
      lineStart = byte + 1;
    }
  return { line, column: characters(bytes, lineStart, at) + 1 };
}

/** Characters (not bytes) in a piece of UTF-8. */
function characters(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (((bytes[at] as number) & 0xc0) !== 0x80) count += 1;
  return count;
}

function slice(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}

function endOfLine(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
  return at;
}

function lineText(bytes: Uint8Array, line: number): string {
  let start = 0;
  for (let passed = 1; passed < line; passed++) start = bytes.indexOf(10, start) + 1;
  return slice(bytes, start, endOfLine(bytes, start));
}

const secondHeader: Problem = {
  code: "second-header",
  message: "the header stands here again",
  fix: "remove the line (were two files joined?)",
};

function ragged(count: number, wanted: number, delimiter: string): Problem {
  return {
    code: "ragged-row",
    message: `the row has ${count} cells`,
    expected: `${wanted}, as the header has`,
    fix:
      count > wanted
        ? `quote cells that hold ${quoteInput(delimiter)}, and write decimal points`
        : "fill in the missing cells (was the file cut off?)",
  };
}

const faults: Readonly<Record<ScanFault, Problem>> = {
  "open-quote": {
    code: "open-quote",
    message: "a quoted cell that opens here is never closed",
    expected: 'a closing " before the delimiter or line end',
    fix: 'write a quote inside a quoted cell twice: ""',
  },
  "stray-quote": {
    code: "stray-quote",
    message: "text follows the closing quote of a cell",
    expected: "a delimiter or the end of the line after a closing quote",
    fix: 'write a quote inside a quoted cell twice: ""',
  },
  "huge-cell": {
    code: "huge-cell",
    message: "a quoted cell that opens here is longer than a million bytes",
    expected: "one measurement per line",
    fix: "look for a quote that is never closed",
  },
  "too-many-columns": {
    code: "too-many-columns",
    message: `the record has more than ${mostColumns} cells`,
    expected: "one measurement per line",
    fix: "look for a missing line end, or another delimiter",
  },
};
