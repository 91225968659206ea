import { quoteInput } from "@joulebook/core";
import type { BlockReader, LogSink, SampleConsumer } from "./log-sink.js";
import { type LogDimension, logUnit } from "./log-units.js";
import { numberBytes, readNumber } from "./number-bytes.js";
import { timestampBytes } from "./timestamp-bytes.js";
import { plausible } from "./plausible.js";

/** A column and the factor that makes its numbers SI units; a unit behind a number in a cell takes its place. */
export interface CsvColumn {
  readonly index: number;
  readonly factor: number;
  readonly dimension: LogDimension;
}

/** A channel computed from one column, or from two that are multiplied. */
export interface CsvChannel {
  /** Gives the consumer for a value of the key column ("" without one). */
  open(key: string): SampleConsumer;
  readonly columns: readonly [CsvColumn] | readonly [CsvColumn, CsvColumn];
}

/** Which columns of a table of samples are read, and how. */
export interface CsvPlan {
  readonly delimiter: number;
  readonly decimal: number;
  /** Cells of every row. */
  readonly columns: number;
  /** Undefined factor: decided by the first number's size. */
  readonly time: { readonly index: number; readonly factor?: number };
  readonly channels: readonly CsvChannel[];
  /** Rows of several devices in turns: the column that tells them apart. */
  readonly key?: number;
  readonly markers?: readonly { readonly index: number; readonly name: string; readonly bits: boolean }[];
  /** The header's own line, left out wherever it comes again. */
  readonly header?: string;
  /** Lines before the first row, the header included. */
  readonly skip: number;
}

const capacity = 4096;
const quote = 34;
/** What tools write where they have no number. */
const missing: ReadonlySet<string> = new Set([
  "",
  "n/a",
  "[n/a]",
  "na",
  "nan",
  "null",
  "-",
  "[not supported]",
  "[unknown error]",
]);
const mostKeys = 64;
const mostWindows = 100_000;

interface OpenChannel {
  readonly consumer: SampleConsumer;
  readonly times: Float64Array;
  readonly values: Float64Array;
  count: number;
}

/**
 * Reads a table of samples from bytes: no string is made for a cell that holds a plain number. Rows of nothing but two plain
 * numbers take a path of their own. Units behind numbers, quotes, calendar times and missing values are understood;
 * everything else is a problem with line and column.
 */
