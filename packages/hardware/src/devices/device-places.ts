import type { Problem } from "@joulebook/core";
import { isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

export type Path = readonly PropertyKey[];
export type PlaceOf = (path: Path) => Pick<Problem, "line" | "column">;

/** Finds where a path stands in a JSON text: the value itself, else the innermost part of it that is there. */
export function placesIn(text: string): PlaceOf {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return (path) => {
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (!isNode(node) || node.range === undefined || node.range === null) continue;
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col };
    }
    return {};
  };
}

/** Keys that a schema knows at a path; none where it is no object there. */
export function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
  let at: unknown = schema;
  for (const step of path) at = inner(at, step);
  return Object.keys(shapeOf(at));
}

interface Definition {
  readonly type?: string;
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  readonly valueType?: unknown;
  readonly innerType?: unknown;
}

function definition(schema: unknown): Definition {
  const found = (schema as { readonly _zod?: { readonly def?: Definition } } | undefined)?._zod?.def ?? {};
  return found.innerType === undefined ? found : definition(found.innerType);
}

function shapeOf(schema: unknown): Readonly<Record<string, unknown>> {
  return definition(schema).shape ?? {};
}

function inner(schema: unknown, step: PropertyKey): unknown {
  const { type, element, valueType } = definition(schema);
  if (type === "array") return element;
  return type === "record" ? valueType : shapeOf(schema)[String(step)];
}
