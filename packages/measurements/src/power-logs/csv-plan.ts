import { type EnergyBasis, exitCodes, InputError, nearestNames, type Problem, quoteInput } from "@joulebook/core";
import { type ColumnTitle, columnDimension, columnTitle, logDelimiter, splitRow } from "./csv-header.js";
import type { CsvChannel, CsvColumn, CsvPlan } from "./csv-samples.js";
import type { ColumnChoice, ColumnMapping, FormatOptions, LogHead, LogSink } from "./log-sink.js";
import { type LogDimension, logUnit } from "./log-units.js";
import { isTimestamp } from "./timestamp-bytes.js";

/** What a format knows about its table beyond the titles. */
export interface TableFacts {
  readonly basis?: EnergyBasis;
  /** Titles that tell devices in turns apart. */
  readonly key?: RegExp;
  readonly markers?: RegExp;
  /** Columns besides the matching ones are left alone. */
  readonly only?: RegExp;
  /** What a column without a unit is taken in; default SI. */
  readonly silent?: boolean;
}

const mostColumns = 4096;
const keyTitles = /^(channel|rail|domain|zone|device|gpu)$/;
const markerTitles = /^(mark|marker|event|label|phase|d[0-7])$/;

/**
 * Which columns of a table of samples hold what: by the user's mapping, or by names and units of the titles.
 *
 * @throws InputError where no time or nothing to compute a power from is found, with what would mend it
 */
export function csvPlan(head: LogHead, sink: LogSink, options: FormatOptions, facts: TableFacts = {}): CsvPlan {
  const { mapping = {}, file } = options;
  const lines = head.text.split("\n");
  const at = lines.findIndex((line) => line.trim() !== "" && line.trim() !== "\r");
  if (at < 0) throw fail(file, 1, "empty-log", "the log is empty");
  const delimiter = mapping.delimiter ?? logDelimiter(head.text);
  const headed = mapping.header !== false;
  const header = (lines[at] as string).replace(/\r$/, "");
  const cells = splitRow(header, delimiter);
  if (cells.length > mostColumns || header.length >= head.text.length)
    throw fail(file, at + 1, "many-columns", `the first line has ${cells.length} or more cells`, {
      expected: `at most ${mostColumns} columns`,
    });
  const titles = cells.map((cell, index) => columnTitle(headed ? cell : String(index + 1)));
  if (headed && cells.every((cell) => cell !== "" && !Number.isNaN(Number(cell.replace(",", ".")))))
    throw fail(file, at + 1, "no-header", "the first line holds numbers, not the names of columns", {
      fix: 'add a header such as time_s,power_W, or give --map with "header": false and columns by number',
    });
  const first = splitRow(lines[at + (headed ? 1 : 0)] ?? "", delimiter);
  const place = new Finder(titles, file, at + 1, facts.only);
  const time = place.time(mapping.time, first);
  const key = place.choice(mapping.channel) ?? place.like(facts.key ?? keyTitles);
  const plan: CsvPlan = {
    delimiter: delimiter.charCodeAt(0),
    decimal: (mapping.decimal ?? decimalOf(delimiter, first)).charCodeAt(0),
    columns: cells.length,
    time,
    channels: channels(place, sink, options, facts, first),
    ...(key === undefined ? {} : { key }),
    ...markers(place, mapping, facts),
    skip: at + (headed ? 1 : 0),
    ...(headed ? { header } : {}),
  };
  return plan;
}

function decimalOf(delimiter: string, first: readonly string[]): "." | "," {
  return delimiter !== "," && first.some((cell) => /^-?\d+,\d+(\s*\S{1,4})?$/.test(cell)) ? "," : ".";
}

function markers(
  place: Finder,
  mapping: ColumnMapping,
  facts: TableFacts,
): { readonly markers: NonNullable<CsvPlan["markers"]> } | Record<never, never> {
  const chosen = place.choice(mapping.marker);
  const found = chosen === undefined ? place.all(facts.markers ?? markerTitles) : [chosen];
  if (found.length === 0) return {};
  return {
    markers: found.map((index) => {
      const title = (place.titles[index] as ColumnTitle).title;
      const bits = /^d0-d7$/i.test(title);
      return { index, name: bits ? "D" : title, bits };
    }),
  };
}

