import { isUtf8 } from "node:buffer";
import { type Problem, quoteInput } from "@joulebook/core";
import { checkCell } from "../check-cell.js";
import type { Notice } from "../notice.js";
import { siScale } from "./column-units.js";
import { resolveColumns, type ResolvedColumns, type UsedColumn } from "./resolve-columns.js";
import { mostColumns, type ScanFault, type ScannedRecord, scanDelimited } from "./scan-delimited.js";
import { cellRule } from "./stored-columns.js";
import { type GrowingColumn, growingColumn, type TableColumn } from "./table-columns.js";
import { storedColumn, type TableMapping } from "./table-mapping.js";

/** A row that is not used, with what is wrong with it. */
export interface RejectedRow {
  readonly line: number;
  readonly problems: readonly Problem[];
  /** The row as the file has it. */
  readonly text: string;
}

/** A table's rows as columns of the store. */
export interface TableRows {
  readonly columns: ReadonlyMap<string, TableColumn>;
  readonly rows: number;
  /** What keeps the whole table from being read; rows are then not looked at. */
  readonly headerProblems: readonly Problem[];
  readonly rejected: readonly RejectedRow[];
  /** How many rows were rejected: `rejected` holds the first ones only unless all are wanted. */
  readonly rejectedCount: number;
  readonly header: readonly string[];
  readonly used: readonly UsedColumn[];
  readonly notices: readonly Notice[];
}

export interface TableRowsOptions {
  readonly mapping?: TableMapping;
  /** Rejected rows that are kept with their problems; default 100. */
  readonly keepRejected?: number;
}

/** Collects rows of any kind of file: the header first, then cells row by row. */
class RowCollector {
  readonly header: readonly string[];
  readonly resolved: ResolvedColumns;
  readonly #columns: readonly (GrowingColumn | undefined)[];
  readonly #constants: readonly GrowingColumn[];
  readonly #constantBytes: readonly Uint8Array[];
  readonly #keep: number;
  readonly #bad: number[] = [];
  readonly rejected: RejectedRow[] = [];
  #rows = 0;
  #rejectedCount = 0;
  #constantProblems: readonly Problem[];
  #places: number[] = [];

