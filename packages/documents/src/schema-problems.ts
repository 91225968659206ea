import { nearestNames, type Problem, quoteInput } from "@joulebook/core";
import type { z } from "zod";
import type { Path, PlaceOf } from "./places.js";
import { knownKeys, literalsOf } from "./schema-keys.js";

/** Problems shown of one file; the rest are counted. */
const shown = 20;

export interface Checked {
  readonly value: unknown;
  readonly schema: z.ZodType;
  readonly file: string;
  readonly placeOf: PlaceOf;
}

/** What zod found, as problems: unknown keys with the nearest known ones, wrong values with what was expected. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], checked: Checked): readonly Problem[] {
  const problems = issues.flatMap((issue) => problemsOf(issue, issue.path, checked));
  const left = problems.length - shown;
  if (left <= 0) return problems;
  const rest = { code: "more-problems", message: `and ${left} more problems`, file: checked.file };
  return [...problems.slice(0, shown), rest];
}

function problemsOf(issue: z.core.$ZodIssue, path: Path, checked: Checked): readonly Problem[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, path, checked));
  if (issue.code === "invalid_union" && issue.errors.length > 0) return problemsOfUnion(issue.errors, path, checked);
  return [badValue(issue, path, checked)];
}

function unknownKey(key: string, path: Path, { schema, file, placeOf }: Checked): Problem {
  const nearest = nearestNames(key, knownKeys(schema, path), 2);
  return {
    code: "unknown-key",
    message: `${placeText(path)}: unknown key ${quoteInput(key)}`,
    file,
    ...placeOf([...path, key]),
    ...(nearest.length === 0 ? {} : { nearest }),
  };
}

/** The alternative that was meant is the one that fits deepest; of equals, the one with fewest faults. */
function problemsOfUnion(
  errors: readonly (readonly z.core.$ZodIssue[])[],
  path: Path,
  checked: Checked,
): readonly Problem[] {
  const ofOtherKind = errors.every(isOfOtherKind);
  if (ofOtherKind) {
    const kinds = errors.flatMap((issues) =>
      issues.map((issue) => ("expected" in issue ? String(issue.expected) : "")),
    );
    const expected = [...new Set(kinds.filter((kind) => kind !== ""))].join(" or ");
    return [{ ...problem(`expected ${expected}, received ${kindAt(checked.value, path)}`, path, checked) }];
  }
  const [meant = []] = errors.filter((issues) => !isOfOtherKind(issues)).toSorted((a, b) => a.length - b.length);
  return meant.flatMap((issue) => problemsOf(issue, [...path, ...issue.path], checked));
}

/** The value is a number where an object stands, or the like: nothing inside it was looked at. */
function isOfOtherKind(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.some(({ code, path }) => code === "invalid_type" && path.length === 0);
}

function badValue(issue: z.core.$ZodIssue, path: Path, checked: Checked): Problem {
  const options = issue.code === "invalid_value" ? issue.values.map(String) : literalsOf(checked.schema, path);
  const value = valueAt(checked.value, path);
  if (typeof value === "string" && options.length > 0) {
    const nearest = nearestNames(value, options, 2);
    return {
      ...problem(`unknown value ${quoteInput(value)}`, path, checked),
      expected: `one of ${options.join(", ")}`,
      ...(nearest.length === 0 ? {} : { nearest }),
    };
  }
  if (value === undefined && issue.code === "invalid_type") {
    return problem(`missing, expected ${issue.expected}`, path, checked);
  }
  const { message } = issue;
  return problem(`${message.charAt(0).toLowerCase()}${message.slice(1)}`, path, checked);
}

function problem(message: string, path: Path, { file, placeOf }: Checked): Problem {
  return { code: "bad-value", message: `${placeText(path)}: ${message}`, file, ...placeOf(path) };
}

/** `table[0].points[1].source`. */
function placeText(path: Path): string {
  const text = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return text === "" ? "the file" : quoteInput(text.replace(/^\./, ""));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (at as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[step],
    value,
  );
}

function kindAt(value: unknown, path: Path): string {
  const found = valueAt(value, path);
  if (found === null) return "null";
  return Array.isArray(found) ? "array" : typeof found;
}
