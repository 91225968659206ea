import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const folder = new URL("../../../core/schemas/", import.meta.url);
const ajv = new Ajv2020({ allErrors: true, strict: false });
for (const file of readdirSync(folder).filter((name) => name.endsWith(".schema.json"))) {
  ajv.addSchema(JSON.parse(readFileSync(new URL(file, folder), "utf8")) as object, file);
}

/** What the JSON Schema of a document finds wrong with a text; empty when it fits. */
export function schemaErrors(name: string, text: string): readonly string[] {
  const validate = ajv.getSchema(`${name}.schema.json`);
  if (validate === undefined) throw new Error(`there is no schema for ${name}`);
  if (validate(JSON.parse(text)) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
