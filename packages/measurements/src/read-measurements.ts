import { InputError, type Measurement, type Problem } from "@joulebook/core";
import { type CellPlace, cellPlaces } from "./cell-place.js";
import { checkCell } from "./check-cell.js";
import { checkHeader } from "./check-header.js";
import { disorder, missingValues } from "./check-row.js";
import { wrongDelimiter } from "./csv-delimiter.js";
import { type CsvRecord, csvRecords } from "./csv-records.js";
import { cellReader } from "./csv-table.js";
import { duplicateRows } from "./duplicate-rows.js";
import { measuredCells } from "./measured-cells.js";
import { measurementColumns } from "./measurement-columns.js";
import { mlperfRow } from "./mlperf-row.js";
import type { Notice } from "./notice.js";
import { plausibility } from "./plausibility.js";

export interface ReadOptions {
  /** Name of the file in messages, and of the dataset in the records; "measurements" when absent. */
  readonly file?: string;
  /** Problems that are reported at most; the count of the rest follows. Default 100. */
  readonly limit?: number;
  readonly delimiter?: "," | ";" | "\t";
}

export interface ReadMeasurements {
  readonly measurements: readonly Measurement[];
  /** What was ignored or looks odd: unknown columns, accuracies that look like fractions ... */
  readonly notices: readonly Notice[];
}

/**
 * A user's table of measurements: CSV text with the columns of the MLPerf table (see `measurementColumns`). Everything wrong with it is
 * reported together, each with its file, line and column; then nothing of it is used.
 *
 * @throws InputError with every problem found, up to the limit, and the number of those left out
 */
export async function readMeasurements(text: string, options: ReadOptions = {}): Promise<ReadMeasurements> {
  const { file = "measurements", limit = 100, delimiter = "," } = options;
  const unified = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const place = cellPlaces(unified, delimiter);
  const { records, broken } = await csvRecords(unified, delimiter);
  const [header, ...rows] = records.map(trimmed);
  const separated = header === undefined ? undefined : wrongDelimiter(header.cells.join(delimiter), delimiter);
  const structure = structureProblems(header, rows.length + broken.length, separated);
  if (header === undefined || structure.length > 0) throw new InputError(limited(structure, limit, file));
  const named = checkHeader(header.cells);
  const problems = [
    ...named.problems.map(({ cell, problem }) => ({ ...place(header.line, cell), ...problem })),
    ...broken.map(({ line, cell, problem }) => ({ ...place(line, cell), ...problem })),
    ...tableProblems(header.cells, rows, named.problems.length === 0, place),
  ];
  if (problems.length > 0) throw new InputError(limited(problems.toSorted(byPlace), limit, file));
  const read = cellReader(header.cells);
  const measurements = rows.map(({ cells, line }, index) =>
    mlperfRow(measuredCells(read, cells, `${file}:${line}`), {
      dataset: file,
      row: index + 1,
      licence: "not stated",
      energyBasis: "wall",
      idleIncluded: true,
      idleProxy: "post_power_w of the table",
    }),
  );
  const notices = [...named.notices, ...assumedMeaning(header.cells, rows.length), ...plausibility(measurements)];
  return { measurements, notices };
}

/**
 * The same for a file.
 *
 * @throws InputError when the file cannot be read or is not UTF-8, too
 */
export async function readMeasurementsFile(path: string, options: ReadOptions = {}): Promise<ReadMeasurements> {
  const { readTextFile } = await import("@joulebook/runtime");
  const { text } = await readTextFile(path);
  return readMeasurements(text, { file: path, ...options });
}

function trimmed({ cells, line }: CsvRecord): CsvRecord {
  return { cells: cells.map((cell) => cell.trim()), line };
}

/** A table that does not say what its energies are of is read as the MLPerf table's columns mean them. */
function assumedMeaning(columns: readonly string[], count: number): readonly Notice[] {
  const absent = ["energy_basis", "idle_included"].filter((column) => !columns.includes(column));
  if (absent.length === 0) return [];
  const meaning = { energy_basis: "measured at the wall", idle_included: "with idle power included" };
  const taken = absent.map((column) => meaning[column as keyof typeof meaning]).join(", ");
  const message = `no column ${absent.join(", ")}: energies are taken as ${taken}, as in the MLPerf table`;
  return [{ code: "assumed-energy-meaning", message, count }];
}

/** What makes the whole table unreadable: nothing else is worth saying then. */
function structureProblems(
  header: CsvRecord | undefined,
  rows: number,
  separated: Problem | undefined,
): readonly Problem[] {
  if (separated !== undefined) return [separated];
  if (header !== undefined && rows > 0) return [];
  return [{ code: "no-rows", message: "the table is empty", expected: "a header and at least one row" }];
}

const rules = new Map(measurementColumns.map((rule) => [rule.name, rule]));

/** Problems of the rows; rules that span columns hold only under a sound header. */
function tableProblems(
  columns: readonly string[],
  rows: readonly CsvRecord[],
  soundHeader: boolean,
  place: (line: number, cell: number) => CellPlace,
): readonly Problem[] {
  const read = cellReader(columns);
  const ruleOf = columns.map((name) => rules.get(name));
  const whole = rows.filter(({ cells }) => cells.length === columns.length);
  const ragged = rows
    .filter(({ cells }) => cells.length !== columns.length)
    .map(({ cells, line }) => ({ ...raggedRow(cells.length, columns.length), ...place(line, 0) }));
  const cellProblems = whole.flatMap(({ cells, line }) => {
    const found = ruleOf.flatMap((rule, index) => {
      const problem = rule === undefined ? undefined : checkCell(cells[index] ?? "", rule);
      return problem === undefined ? [] : [{ ...place(line, index), ...problem }];
    });
    if (!soundHeader) return found;
    const row = measuredCells(read, cells, `line ${line}`);
    const spanning = [...missingValues(row), ...(found.length === 0 ? disorder(row) : [])];
    const at = (column: string): CellPlace => place(line, Math.max(0, columns.indexOf(column)));
    return [...found, ...spanning.map(({ column, ...problem }) => ({ ...at(column), ...problem }))];
  });
  const twice = duplicateRows(
    whole.map(({ cells }) => cells),
    read,
  ).map(({ index, first }) => ({
    ...place(whole[index]?.line ?? 1, 0),
    code: "duplicate-row",
    message: `the same measurement stands in line ${whole[first]?.line} already`,
    fix: "remove one, or tell repeated runs apart by round or test_datetime_utc",
  }));
  return [...ragged, ...cellProblems, ...(soundHeader ? twice : [])];
}

function raggedRow(cells: number, columns: number): Problem {
  return {
    code: "ragged-row",
    message: `the row has ${cells} cells`,
    expected: `${columns}, as the header has`,
    fix: cells > columns ? "quote cells that hold commas, and write decimal points" : "fill in the missing cells",
  };
}

function byPlace(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function limited(problems: readonly Problem[], limit: number, file: string): readonly Problem[] {
  const shown = problems.slice(0, limit).map((problem) => ({ ...problem, file }));
  const rest = problems.length - shown.length;
  if (rest <= 0) return shown;
  const message = `${rest} more problem${rest === 1 ? "" : "s"} (${problems.length} in all) not shown`;
  return [...shown, { code: "more-problems", message, file }];
}
