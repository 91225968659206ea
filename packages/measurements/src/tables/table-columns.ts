import { quoteInput } from "@joulebook/core";
import { type CellProblem, checkCell } from "../check-cell.js";
import type { ColumnRule } from "../measurement-columns.js";
import type { UnitScale } from "./column-units.js";
import { parseDecimal } from "./parse-decimal.js";
import type { StoredColumn } from "./stored-columns.js";
import { decodedText, textCodes } from "./text-codes.js";

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

/** The text of a column at a row; undefined where it is missing. */
export function textAt(column: TableColumn | undefined, row: number): string | undefined {
  return textReader(column)(row);
}

/** Reads the texts of a column; undefined where one is missing, or the whole column. */
export function textReader(column: TableColumn | undefined): (row: number) => string | undefined {
  if (column?.kind !== "text") return () => undefined;
  const { codes, texts } = column;
  return (row) => {
    const code = codes[row] as number;
    return code === 0 ? undefined : texts[code];
  };
}

/** Reads the numbers of a column; undefined where one is missing, or the whole column. */
export function numberReader(column: TableColumn | undefined): (row: number) => number | undefined {
  if (column?.kind !== "number") return () => undefined;
  const { values } = column;
  return (row) => {
    const value = values[row] as number;
    return Number.isNaN(value) ? undefined : value;
  };
}

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
        const text = decodedText(bytes, from, to);
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

/** What is wrong with a text is looked at once. */
function textColumn({ column, rule }: CellMeaning): GrowingColumn {
  let codes = new Uint32Array(1024);
  let size = 0;
  const known = textCodes();
  const problems: (CellProblem | undefined)[] = [undefined];
  const codeOf = (bytes: Uint8Array, start: number, end: number): number => {
    const code = known.codeOf(bytes, start, end);
    if (code === problems.length) problems.push(checkCell(decodedText(bytes, start, end), rule));
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
      const plain = escaped ? Buffer.from(decodedText(bytes, from, to).replaceAll('""', '"')) : undefined;
      const code = plain === undefined ? codeOf(bytes, from, to) : codeOf(plain, 0, plain.length);
      codes[size++] = code;
      return problems[code];
    },
    finish: () => ({ kind: "text", codes: codes.subarray(0, size), texts: known.texts() }),
  };
}

function grown<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from as never);
  return to;
}
