import type { z } from "zod";
import type { Path } from "./places.js";

/** What zod keeps of a schema, as far as it is read here. */
interface Definition {
  readonly type?: string;
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  readonly items?: readonly unknown[];
  readonly valueType?: unknown;
  readonly innerType?: unknown;
  readonly in?: unknown;
  readonly options?: readonly unknown[];
  readonly values?: readonly unknown[];
}

/** Keys that a schema knows at a path, those of every alternative; none where it is no object there. */
export function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
  return [...new Set(schemasAt(schema, path).flatMap((at) => Object.keys(at.shape ?? {})))];
}

/** The literal values that the alternatives at a path give to a key, e.g. its kinds. */
export function literalsOf(schema: z.ZodType, path: Path): readonly string[] {
  return schemasAt(schema, path).flatMap(({ type, values = [] }) => (type === "literal" ? values.map(String) : []));
}

function schemasAt(schema: z.ZodType, path: Path): readonly Definition[] {
  return path.reduce<readonly Definition[]>(
    (found, step) => found.flatMap((at) => inner(at, step)),
    alternatives(schema),
  );
}

/** A schema without what only wraps it; a union is its alternatives. */
function alternatives(schema: unknown): readonly Definition[] {
  const found = (schema as { readonly _zod?: { readonly def?: Definition } } | undefined)?._zod?.def;
  if (found === undefined) return [];
  if (found.options !== undefined) return found.options.flatMap(alternatives);
  const wrapped = found.innerType ?? found.in;
  return wrapped === undefined ? [found] : alternatives(wrapped);
}

function inner(
  { type, element, items = [], valueType, shape = {} }: Definition,
  step: PropertyKey,
): readonly Definition[] {
  if (type === "array") return alternatives(element);
  if (type === "tuple") return alternatives(items[Number(step)]);
  return alternatives(type === "record" ? valueType : shape[String(step)]);
}
