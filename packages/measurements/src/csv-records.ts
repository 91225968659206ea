import type { Problem } from "@joulebook/core";
import type { CsvError, Info } from "csv-parse/sync";

/** One record of a CSV text and the line it starts on (1-based, counting line breaks inside quotes). */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

export interface CsvRecords {
  readonly records: readonly CsvRecord[];
  /** Records that could not be split into cells: the line they start on and the cell (from 0) where splitting failed. */
  readonly broken: readonly { readonly line: number; readonly cell: number; readonly problem: Problem }[];
}

/** Records longer than this are refused before they are split. */
const longestRecord = 1_000_000;

/** So many broken records are looked at; a file with more is not CSV. */
const brokenRecords = 20;

/**
 * Splits a user's CSV into records. A record with broken quotes is reported, and reading goes on at the next line, so that all
 * broken records of a file are known at once. Expects line breaks as single "\n".
 */
export async function csvRecords(text: string, delimiter: string): Promise<CsvRecords> {
  const { parse } = await import("csv-parse/sync");
  const records: CsvRecord[] = [];
  const broken: { line: number; cell: number; problem: Problem }[] = [];
  let offset = 0;
  let before = 0;
  while (offset < text.length) {
    let end = 0;
    let blank = 0;
    try {
      parse(text.slice(offset), {
        delimiter,
        relax_column_count: true,
        skip_empty_lines: true,
        max_record_size: longestRecord,
        on_record: (cells: string[], info: Info) => {
          records.push({ cells, line: before + end + 1 + info.empty_lines - blank });
          end = info.lines;
          blank = info.empty_lines;
          return null;
        },
      });
      break;
    } catch (error) {
      const start = nextRecord(text, offset, end);
      broken.push(brokenRecord(error as CsvError, before + start.line));
      before += start.line;
      offset = start.next;
      if (broken.length >= brokenRecords) break;
    }
  }
  return { records, broken };
}

/** The first line with text after so many lines, and where the line behind it begins. */
function nextRecord(text: string, offset: number, lines: number): { readonly line: number; readonly next: number } {
  let at = offset;
  let line = 1;
  for (; line <= lines; line++) at = text.indexOf("\n", at) + 1;
  for (; text[at] === "\n"; line++) at += 1;
  const end = text.indexOf("\n", at);
  return { line, next: end < 0 ? text.length : end + 1 };
}

function brokenRecord(error: CsvError, line: number): CsvRecords["broken"][number] {
  const cell = typeof error["column"] === "number" ? error["column"] : 0;
  const problem = structureProblems[error.code] ?? { code: "broken-csv", message: error.message };
  return { line, cell, problem };
}

const structureProblems: Readonly<Record<string, Problem>> = {
  CSV_QUOTE_NOT_CLOSED: {
    code: "open-quote",
    message: "a quoted cell that opens in this record is never closed",
    expected: 'a closing " before the comma or line end',
    fix: 'write a quote inside a quoted cell twice: ""',
  },
  CSV_INVALID_CLOSING_QUOTE: {
    code: "stray-quote",
    message: "text follows the closing quote of a cell",
    expected: "a comma or the end of the line after a closing quote",
    fix: 'write a quote inside a quoted cell twice: ""',
  },
  INVALID_OPENING_QUOTE: {
    code: "stray-quote",
    message: "a quote stands inside a cell that is not quoted",
    expected: "the whole cell in quotes, or none",
    fix: 'put the cell in quotes and write the quote inside twice: ""',
  },
  CSV_MAX_RECORD_SIZE: {
    code: "huge-record",
    message: `the record is longer than ${longestRecord} characters`,
    expected: "one measurement per line",
    fix: "look for a quote that is never closed, or for a missing line end",
  },
};
