import type { CommandResult } from "./command-result.js";
import { version } from "./version.js";

/** The JSON text of a result: one document with its schema, version, warnings and inputs, ending in a line break. */
export function jsonDocument({ name, document, warnings = [], inputs = [] }: CommandResult): string {
  return jsonText({ schema: `joulebook/${name}@1`, version: version(), ...document, warnings, inputs });
}

/** JSON text; a number that JSON cannot hold (a cost that no rate allows is infinite) is left out, as missing things are. */
export function jsonText(document: Readonly<Record<string, unknown>>): string {
  const finite = (_key: string, value: unknown): unknown =>
    typeof value === "number" && !Number.isFinite(value) ? undefined : value;
  return `${JSON.stringify(document, finite, 2)}\n`;
}
