import { InputError, type Problem, quoteInput, unknownName } from "@joulebook/core";
import { unitNames, unitScale } from "./column-units.js";
import { columnByUnit, knownColumnNames, recogniseColumn } from "./recognise-column.js";
import { type StoredColumn, storedColumns } from "./stored-columns.js";

/** What a column of a file is, where its name does not say so: null leaves it out. */
export type MappedColumn = { readonly column: string; readonly unit?: string } | null;

/** A user's mapping file: which column is what, and what holds for all rows. */
export interface TableMapping {
  readonly columns?: Readonly<Record<string, MappedColumn>>;
  /** Columns of the store with one value for all rows, in the store's units, e.g. { "device": "nucleo-f746zg" }. */
  readonly constants?: Readonly<Record<string, string>>;
  readonly delimiter?: "," | ";" | "\t" | "|";
  readonly decimal?: "." | ",";
}

const delimiters: ReadonlySet<unknown> = new Set([",", ";", "\t", "|"]);

/**
 * Reads a mapping file.
 *
 * @throws InputError with everything wrong with it
 * @example parseMapping('{"columns": {"t": {"column": "latency_s", "unit": "ms"}}}', "map.json")
 */
export function parseMapping(text: string, file: string): TableMapping {
  const value = parsed(text, file);
  const problems: Problem[] = [];
  const wrong = (message: string, expected: string, fix?: string): void => {
    problems.push({ code: "bad-mapping", message, file, expected, ...(fix === undefined ? {} : { fix }) });
  };
  if (!isRecord(value)) wrong("the mapping is no object", '{"columns": {...}, "constants": {...}}');
  const { columns = {}, constants = {}, delimiter, decimal, ...others } = isRecord(value) ? value : {};
  for (const name of Object.keys(others))
    problems.push({ ...unknownName("key", name, ["columns", "constants", "delimiter", "decimal"]), file });
  if (!isRecord(columns))
    wrong("columns is no object", '{"header in the file": {"column": "latency_s", "unit": "ms"}}');
  if (!isRecord(constants)) wrong("constants is no object", '{"device": "nucleo-f746zg"}');
  const mapped: Record<string, MappedColumn> = {};
  for (const [header, meaning] of isRecord(columns) ? Object.entries(columns) : []) {
    const checked = mappedColumn(header, meaning, file);
    if ("problem" in checked) problems.push(checked.problem);
    else mapped[header] = checked.meaning;
  }
  const fixed: Record<string, string> = {};
  for (const [name, constant] of isRecord(constants) ? Object.entries(constants) : []) {
    if (!storedNames.includes(name)) problems.push({ ...unknownName("column", name, storedNames), file });
    else if (typeof constant === "string" || typeof constant === "number" || typeof constant === "boolean")
      fixed[name] = String(constant);
    else wrong(`constants: ${quoteInput(name)} is no text or number`, "a text or a number");
  }
  if (delimiter !== undefined && !delimiters.has(delimiter))
    wrong(`delimiter: ${quoteInput(String(delimiter))} separates no columns`, 'one of "," ";" "\\t" "|"');
  if (decimal !== undefined && decimal !== "." && decimal !== ",")
    wrong(`decimal: ${quoteInput(String(decimal))} is no decimal point`, '"." or ","');
  if (problems.length > 0) throw new InputError(problems);
  return {
    columns: mapped,
    constants: fixed,
    ...(delimiter === undefined ? {} : { delimiter: delimiter as "," }),
    ...(decimal === undefined ? {} : { decimal: decimal as "." }),
  };
}

const storedNames = storedColumns.map(({ name }) => name);

/** The column of the store of that name. */
export function storedColumn(name: string): StoredColumn | undefined {
  return storedColumns.find((column) => column.name === name);
}

type Checked = { readonly meaning: MappedColumn } | { readonly problem: Problem };

function mappedColumn(header: string, meaning: unknown, file: string): Checked {
  if (meaning === null) return { meaning: null };
  const { column: name, unit } = isRecord(meaning) ? meaning : { column: meaning, unit: undefined };
  const where = `columns: ${quoteInput(header)}`;
  if (typeof name !== "string")
    return {
      problem: {
        code: "bad-mapping",
        message: `${where} says no column`,
        file,
        expected: '{"column": "latency_s", "unit": "ms"}, or null to leave it out',
      },
    };
  const column = storedColumn(name);
  if (column === undefined) return { problem: { ...unknownName("column", name, storedNames, { where }), file } };
  if (unit === undefined) return { meaning: { column: name } };
  if (typeof unit === "string" && unitScale(unit, column.dimension) !== undefined)
    return { meaning: { column: name, unit } };
  return {
    problem: {
      code: "bad-unit",
      message: `${where}: ${quoteInput(String(unit))} is no unit of ${name}`,
      file,
      expected:
        unitNames(column.dimension).length === 0 ? "no unit" : `one of ${unitNames(column.dimension).join(", ")}`,
    },
  };
}

/** A mapping to begin with. */
export interface SuggestedMapping {
  /** What is recognised; null: nothing, to be filled in or left so. */
  readonly columns: Readonly<Record<string, MappedColumn>>;
  /** What every row needs and no column says: to be filled in. */
  readonly constants: Readonly<Record<string, string>>;
  /** Where the numbers have decimal commas. */
  readonly decimal?: ",";
  /** Headers whose meaning is guessed from their unit alone. */
  readonly guessed: readonly string[];
}

/**
 * A mapping file to begin with: what is recognised is filled in, what only has a unit is guessed where nothing else is that, and
 * the rest is null, to be filled in or left out.
 *
 * @example suggestMapping(["Net", "t_ms"]).columns // => { Net: { column: "network" }, t_ms: { column: "latency_s", unit: "ms" } }
 */
export function suggestMapping(header: readonly string[]): SuggestedMapping {
  const columns: Record<string, MappedColumn> = {};
  const found = new Set<string>();
  for (const name of header.filter((each) => each !== "")) {
    const meaning = recogniseColumn(name);
    const unit = meaning !== undefined && "scale" in meaning ? meaning.unit : undefined;
    columns[name] =
      meaning === undefined ? null : { column: meaning.column.name, ...(unit === undefined ? {} : { unit }) };
    if (meaning !== undefined) found.add(meaning.column.name);
  }
  const guessed: string[] = [];
  for (const [name, meaning] of Object.entries(columns)) {
    const guess = meaning === null ? columnByUnit(name) : undefined;
    if (guess === undefined || found.has(guess.column)) continue;
    columns[name] = guess;
    found.add(guess.column);
    guessed.push(name);
  }
  const missing = storedColumns.filter(({ name, required }) => required && !found.has(name));
  return { columns, constants: Object.fromEntries(missing.map(({ name }) => [name, ""])), guessed };
}

/** Names that a header may have meant, best first. */
export function columnHint(header: string): readonly string[] {
  return unknownName("column", header.toLowerCase(), knownColumnNames).nearest ?? [];
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new InputError([
      {
        code: "bad-json",
        message: `the mapping is no JSON: ${(error as Error).message}`,
        file,
        fix: "make one with joulebook ingest FILE --suggest-map",
      },
    ]);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