function channels(
  place: Finder,
  sink: LogSink,
  { mapping = {}, voltage, file }: FormatOptions,
  { basis }: TableFacts,
  first: readonly string[],
): CsvChannel[] {
  const open = (title: string, kind: "power" | "counter", range?: number) => (key: string) =>
    sink.channel({
      name: key === "" ? title : place.valuesOf(title) ? `${key} ${title}` : key,
      kind,
      whole: true,
      ...(basis === undefined ? {} : { basis }),
      ...(range === undefined ? {} : { counterRange: range }),
    });
  const title = ({ index }: CsvColumn): string => (place.titles[index] as ColumnTitle).title.replace(/^#/, "");
  const powers = place.columns("power", mapping.power);
  if (powers.length > 0) return powers.map((column) => ({ open: open(title(column), "power"), columns: [column] }));
  const volts = place.columns("voltage", mapping.voltage);
  const amperes = place.columns("current", mapping.current);
  const [volt, ampere] = [volts[0], amperes[0]];
  if (volts.length > 1 || amperes.length > 1)
    throw fail(file, place.line, "ambiguous-columns", "there are several voltages or currents", {
      fix: "say with --map which belong together",
    });
  if (volt !== undefined && ampere !== undefined)
    return [{ open: open(`${title(volt)} x ${title(ampere)}`, "power"), columns: [volt, ampere] }];
  const range = place.range(first, mapping.energy?.range);
  const energies = place.columns("energy", mapping.energy);
  if (energies.length > 0)
    return energies.map((column) => ({
      open: open(title(column), "counter", range === undefined ? undefined : range * column.factor),
      columns: [column],
    }));
  if (ampere !== undefined && voltage !== undefined) {
    const column = { ...ampere, factor: ampere.factor * voltage };
    return [{ open: open(`${title(ampere)} x ${voltage} V`, "power"), columns: [column] }];
  }
  if (ampere !== undefined)
    throw new InputError(
      [
        {
          code: "no-voltage",
          message: "the log holds currents only",
          file,
          fix: "give the supply with --voltage, e.g. --voltage 3.3V",
        },
      ],
      exitCodes.usage,
    );
  throw fail(file, place.line, "no-power", "no column holds a power", {
    expected: `one such as power_W, or voltage_V and current_A; found ${place.list()}`,
    fix: 'name it with --map: {"power": {"column": "...", "unit": "W"}}',
  });
}

/** Finds columns by titles or by the user's choice. */
class Finder {
  readonly titles: readonly ColumnTitle[];
  readonly line: number;
  readonly #file: string;
  readonly #only: RegExp | undefined;

  constructor(titles: readonly ColumnTitle[], file: string, line: number, only: RegExp | undefined) {
    this.titles = titles;
    this.#file = file;
    this.line = line;
    this.#only = only;
  }

  list(): string {
    return this.titles
      .slice(0, 12)
      .map(({ title }) => quoteInput(title))
      .join(", ");
  }

  /** Whether several columns are channels, so that a key alone does not name one. */
  valuesOf(title: string): boolean {
    const same = columnDimension(columnTitle(title));
    return this.titles.filter((one) => columnDimension(one) === same).length > 1;
  }

  choice(choice: ColumnChoice | undefined): number | undefined {
    if (choice === undefined) return undefined;
    const { column } = choice;
    const index =
      typeof column === "number" ? column - 1 : this.titles.findIndex(({ title }) => title === column.trim());
    if (Number.isSafeInteger(index) && index >= 0 && index < this.titles.length) return index;
    const name = String(column);
    const nearest = nearestNames(
      name,
      this.titles.map(({ title }) => title),
    );
    throw fail(this.#file, this.line, "no-column", `the mapping's column ${quoteInput(name)} is not there`, {
      expected: `one of ${this.list()}`,
      ...(nearest.length > 0 ? { nearest } : {}),
    });
  }

  like(pattern: RegExp): number | undefined {
    return this.all(pattern)[0];
  }

  all(pattern: RegExp): number[] {
    return this.titles.flatMap(({ name, title }, index) =>
      pattern.test(name) || pattern.test(title.toLowerCase()) ? [index] : [],
    );
  }

  columns(dimension: LogDimension, choice: ColumnChoice | undefined): CsvColumn[] {
    const chosen = this.choice(choice);
    if (chosen !== undefined) {
      const factor = this.#factor(choice?.unit ?? this.titles[chosen]?.unit, dimension);
      return [{ index: chosen, factor, dimension }];
    }
    return this.titles.flatMap((title, index) =>
      columnDimension(title) === dimension && (this.#only?.test(title.title) ?? true)
        ? [{ index, factor: this.#factor(title.unit, dimension), dimension }]
        : [],
    );
  }

  time(choice: ColumnChoice | undefined, first: readonly string[]): CsvPlan["time"] {
    const index = this.choice(choice) ?? this.titles.findIndex((title) => columnDimension(title) === "time");
    if (index < 0)
      throw fail(this.#file, this.line, "no-time", "no column holds the time", {
        expected: `one such as time_s or timestamp; found ${this.list()}`,
        fix: 'name it with --map: {"time": {"column": "...", "unit": "s"}}',
      });
    const unit = choice?.unit ?? this.titles[index]?.unit;
    if (unit !== undefined) return { index, factor: this.#factor(unit, "time") };
    const cell = Buffer.from(first[index] ?? "");
    return isTimestamp(cell, 0, cell.length) ? { index, factor: 1 } : { index };
  }

  /** The range of a counter, where a column of its own states it. */
  range(first: readonly string[], given: number | undefined): number | undefined {
    if (given !== undefined) return given;
    const index = this.titles.findIndex(({ title }) => /max_energy_range/i.test(title));
    const value = index < 0 ? Number.NaN : Number(first[index]);
    return value > 0 ? value : undefined;
  }

  #factor(unit: string | undefined, dimension: LogDimension): number {
    if (unit === undefined) return 1;
    const known = logUnit(unit);
    if (known?.dimension === dimension) return known.factor;
    throw fail(this.#file, this.line, "bad-unit", `${quoteInput(unit)} is no unit of ${dimension}`, {
      expected: { time: "s, ms, us, ns", power: "W, mW", voltage: "V, mV", current: "A, mA, uA", energy: "J, uJ, kWh" }[
        dimension
      ],
    });
  }
}

function fail(
  file: string,
  line: number,
  code: string,
  message: string,
  more: Omit<Problem, "code" | "message"> = {},
): InputError {
  return new InputError([{ code, message, file, line, ...more }]);
}