export class CsvSamples implements BlockReader {
  readonly #plan: CsvPlan;
  readonly #sink: LogSink;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #open = new Map<string, OpenChannel[]>();
  readonly #plain: OpenChannel | undefined;
  readonly #header: Buffer | undefined;
  readonly #high = new Map<string, number>();
  #line = 0;
  #skip: number;
  #timeFactor: number;
  #timeKnown: boolean;
  /** The unit seen last of each dimension, and its size: a column rarely changes its unit. */
  readonly #units: Readonly<Record<LogDimension, { unit: Buffer; factor: number }>> = {
    time: { unit: Buffer.alloc(0), factor: Number.NaN },
    power: { unit: Buffer.alloc(0), factor: Number.NaN },
    voltage: { unit: Buffer.alloc(0), factor: Number.NaN },
    current: { unit: Buffer.alloc(0), factor: Number.NaN },
    energy: { unit: Buffer.alloc(0), factor: Number.NaN },
  };
  #windows = 0;
  #lastTime = Number.NaN;

  constructor(plan: CsvPlan, sink: LogSink) {
    this.#plan = plan;
    this.#sink = sink;
    this.#starts = new Int32Array(plan.columns);
    this.#ends = new Int32Array(plan.columns);
    this.#skip = plan.skip;
    this.#timeKnown = plan.time.factor !== undefined;
    this.#timeFactor = plan.time.factor ?? 1;
    this.#header = plan.header === undefined ? undefined : Buffer.from(plan.header, "latin1");
    const [channel] = plan.channels;
    if (plan.key === undefined && channel !== undefined) this.#channels("");
    if (isPlain(plan)) this.#plain = this.#channels("")[0];
  }

  block(bytes: Buffer, start: number, end: number, cut: boolean): void {
    let at = start;
    while (at < end) {
      if (this.#plain !== undefined && this.#skip === 0 && this.#timeKnown && !cut) {
        at = this.#plainRows(bytes, at, end, this.#plain);
        if (at >= end) break;
      }
      at = this.#row(bytes, at, end, cut);
    }
  }

  longLine(): void {
    this.#line++;
    this.#sink.problem({
      code: "long-line",
      message: "the line is longer than 1 MiB",
      line: this.#line,
      expected: "one sample a line",
      fix: "check that this is a log",
    });
  }

  end(): void {
    for (const channels of this.#open.values()) for (const channel of channels) flush(channel);
    for (const [name, start] of this.#high) this.#window(name, start, this.#lastTime);
  }

  /** Rows `number,number` without anything else; stops at the beginning of the first row that is something else. */
  #plainRows(bytes: Buffer, start: number, end: number, channel: OpenChannel): number {
    const { times, values } = channel;
    const timeFactor = this.#timeFactor;
    const [{ factor }] = (this.#plan.channels[0] as CsvChannel).columns;
    const delimiter = this.#plan.delimiter;
    let count = channel.count;
    let line = this.#line;
    let row = start;
    while (row < end) {
      let at = row;
      let byte = bytes[at] as number;
      let time = 0;
      let scale = 1;
      while (byte >= 48 && byte <= 57) {
        time = time * 10 + (byte - 48);
        byte = bytes[++at] as number;
      }
      if (byte === 46) {
        byte = bytes[++at] as number;
        while (byte >= 48 && byte <= 57) {
          time = time * 10 + (byte - 48);
          scale *= 10;
          byte = bytes[++at] as number;
        }
      }
      if (byte !== delimiter || at === row || at - row > 17 || scale > 1e22) break;
      const second = ++at;
      let value = 0;
      let valueScale = 1;
      byte = bytes[at] as number;
      while (byte >= 48 && byte <= 57) {
        value = value * 10 + (byte - 48);
        byte = bytes[++at] as number;
      }
      if (byte === 46) {
        byte = bytes[++at] as number;
        while (byte >= 48 && byte <= 57) {
          value = value * 10 + (byte - 48);
          valueScale *= 10;
          byte = bytes[++at] as number;
        }
      }
      if (at === second || at - second > 17 || (at - second === 1 && valueScale === 1 && bytes[second] === 46)) break;
      if (byte === 13) byte = bytes[++at] as number;
      if (byte !== 10 || time >= 2 ** 53 || value >= 2 ** 53 || (at - row === 1 && scale === 1)) break;
      if (bytes[row] === 46 || bytes[second] === 46) break;
      times[count] = (time / scale) * timeFactor;
      values[count] = (value / valueScale) * factor;
      line++;
      row = at + 1;
      if (++count === capacity) {
        channel.consumer.add(times, values, count);
        count = 0;
      }
    }
    channel.count = count;
    this.#line = line;
    return row;
  }

  /** Any row; returns where the next one begins. */
  #row(bytes: Buffer, start: number, end: number, cut: boolean): number {
    this.#line++;
    const { delimiter, columns } = this.#plan;
    const starts = this.#starts;
    const ends = this.#ends;
    let column = 0;
    let cell = start;
    let at = start;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte === 10) break;
      if (byte === delimiter) {
        if (column < columns) {
          starts[column] = cell;
          ends[column] = at;
        }
        column++;
        cell = at + 1;
      } else if (byte === quote && at === cell) {
        at = closingQuote(bytes, at + 1, end);
        if (at < 0) {
          this.#bad("open-quote", "a quoted cell never ends", cell - start);
          const next = bytes.indexOf(10, cell);
          return next < 0 || next >= end ? end : next + 1;
        }
      }
    }
    const next = at + 1;
    let stop = at;
    if (stop > start && bytes[stop - 1] === 13) stop--;
    if (this.#skip > 0) {
      this.#skip--;
      return next;
    }
    if (column < columns) {
      starts[column] = cell;
      ends[column] = stop;
    }
    if (stop === start || (column === 0 && blank(bytes, start, stop))) return next;
    if (this.#isHeader(bytes, start, stop)) return next;
    if (column + 1 !== columns) this.#ragged(column + 1, cut);
    else this.#samples(bytes, start, cut);
    return next;
  }

  #isHeader(bytes: Buffer, start: number, stop: number): boolean {
    const header = this.#header;
    if (header === undefined || stop - start !== header.length || bytes[start] !== header[0]) return false;
    if (bytes.compare(header, 0, header.length, start, stop) !== 0) return false;
    this.#flushAll();
    for (const channels of this.#open.values()) for (const { consumer } of channels) consumer.separate();
    this.#sink.note("second-header", "the header comes again: what follows is taken as a log of its own", this.#line);
    return true;
  }

  #ragged(count: number, cut: boolean): void {
    if (cut) {
      this.#sink.note("cut-line", "the last line is cut off and left out", this.#line);
      return;
    }
    const commas = this.#plan.delimiter === 44 && count > this.#plan.columns;
    this.#sink.problem({
      code: "bad-row",
      message: `the row has ${count} cells`,
      line: this.#line,
      expected: `${this.#plan.columns} cells, as in the header`,
      ...(commas ? { fix: "numbers with decimal commas need another delimiter: write them with points or use ;" } : {}),
    });
  }

  #samples(bytes: Buffer, start: number, cut: boolean): void {
    const { plan, starts, ends } = { plan: this.#plan, starts: this.#starts, ends: this.#ends };
    if (cut) this.#sink.note("cut-line", "the last line has no line end: it may be cut off", this.#line);
    const time = this.#time(bytes, starts[plan.time.index] as number, ends[plan.time.index] as number, start);
    if (Number.isNaN(time)) return;
    this.#lastTime = time;
    const key = plan.key === undefined ? "" : this.#text(bytes, plan.key);
    const channels = this.#open.get(key) ?? this.#channels(key);
    for (let n = 0; n < plan.channels.length; n++) {
      const [first, second] = (plan.channels[n] as CsvChannel).columns;
      let value = this.#number(bytes, first, start);
      if (second !== undefined) value *= this.#number(bytes, second, start);
      if (Number.isNaN(value)) continue;
      const channel = channels[n] as OpenChannel;
      channel.times[channel.count] = time;
      channel.values[channel.count] = value;
      if (++channel.count === capacity) flush(channel);
    }
    if (plan.markers !== undefined) this.#mark(bytes, time, plan.markers);
  }

  #time(bytes: Buffer, from: number, to: number, row: number): number {
    const [start, end] = this.#trimmed(bytes, from, to);
    if (numberBytes(bytes, start, end, this.#plan.decimal)) {
      const { value, end: stop } = readNumber;
      if (stop === end) {
        if (!this.#timeKnown) this.#learnTime(value);
        if (plausible(value * this.#timeFactor)) return value * this.#timeFactor;
      }
      const factor = this.#suffix(bytes, stop, end, "time");
      if (!Number.isNaN(factor) && plausible(value * factor)) return value * factor;
    }
    const time = timestampBytes(bytes, start, end);
    if (Number.isNaN(time)) this.#badCell(bytes, from, to, row, "a time: seconds, or 2024-10-13 03:33:31.779");
    return time;
  }

  /** Numbers of 2001 and later tell their unit by their size. */
  #learnTime(value: number): void {
    const size = Math.abs(value);
    const [unit, factor] =
      size > 1e17 ? ["ns", 1e-9] : size > 1e14 ? ["us", 1e-6] : size > 1e11 ? ["ms", 1e-3] : ["s", 1];
    this.#timeFactor = factor as number;
    this.#timeKnown = true;
    this.#sink.note("assumed-unit", `the time column names no unit: taken as ${unit}`, this.#line);
  }

  /** NaN where the cell holds no number; then a note or a problem says so. */
  #number(bytes: Buffer, column: CsvColumn, row: number): number {
    const [from, to] = [this.#starts[column.index] as number, this.#ends[column.index] as number];
    const [start, end] = this.#trimmed(bytes, from, to);
    if (numberBytes(bytes, start, end, this.#plan.decimal)) {
      const { value, end: stop } = readNumber;
      const factor = stop === end ? column.factor : this.#suffix(bytes, stop, end, column.dimension);
      if (!Number.isNaN(factor) && plausible(value * factor)) return value * factor;
    } else if (missing.has(bytes.toString("latin1", start, Math.min(end, start + 20)).toLowerCase())) {
      this.#sink.note("missing-sample", "a sample has no number and is left out", this.#line);
      return Number.NaN;
    }
    this.#badCell(bytes, from, to, row, `a number (${column.dimension})`);
    return Number.NaN;
  }

  /** Size of the unit that stands behind a number; NaN for an unknown one or one of another dimension. */
  #suffix(bytes: Buffer, from: number, end: number, dimension: LogDimension): number {
    let start = from;
    while (start < end && bytes[start] === 32) start++;
    const known = this.#units[dimension];
    if (end - start !== known.unit.length || !same(bytes, start, known.unit)) {
      if (end - start > 12) return Number.NaN;
      known.unit = Buffer.from(bytes.subarray(start, end));
      const unit = logUnit(known.unit.toString("utf8"));
      known.factor = unit?.dimension === dimension ? unit.factor : Number.NaN;
    }
    return known.factor;
  }

  readonly #range: [number, number] = [0, 0];

  #trimmed(bytes: Buffer, from: number, to: number): [number, number] {
    let [start, end] = [from, to];
    while (start < end && bytes[start] === 32) start++;
    while (end > start && bytes[end - 1] === 32) end--;
    if (end - start >= 2 && bytes[start] === quote && bytes[end - 1] === quote) {
      start++;
      end--;
      while (start < end && bytes[start] === 32) start++;
      while (end > start && bytes[end - 1] === 32) end--;
    }
    this.#range[0] = start;
    this.#range[1] = end;
    return this.#range;
  }

  #text(bytes: Buffer, index: number): string {
    const [start, end] = this.#trimmed(bytes, this.#starts[index] as number, this.#ends[index] as number);
    return bytes.toString("latin1", start, Math.min(end, start + 200));
  }

  #mark(bytes: Buffer, time: number, markers: NonNullable<CsvPlan["markers"]>): void {
    for (const { index, name, bits } of markers) {
      const text = this.#text(bytes, index);
      if (bits)
        for (let bit = 0; bit < text.length && bit < 32; bit++) this.#level(name + bit, text[bit] === "1", time);
      else if (/^[01]?$/.test(text)) {
        this.#level(name, text === "1", time);
        this.#endLabel(name, time);
      } else this.#label(name, text, time);
    }
  }

  #level(name: string, high: boolean, time: number): void {
    const since = this.#high.get(name);
    if (high === (since !== undefined)) return;
    if (since === undefined) this.#high.set(name, time);
    else {
      this.#high.delete(name);
      this.#window(name, since, time);
    }
  }

  /** A column of words: each run of one word is a window, which an empty cell ends. */
  #label(name: string, text: string, time: number): void {
    const key = `${name}\u0000${text}`;
    if (this.#high.has(key)) return;
    this.#endLabel(name, time);
    this.#high.set(key, time);
  }

  #endLabel(name: string, time: number): void {
    if (this.#high.size === 0) return;
    for (const [key, since] of this.#high) {
      if (!key.startsWith(`${name}\u0000`)) continue;
      this.#high.delete(key);
      this.#window(key, since, time);
    }
  }

  #window(key: string, start: number, end: number): void {
    if (!(end > start)) return;
    if (++this.#windows > mostWindows) {
      this.#sink.note("many-windows", `only the first ${mostWindows} windows are taken`, this.#line);
      return;
    }
    this.#sink.window({ name: key.slice(key.indexOf("\u0000") + 1), start, end });
  }

  #channels(key: string): OpenChannel[] {
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    if (this.#open.size >= mostKeys) {
      this.#bad("many-channels", `more than ${mostKeys} different channels`, 0);
      return [...this.#open.values()][0] as OpenChannel[];
    }
    const channels = this.#plan.channels.map((channel) => ({
      consumer: channel.open(key),
      times: new Float64Array(capacity),
      values: new Float64Array(capacity),
      count: 0,
    }));
    this.#open.set(key, channels);
    return channels;
  }

  #flushAll(): void {
    for (const channels of this.#open.values()) for (const channel of channels) flush(channel);
  }

  #badCell(bytes: Buffer, from: number, to: number, row: number, expected: string): void {
    const text = bytes.toString("utf8", from, Math.min(to, from + 200));
    const comma = this.#plan.decimal === 46 && /^\s*-?\d+,\d+\s*$/.test(text);
    const point = this.#plan.decimal === 44 && /^\s*-?\d+\.\d+\s*$/.test(text);
    this.#sink.problem({
      code: "bad-cell",
      message: `cannot read ${quoteInput(text)}`,
      line: this.#line,
      column: from - row + 1,
      expected,
      ...(comma ? { fix: 'decimal commas: give --map with "decimal": ","' } : {}),
      ...(point ? { fix: "the log mixes decimal commas and points: write all numbers in one way" } : {}),
    });
  }

  #bad(code: string, message: string, offset: number): void {
    this.#sink.problem({ code, message, line: this.#line, column: offset + 1 });
  }
}

