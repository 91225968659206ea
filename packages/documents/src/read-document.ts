import { InputError } from "@joulebook/core";
import type { z } from "zod";
import { parseJson } from "./parse-json.js";
import { type PlaceOf, placesIn } from "./places.js";
import { schemaProblems } from "./schema-problems.js";

export interface CheckOptions {
  /** Name for messages. */
  readonly file: string;
  /** Where a path stands in the file's text; without it problems name no line. */
  readonly placeOf?: PlaceOf;
}

export interface ReadOptions {
  /** Name for messages. */
  readonly file: string;
  /** What is read, e.g. "an experiment (experiment.schema.json)". */
  readonly what: string;
}

/**
 * A JSON text, checked against a schema. The type is the caller's word for what the schema accepts: zod writes optional
 * fields as `| undefined`, which JSON cannot hold.
 *
 * @throws InputError (exit code 3) with every problem and its line: `bad-json`, `unknown-key`, `bad-value`
 */
export function readDocument<T>(text: string, schema: z.ZodType, { file, what }: ReadOptions): T {
  return checkDocument<T>(parseJson(text, file, what), schema, { file, placeOf: placesIn(text) });
}

/**
 * As `readDocument`, for JSON that is parsed already.
 *
 * @throws InputError (exit code 3) with every problem: `unknown-key`, `bad-value`
 */
export function checkDocument<T>(value: unknown, schema: z.ZodType, { file, placeOf = () => ({}) }: CheckOptions): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data as T;
  throw new InputError(schemaProblems(result.error.issues, { value, schema, file, placeOf }));
}
