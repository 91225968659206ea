import type { Problem } from "../contracts/problem.js";
import { nearestNames } from "./nearest-names.js";
import { quoteInput } from "./quote-input.js";

/** Lists up to this long are printed in full. */
const listed = 12;

/**
 * The problem of a name that nobody knows: code `unknown-<kind>`, the nearest known names, and the whole list when it is short.
 *
 * @param kind what the name should have been, e.g. "device", "column"
 * @param options.where option or place, e.g. "--device"; file, line and column go into the problem as they are
 * @example unknownName("device", "coarl", ["coral"]).nearest // => ["coral"]
 */
export function unknownName(
  kind: string,
  name: string,
  known: readonly string[],
  options: {
    readonly where?: string;
    readonly file?: string;
    readonly line?: number;
    readonly column?: number;
    readonly fix?: string;
  } = {},
): Problem {
  const { where, ...place } = options;
  const nearest = nearestNames(name, known);
  const what = name.trim() === "" ? `the ${kind} is empty` : `unknown ${kind} ${quoteInput(name)}`;
  return {
    code: `unknown-${kind.replaceAll(" ", "-")}`,
    message: where === undefined ? what : `${where}: ${what}`,
    expected: expectation(kind, known),
    ...(nearest.length > 0 ? { nearest } : {}),
    ...place,
  };
}

function expectation(kind: string, known: readonly string[]): string {
  if (known.length === 0) return `a known ${kind}, but there is none`;
  if (known.length > listed) return `one of ${known.length} known names`;
  return known.length === 1 ? `${known[0]}` : `one of ${known.join(", ")}`;
}
