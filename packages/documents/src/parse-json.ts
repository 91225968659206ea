import { InputError, quoteInput } from "@joulebook/core";
import { placeOfFault } from "./places.js";

/**
 * The value of a JSON text.
 *
 * @param what is read, e.g. "a device file (schemas/device.schema.json)"
 * @throws InputError `bad-json` with line and column
 */
export function parseJson(text: string, file: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `this is no JSON: ${quoteInput(why)}`;
    throw new InputError([{ code: "bad-json", message, file, ...placeOfFault(text), expected: what }]);
  }
}
