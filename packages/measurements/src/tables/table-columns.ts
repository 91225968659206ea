import { quoteInput } from "@joulebook/core";
import { type CellProblem, checkCell } from "../check-cell.js";
import type { ColumnRule } from "../measurement-columns.js";
import type { UnitScale } from "./column-units.js";
import { parseDecimal } from "./parse-decimal.js";
import type { StoredColumn } from "./stored-columns.js";

/** A column as it is filled row by row; `add` returns what is wrong with the cell. */
export interface GrowingColumn {
  readonly column: StoredColumn;
  add(bytes: Uint8Array, start: number, end: number, escaped: boolean): CellProblem | undefined;
  /** The values of the rows, in their order; reading it ends the growth. */
  finish(): TableColumn;
}

/** Values of a column of the store. Numbers: NaN is missing. Texts: 0 is missing, else the index of its text. */
export type TableColumn =
  | { readonly kind: "number"; readonly values: Float64Array }
  | { readonly kind: "text"; readonly codes: Uint32Array; readonly texts: readonly string[] };

/** How a file's cells become the column: its rule in the file's unit, and the way to SI. */
export interface CellMeaning {
  readonly column: StoredColumn;
  readonly rule: ColumnRule;
  readonly scale: UnitScale;
  /** Byte of the decimal point. */
  readonly point: number;
}

const space = 32;
const tab = 9;

export function growingColumn(meaning: CellMeaning): GrowingColumn {
  const { kind } = meaning.column;
  return kind === "number" || kind === "integer" ? numberColumn(meaning) : textColumn(meaning);
}

function numberColumn({ column, rule, scale, point }: CellMeaning): GrowingColumn {
  let values = new Float64Array(1024);
  let size = 0;
  const { zero = false, max = column.kind === "integer" ? 2147483647 : Number.MAX_VALUE } = rule;
  const whole = column.kind === "integer";
  const { multiply, divide } = scale;
  const slowly = { ...rule, max };
  return {
    column,
    add(bytes, start, end) {
      if (size === values.length) values = grown(values, new Float64Array(size * 2));
      let from = start;
      let to = end;
      while (from < to && (bytes[from] === space || bytes[from] === tab)) from += 1;
      while (to > from && (bytes[to - 1] === space || bytes[to - 1] === tab)) to -= 1;
      if (from === to) {
        values[size++] = Number.NaN;
        return rule.required ? checkCell("", rule) : undefined;
      }
      let value = parseDecimal(bytes, from, to, point);
      if (!(value > 0 || (value === 0 && zero)) || value > max || (whole && value % 1 !== 0)) {
        const text = decoded(bytes, from, to);
        const pointed = point === 44 ? text.replace(",", ".") : text;
        const problem = checkCell(pointed, slowly);
        if (problem !== undefined) {
          values[size++] = Number.NaN;
          return { ...problem, message: problem.message.replace(quoteInput(pointed), () => quoteInput(text)) };
        }
        value = Number(pointed);
      }
      values[size++] = (value * multiply) / divide;
      return undefined;
    },
    finish: () => ({ kind: "number", values: values.subarray(0, size) }),
  };
}

/** Each different text is kept once, and found again by its bytes. */
function textColumn({ column, rule }: CellMeaning): GrowingColumn {
  let codes = new Uint32Array(1024);
  let size = 0;
  let table = new Uint32Array(1024);
  const sources: Uint8Array[] = [empty];
  const starts: number[] = [0];
  const ends: number[] = [0];
  const hashes: number[] = [0];
  const problems: (CellProblem | undefined)[] = [undefined];
  let last = 0;

  const same = (code: number, bytes: Uint8Array, start: number, end: number): boolean => {
    const from = starts[code] as number;
    if ((ends[code] as number) - from !== end - start) return false;
    const source = sources[code] as Uint8Array;
    for (let at = start, other = from; at < end; at++, other++) if (bytes[at] !== source[other]) return false;
    return true;
  };
  const put = (code: number): void => {
    const mask = table.length - 1;
    let slot = (hashes[code] as number) & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = code;
  };
  const codeOf = (bytes: Uint8Array, start: number, end: number): number => {
    if (last !== 0 && same(last, bytes, start, end)) return last;
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    hash ^= hash >>> 15;
    const mask = table.length - 1;
    let slot = hash & mask;
    for (let code = table[slot] as number; code !== 0; code = table[slot] as number) {
      if (hashes[code] === hash && same(code, bytes, start, end)) return code;
      slot = (slot + 1) & mask;
    }
    const code = sources.length;
    sources.push(bytes);
    starts.push(start);
    ends.push(end);
    hashes.push(hash);
    problems.push(checkCell(decoded(bytes, start, end), rule));
    if (code * 2 > table.length) {
      table = new Uint32Array(table.length * 2);
      for (let each = 1; each <= code; each++) put(each);
    } else put(code);
    return code;
  };

  return {
    column,
    add(bytes, start, end, escaped) {
      if (size === codes.length) codes = grown(codes, new Uint32Array(size * 2));
      let from = start;
      let to = end;
      while (from < to && (bytes[from] === space || bytes[from] === tab)) from += 1;
      while (to > from && (bytes[to - 1] === space || bytes[to - 1] === tab)) to -= 1;
      if (from === to) {
        codes[size++] = 0;
        return rule.required ? checkCell("", rule) : undefined;
      }
      if (escaped) {
        const plain = Buffer.from(decoded(bytes, from, to).replaceAll('""', '"'));
        last = codeOf(plain, 0, plain.length);
      } else last = codeOf(bytes, from, to);
      codes[size++] = last;
      return problems[last];
    },
    finish: () => ({
      kind: "text",
      codes: codes.subarray(0, size),
      texts: sources.map((source, code) => decoded(source, starts[code] as number, ends[code] as number)),
    }),
  };
}

const empty = new Uint8Array(0);

function decoded(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}

function grown<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from as never);
  return to;
}
