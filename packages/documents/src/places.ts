import type { Problem } from "@joulebook/core";
import jsonc from "jsonc-parser";

export type Path = readonly PropertyKey[];
/** Where something stands in a text; empty where nobody knows. */
export type Place = Pick<Problem, "line" | "column">;
export type PlaceOf = (path: Path) => Place;

/** Characters of the longest text that is read a second time for the places of its faults. */
const longest = 4 * 2 ** 20;

/**
 * Finds where a path stands in a JSON text: the value itself, else the innermost part of it that is there. The text is read
 * when the first place is asked for; of a text over 4 MiB no place is known.
 */
export function placesIn(text: string): PlaceOf {
  let root: jsonc.Node | undefined;
  return (path) => {
    if (text.length > longest) return {};
    root ??= unlessTooDeep(() => jsonc.parseTree(text));
    if (root === undefined) return {};
    for (let length = path.length; length >= 0; length--) {
      const node = jsonc.findNodeAtLocation(root, path.slice(0, length) as jsonc.JSONPath);
      if (node !== undefined) return placeAt(text, node.offset);
    }
    return {};
  };
}

/** Where a text stops to be JSON. */
export function placeOfFault(text: string): Place {
  if (text.length > longest) return {};
  const faults: jsonc.ParseError[] = [];
  unlessTooDeep(() => jsonc.parse(text, faults, { disallowComments: true, allowTrailingComma: false }) as unknown);
  const [fault] = faults;
  return fault === undefined ? {} : placeAt(text, fault.offset);
}

/** The parser calls itself for every level of a text. */
function unlessTooDeep<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}
