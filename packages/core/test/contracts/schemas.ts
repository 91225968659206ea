import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";

const folder = new URL("../../schemas/", import.meta.url);

/** Names of the schemas, "interval" for interval.schema.json. */
export const schemaNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith(".schema.json"))
  .map((file) => file.replace(".schema.json", ""))
  .toSorted();

export interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly [key: string]: unknown;
}

export function readSchema(name: string): SchemaNode {
  return JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), "utf8")) as SchemaNode;
}

/** One validator per schema, compiled together, because they refer to each other. */
export function compileSchemas(): ReadonlyMap<string, ValidateFunction> {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
  });
  for (const name of schemaNames) ajv.addSchema(readSchema(name));
  return new Map(schemaNames.map((name) => [name, ajv.getSchema(`${name}.schema.json`) as ValidateFunction]));
}

/** Where and why a value failed, e.g. "/source/row minimum". */
export function errorPlaces(errors: readonly ErrorObject[] | null | undefined): string[] {
  return [...new Set((errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`))].toSorted();
}
