import { InputError, type LayerKind, type OpTableDevice, type Problem, quoteInput, unknownName } from "@joulebook/core";
import { layerRules } from "@joulebook/network";
import { parse } from "csv-parse/browser/esm/sync";
import { type CharacterisedLayer, characterisedTable } from "./characterised-table.js";

/** What a characterisation says of the device besides its table. */
export interface CharacterisationOptions {
  readonly id: string;
  readonly title?: string;
  /** W while computing; default: the mean of the rows' powers, weighted by time. */
  readonly power?: number;
  /** Hz. */
  readonly clock?: number;
  /** V. */
  readonly voltage?: number;
  /** B. */
  readonly flash?: number;
  /** B. */
  readonly sram?: number;
  readonly software?: string;
}

const columns = ["layer", "kind", "macs", "ops", "outputs", "latency_ms", "resolution_ms", "power_mW"] as const;
const needed = ["kind", "outputs", "latency_ms"] as const;
type Column = (typeof columns)[number];
const largestFile = 10_000_000;

/**
 * A user's own measurements of layers as an op-table device: one CSV row per timed layer with its kind, counts and time.
 *
 * Columns: kind, macs (or ops for kinds without MACs), outputs, latency_ms; optional layer, resolution_ms (default: one
 * step of the last digit printed: "0.1" is 0.05 to 0.15) and power_mW.
 * Source: docs/equations.md#operation-table
 *
 * @throws InputError (exit code 3) with every problem found, by line
 */
export function readCharacterisation(text: string, file: string, options: CharacterisationOptions): OpTableDevice {
  const rows = csvRows(text, file);
  const problems: Problem[] = [];
  const layers = rows.flatMap((row) => readRow(row, file, problems));
  if (problems.length === 0 && layers.length === 0)
    problems.push({ code: "empty-table", message: "the table has no rows", file, expected: "one row per timed layer" });
  const power = options.power ?? meanPower(layers);
  if (problems.length === 0 && power === undefined)
    problems.push({
      code: "missing-power",
      message: "nothing says what the device draws while it computes",
      file,
      expected: "a column power_mW with a value in every row, or --power",
    });
  if (problems.length > 0 || power === undefined) throw new InputError(problems.slice(0, 20));
  const source = { source: "characterisation" };
  const stated = (name: "clock" | "voltage" | "flash" | "sram"): object =>
    options[name] === undefined ? {} : { [name]: { value: options[name], source: "user" } };
  return {
    schema: "joulebook/device@1",
    id: options.id,
    title: options.title ?? options.id,
    kind: "op-table",
    sources: {
      characterisation: { title: `characterisation ${file}`, note: `${layers.length} timed layers` },
      user: { title: "stated with the characterisation" },
    },
    ...(options.software === undefined ? {} : { software: options.software }),
    ...stated("clock"),
    ...stated("voltage"),
    ...stated("flash"),
    ...stated("sram"),
    power: { value: power, source: options.power === undefined ? "characterisation" : "user" },
    table: characterisedTable(layers.map((layer) => ({ ...layer, ...source }))),
  };
}

interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function csvRows(text: string, file: string): readonly CsvRow[] {
  if (text.length > largestFile)
    throw new InputError([{ code: "file-too-large", message: "a characterisation has at most 10 MB", file }]);
  let records: readonly CsvRecord[];
  try {
    const options = { bom: true, info: true, skip_empty_lines: true, trim: true, relax_column_count: true } as const;
    // With `info` the records come with their places, which the library's types do not say.
    records = parse(text, options) as unknown as readonly CsvRecord[];
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    throw new InputError([{ code: "bad-csv", message: `this is no CSV: ${quoteInput(message)}`, file }]);
  }
  const header = records[0]?.record ?? [];
  const missing = needed.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !(columns as readonly string[]).includes(column));
  const twice = header.filter((column, index) => header.indexOf(column) !== index);
  const problems: readonly Problem[] = [
    ...missing.map((column) => ({
      code: "missing-column",
      message: `column ${column} is missing`,
      file,
      line: 1,
      expected: columns.join(", "),
    })),
    ...unknown.map((column) => unknownName("column", column, columns, { file, line: 1 })),
    ...twice.map((column) => ({
      code: "repeated-column",
      message: `column ${quoteInput(column)} stands twice`,
      file,
      line: 1,
    })),
  ];
  if (problems.length > 0) throw new InputError(problems.slice(0, 20));
  return records.slice(1).map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(header.map((column, index) => [column, record[index] ?? ""])),
  }));
}

function readRow({ line, cells }: CsvRow, file: string, problems: Problem[]): readonly CharacterisedLayer[] {
  const before = problems.length;
  const kind = cells.kind ?? "";
  if (!Object.hasOwn(layerRules, kind))
    problems.push(unknownName("layer kind", kind, Object.keys(layerRules), { file, line }));
  const number = (column: Column, required: boolean): number | undefined => {
    const cell = cells[column] ?? "";
    if (cell === "" && !required) return undefined;
    const value = cell === "" ? Number.NaN : Number(cell);
    if (Number.isFinite(value) && value > 0) return value;
    problems.push({
      code: "bad-cell",
      message: `${column}: ${cell === "" ? "the cell is empty" : quoteInput(cell)}`,
      file,
      line,
      expected: "a number above 0",
    });
    return undefined;
  };
  const hasMacs = Object.hasOwn(layerRules, kind) && layerRules[kind as LayerKind].macs;
  const count = number(hasMacs ? "macs" : "ops", true);
  const outputs = number("outputs", true);
  const latency = number("latency_ms", true);
  const resolution = number("resolution_ms", false) ?? lastDigit(cells.latency_ms ?? "");
  const power = number("power_mW", false);
  if (problems.length > before || count === undefined || outputs === undefined || latency === undefined) return [];
  return [
    {
      kind: kind as LayerKind,
      counts: hasMacs ? "macs" : "ops",
      count,
      outputs,
      latency: latency / 1e3,
      resolution: resolution / 1e3,
      ...(power === undefined ? {} : { power: power / 1e3 }),
    },
  ];
}

/** One step of the last digit of a number as it is printed: "31.4" is known to 0.1. */
function lastDigit(cell: string): number {
  const [, fraction = "", exponent = "0"] = /^[+-]?\d*\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(cell) ?? [];
  return 10 ** (Number(exponent) - fraction.length);
}

function meanPower(layers: readonly CharacterisedLayer[]): number | undefined {
  if (layers.length === 0 || layers.some(({ power }) => power === undefined)) return undefined;
  const energy = layers.reduce((sum, { power = 0, latency }) => sum + power * latency, 0);
  return energy / layers.reduce((sum, { latency }) => sum + latency, 0);
}