function isPlain({ columns, time, channels, key, markers, decimal }: CsvPlan): boolean {
  const [channel] = channels;
  return (
    columns === 2 &&
    time.index === 0 &&
    channels.length === 1 &&
    channel?.columns.length === 1 &&
    channel.columns[0].index === 1 &&
    key === undefined &&
    markers === undefined &&
    decimal === 46
  );
}

function flush(channel: OpenChannel): void {
  if (channel.count > 0) channel.consumer.add(channel.times, channel.values, channel.count);
  channel.count = 0;
}

/** Place of the quote that ends a cell, or -1; two quotes are one inside it, and a cell does not go over a line end. */
function closingQuote(bytes: Buffer, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === 10) return -1;
    if (byte !== quote) continue;
    if (at + 1 < end && bytes[at + 1] === quote) at++;
    else return at;
  }
  return -1;
}

/** Whether bytes from a place on are the given ones; a loop, as calls out of the engine cost more than a unit is long. */
function same(bytes: Buffer, start: number, wanted: Buffer): boolean {
  for (let at = 0; at < wanted.length; at++) if (bytes[start + at] !== wanted[at]) return false;
  return true;
}

function blank(bytes: Buffer, start: number, stop: number): boolean {
  for (let at = start; at < stop; at++) if (bytes[at] !== 32 && bytes[at] !== 9) return false;
  return true;
}