  constructor(header: readonly string[], { mapping = {}, keepRejected = 100 }: TableRowsOptions) {
    this.header = header;
    this.resolved = resolveColumns(header, mapping);
    this.#columns = this.resolved.meanings.map((meaning) =>
      meaning === undefined ? undefined : growingColumn(meaning),
    );
    const covered = new Set(this.resolved.meanings.map((meaning) => meaning?.column.name));
    const constants = [...this.resolved.constants].filter(([name]) => !covered.has(name));
    this.#constantBytes = constants.map(([, value]) => Buffer.from(value));
    this.#constants = constants.flatMap(([name]) => {
      const column = storedColumn(name);
      if (column === undefined) return [];
      const max = column.dimension === "share" ? 1 : undefined;
      return [growingColumn({ column, scale: siScale, point: 46, rule: cellRule(column, name, max) })];
    });
    this.#constantProblems = constants.flatMap(([name, value]) => {
      const column = storedColumn(name);
      if (column === undefined) return [];
      const problem = checkCell(value, cellRule(column, name, column.dimension === "share" ? 1 : undefined));
      return problem === undefined ? [] : [{ ...problem, message: `value for all rows: ${problem.message}` }];
    });
    this.#keep = keepRejected;
  }

  get constantProblems(): readonly Problem[] {
    return this.#constantProblems;
  }

  /** Adds a row that has as many cells as the header. `place` finds line and column of a cell, `text` the row as written. */
  add(
    cell: (index: number) => {
      readonly bytes: Uint8Array;
      readonly start: number;
      readonly end: number;
      readonly escaped: boolean;
    },
    where: { readonly line: number; readonly place: (index: number) => Partial<Problem>; readonly text: () => string },
  ): void {
    let problems: Problem[] | undefined;
    for (let index = 0; index < this.#columns.length; index++) {
      const column = this.#columns[index];
      if (column === undefined) continue;
      const { bytes, start, end, escaped } = cell(index);
      const problem = column.add(bytes, start, end, escaped);
      if (problem !== undefined) (problems ??= []).push({ ...problem, ...where.place(index) });
    }
    this.#constants.forEach((column, index) => {
      const bytes = this.#constantBytes[index] as Uint8Array;
      column.add(bytes, 0, bytes.length, false);
    });
    this.#places.push(where.line);
    if (problems !== undefined) {
      this.#bad.push(this.#rows);
      this.reject(where.line, problems, where.text);
    }
    this.#rows += 1;
  }

  /** The fast way of `add`, for a scanned record. */
  addRecord(bytes: Uint8Array, record: ScannedRecord): void {
    const { starts, ends, quotes } = record;
    let problems: Problem[] | undefined;
    const columns = this.#columns;
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index];
      if (column === undefined) continue;
      const problem = column.add(bytes, starts[index] as number, ends[index] as number, quotes[index] === 2);
      if (problem !== undefined) (problems ??= []).push({ ...problem, ...cellPlace(bytes, record, index) });
    }
    for (let index = 0; index < this.#constants.length; index++) {
      const constant = this.#constantBytes[index] as Uint8Array;
      this.#constants[index]?.add(constant, 0, constant.length, false);
    }
    this.#places.push(record.line);
    if (problems !== undefined) {
      this.#bad.push(this.#rows);
      this.reject(record.line, problems, () => slice(bytes, record.start, record.end));
    }
    this.#rows += 1;
  }

  reject(line: number, problems: readonly Problem[], text: () => string): void {
    this.#rejectedCount += 1;
    if (this.rejected.length < this.#keep) this.rejected.push({ line, problems, text: text() });
  }

  /** The rows that have nothing wrong with them; `textOf` finds a row's text again by its line. */
  finish(textOf: (line: number) => string): TableRows {
    const columns = new Map<string, TableColumn>();
    for (const column of [...this.#columns, ...this.#constants])
      if (column !== undefined) columns.set(column.column.name, column.finish());
    const sound = this.resolved.problems.length === 0;
    const spanning = sound ? rowProblems(columns, this.#rows, new Set(this.#bad)) : [];
    for (const { row, problem } of spanning) {
      const line = this.#places[row] ?? 0;
      this.#bad.push(row);
      this.reject(line, [{ ...problem, line }], () => textOf(line));
    }
    const bad = new Set(this.#bad);
    const rows = this.#rows - bad.size;
    return {
      columns: bad.size === 0 ? columns : new Map([...columns].map(([name, column]) => [name, without(column, bad)])),
      rows,
      headerProblems: [...this.resolved.problems.map(({ problem }) => problem), ...this.#constantProblems],
      rejected: this.rejected,
      rejectedCount: this.#rejectedCount,
      header: this.header,
      used: this.resolved.used,
      notices: this.resolved.notices,
    };
  }
}

/** Percentiles out of order, and rows in which nothing was measured. */
function rowProblems(
  columns: ReadonlyMap<string, TableColumn>,
  rows: number,
  bad: ReadonlySet<number>,
): readonly { readonly row: number; readonly problem: Problem }[] {
  const numbers = (name: string): Float64Array | undefined => {
    const column = columns.get(name);
    return column?.kind === "number" ? column.values : undefined;
  };
  const found: { row: number; problem: Problem }[] = [];
  const taken = new Set(bad);
  const say = (row: number, problem: Problem): void => {
    if (taken.has(row)) return;
    taken.add(row);
    found.push({ row, problem });
  };
  for (const order of orders) {
    const stated = order.flatMap((name) => {
      const values = numbers(name);
      return values === undefined ? [] : [{ name, values }];
    });
    for (let pair = 1; pair < stated.length; pair++) {
      const low = stated[pair - 1];
      const high = stated[pair];
      if (low === undefined || high === undefined) continue;
      for (let row = 0; row < rows; row++)
        if ((low.values[row] as number) > (high.values[row] as number))
          say(row, {
            code: "out-of-order",
            message: `${high.name}: ${high.values[row]} is below ${low.name} (${low.values[row]})`,
            expected: order.join(" <= "),
          });
    }
  }
  const measured = measuredNames.flatMap((name) => numbers(name) ?? []);
  for (let row = 0; row < rows; row++)
    if (measured.every((values) => Number.isNaN(values[row])))
      say(row, {
        code: "empty-row",
        message: "nothing is measured in this row",
        expected: "an energy, a latency, an accuracy, a power or a throughput",
      });
  return found.toSorted((a, b) => a.row - b.row);
}

const measuredNames = ["energy_j", "latency_s", "accuracy", "power_w", "throughput_per_s"];

const orders = [
  ["latency_min_s", "latency_p50_s", "latency_p90_s", "latency_p99_s", "latency_max_s"],
  ["latency_min_s", "latency_s", "latency_max_s"],
];

function without(column: TableColumn, bad: ReadonlySet<number>): TableColumn {
  if (column.kind === "number") return { kind: "number", values: column.values.filter((_, row) => !bad.has(row)) };
  return { ...column, codes: column.codes.filter((_, row) => !bad.has(row)) };
}

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
      if (record.count === wanted && !isHeader(bytes, record, collector.header)) collector.addRecord(bytes, record);
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
export function readHeader(bytes: Uint8Array, delimiter: string = sniffedDelimiter(bytes)): readonly string[] {
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

function unreadable(headerProblems: readonly Problem[]): TableRows {
  return {
    columns: new Map(),
    rows: 0,
    headerProblems,
    rejected: [],
    rejectedCount: 0,
    header: [],
    used: [],
    notices: [],
  };
}

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
