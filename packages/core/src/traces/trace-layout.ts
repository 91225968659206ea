import { InputError, type Problem } from "../contracts/problem.js";
import type { TraceLayout } from "../contracts/trace.js";
import { quoteInput } from "../names/quote-input.js";
import { unknownName } from "../names/unknown-name.js";
import { traceColumns } from "./trace-columns.js";

/** Column numbers are read from the names up to these sizes; a hostile header cannot ask for more. */
const largest = 9999;

/** More problems than this are counted, not listed. */
const listed = 50;

/** A trace's layout, and where each column of `traceColumns` stands in the file. */
export interface TraceHeader extends TraceLayout {
  /** Position in the file of each column, by name. */
  readonly position: ReadonlyMap<string, number>;
}

/**
 * What a trace file holds, from its header. Columns may stand in any order; every exit has p and c, and h, m and z
 * columns are there for all exits or for none.
 *
 * @throws InputError (exit code 3) with every missing, repeated and unknown column, by `file:1:column`
 * @example traceLayout(["split", "i", "label", "p1", "c1"]).exits // => 1
 */
export function traceLayout(header: readonly string[], { file }: { readonly file?: string } = {}): TraceHeader {
  const position = new Map<string, number>();
  const problems: Problem[] = [];
  const place = (index: number): { file?: string; line: number; column: number } => ({
    ...(file === undefined ? {} : { file }),
    line: 1,
    column: index + 1,
  });
  header.forEach((name, index) => {
    if (position.has(name))
      problems.push({ code: "repeated-column", message: `column ${quoteInput(name)} appears twice`, ...place(index) });
    else position.set(name, index);
  });

  const exits = largestOf(header, /^[pc]([1-9]\d{0,3})$/, 1);
  const classes = 1 + largestOf(header, /^z[1-9]\d{0,3}_(\d{1,4})$/, -1);
  const layout: TraceLayout = {
    exits,
    entropy: header.some((name) => /^h[1-9]\d*$/.test(name)),
    margin: header.some((name) => /^m[1-9]\d*$/.test(name)),
    width: position.has("width"),
    ...(classes > 0 ? { classes: Math.max(2, classes) } : {}),
  };
  if (exits * Math.max(1, classes) > largest) {
    throw new InputError([
      {
        code: "too-many-columns",
        message: `the header names exit ${exits} and class ${classes - 1}`,
        expected: `at most ${largest} values per example`,
        ...place(0),
      },
    ]);
  }
  const wanted = traceColumns(exits, layout);
  const known = new Set(wanted);
  const missing = wanted.filter((name) => !position.has(name));
  if (missing.length > 0) {
    problems.push({
      code: "missing-column",
      message: `the trace has no column ${missing.slice(0, 8).join(", ")}${missing.length > 8 ? ` and ${missing.length - 8} more` : ""}`,
      expected: `split,i,label and p,c for ${exits === 1 ? "the exit" : `each of the ${exits} exits`}; h, m and z columns for all exits or for none`,
      ...place(0),
    });
  }
  for (const [name, index] of position) {
    if (known.has(name)) continue;
    if (problems.length < listed) problems.push(unknownName("column", name, wanted, place(index)));
    else problems.push({ code: "unknown-column", message: "unknown column", ...place(index) });
  }
  if (problems.length > listed) {
    const more = problems.length - listed;
    problems.splice(listed, more, { code: "more-problems", message: `and ${more} more columns`, ...place(0) });
  }
  if (problems.length > 0) throw new InputError(problems);
  return { ...layout, position };
}

/** Largest number that a pattern finds in the names; `least` where it finds none. */
function largestOf(header: readonly string[], pattern: RegExp, least: number): number {
  return header.reduce((most, name) => Math.max(most, Number(pattern.exec(name)?.[1] ?? least)), least);
}
