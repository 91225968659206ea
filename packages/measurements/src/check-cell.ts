import { type Problem, quoteInput } from "@joulebook/core";
import type { ColumnRule } from "./measurement-columns.js";

/** What is wrong with a cell, without its place; undefined when nothing is. */
export type CellProblem = Pick<Problem, "code" | "message" | "expected" | "fix">;

/** Cells longer than this are no names. */
const longestCell = 10_000;

/** Checks one cell against its column's rule; the cell comes trimmed. */
export function checkCell(cell: string, rule: ColumnRule): CellProblem | undefined {
  if (cell === "") return rule.required ? problem(rule, "empty-cell", "the cell is empty", "a value") : undefined;
  if (cell.length > longestCell)
    return problem(rule, "huge-cell", `the cell has ${cell.length} characters`, `at most ${longestCell}`);
  if (controlCharacter.test(cell))
    return problem(rule, "control-character", `${quoteInput(cell)} holds a control character`, "printable text");
  return checks[rule.kind](cell, rule);
}

/** Any control character but tab and line feed. */
const controlCharacter = /[^\P{Cc}\t\n]/u;

const checks: Readonly<Record<ColumnRule["kind"], (cell: string, rule: ColumnRule) => CellProblem | undefined>> = {
  text: () => undefined,
  number: checkNumber,
  integer: (cell, rule) =>
    checkNumber(cell, rule) ??
    (Number.isSafeInteger(Number(cell)) ? undefined : problem(rule, "bad-number", quoteInput(cell), "a whole number")),
  time: (cell, rule) =>
    /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/.test(cell) && !Number.isNaN(Date.parse(cell))
      ? undefined
      : problem(rule, "bad-time", quoteInput(cell), "ISO 8601 in UTC, e.g. 2022-07-26T16:38:50Z"),
  choice: (cell, rule) =>
    rule.choices?.includes(cell)
      ? undefined
      : problem(rule, "bad-choice", quoteInput(cell), `one of ${rule.choices?.join(", ")}`),
};

function checkNumber(cell: string, rule: ColumnRule): CellProblem | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell)) return notANumber(cell, rule);
  const value = Number(cell);
  if (!Number.isFinite(value))
    return problem(rule, "bad-number", `${quoteInput(cell)} is too large`, "a finite number");
  if (value < 0) return problem(rule, "negative", `${quoteInput(cell)} is negative`, least(rule));
  if (value === 0 && !rule.zero) return problem(rule, "zero", `${quoteInput(cell)} is zero`, least(rule));
  if (rule.max !== undefined && value > rule.max)
    return problem(rule, "too-large", `${quoteInput(cell)} is above ${rule.max}`, `at most ${rule.max}`);
  return undefined;
}

/** The usual ways of not writing a number, each with how to mend it. */
function notANumber(cell: string, rule: ColumnRule): CellProblem {
  const said = quoteInput(cell);
  if (/^[+-]?(nan|n\/a|na|null|none|-|inf(inity)?)$/i.test(cell))
    return problem(rule, "not-a-number", `${said} is no number`, "a number", "leave a missing value empty");
  if (/^[+-]?\d+,\d+$/.test(cell))
    return problem(
      rule,
      "decimal-comma",
      `${said} has a decimal comma`,
      "a decimal point",
      `write ${cell.replace(",", ".")}`,
    );
  if (/^[+-]?[\d.]+\s*[a-zA-Zµ%]+$/.test(cell))
    return problem(rule, "unit-in-cell", `${said} carries a unit`, "a plain number", "the column's name says the unit");
  return problem(rule, "bad-number", `${said} is no number`, "a number such as 12.5 or 3e-4");
}

function least(rule: ColumnRule): string {
  return rule.zero ? "0 or more" : "more than 0";
}

function problem(rule: ColumnRule, code: string, message: string, expected: string, fix?: string): CellProblem {
  return { code, message: `${rule.name}: ${message}`, expected, ...(fix === undefined ? {} : { fix }) };
}
