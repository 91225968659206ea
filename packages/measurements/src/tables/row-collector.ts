import type { Problem } from "@joulebook/core";
import { checkCell } from "../check-cell.js";
import type { Notice } from "../notice.js";
import { siScale } from "./column-units.js";
import { resolveColumns, type ResolvedColumns, type UsedColumn } from "./resolve-columns.js";
import type { ScannedRecord } from "./scan-delimited.js";
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

/** Where the cells of a record lie. */
export type RecordCells = Pick<ScannedRecord, "line" | "starts" | "ends" | "quotes">;

/** Collects rows of any kind of file: the header first, then cells row by row. */
export class RowCollector {
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

  /** Adds a row of texts, as many as the header has. */
  addTexts(cells: readonly string[], line: number, text: () => string): void {
    const bytes = cells.map((cell) => Buffer.from(cell));
    const starts = new Int32Array(cells.length);
    let end = 0;
    const ends = Int32Array.from(bytes, (cell, index) => {
      starts[index] = end;
      end += cell.length;
      return end;
    });
    const record = { line, starts, ends, quotes: new Uint8Array(cells.length) };
    this.addRecord(Buffer.concat(bytes), record, { place: () => ({ line }), text });
  }

  /** Adds a record whose cells lie in one piece of bytes. */
  addRecord(
    bytes: Uint8Array,
    record: RecordCells,
    where: { readonly place: (index: number) => Partial<Problem>; readonly text: () => string },
  ): void {
    const { starts, ends, quotes } = record;
    let problems: Problem[] | undefined;
    const columns = this.#columns;
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index];
      if (column === undefined) continue;
      const problem = column.add(bytes, starts[index] as number, ends[index] as number, quotes[index] === 2);
      if (problem !== undefined) (problems ??= []).push({ ...problem, ...where.place(index) });
    }
    for (let index = 0; index < this.#constants.length; index++) {
      const constant = this.#constantBytes[index] as Uint8Array;
      this.#constants[index]?.add(constant, 0, constant.length, false);
    }
    this.#places.push(record.line);
    if (problems !== undefined) {
      this.#bad.push(this.#rows);
      this.reject(record.line, problems, where.text);
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
  ["energy_low_j", "energy_high_j"],
];

function without(column: TableColumn, bad: ReadonlySet<number>): TableColumn {
  if (column.kind === "number") return { kind: "number", values: column.values.filter((_, row) => !bad.has(row)) };
  return { ...column, codes: column.codes.filter((_, row) => !bad.has(row)) };
}

/** A table of which nothing can be read. */
export function unreadable(headerProblems: readonly Problem[]): TableRows {
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
