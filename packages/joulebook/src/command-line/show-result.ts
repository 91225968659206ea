import { jsonDocument } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { CommandResult } from "./command-result.js";
import { jsonText } from "./json-text.js";
import { writeErr, writeOut } from "./output.js";
import { version } from "./version.js";

/** Prints a result on stdout, as text or as its document, and its warnings on stderr. */
export function showResult(
  { name, document, text, warnings = [], inputs = [] }: CommandResult,
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): void {
  if (!quiet) for (const { message } of warnings) writeErr(`warning: ${printable(message)}\n`);
  writeOut(json ? jsonText(jsonDocument(name, { version: version(), warnings, inputs }, document)) : `${text()}\n`);
}
