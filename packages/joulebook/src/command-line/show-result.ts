import { jsonDocument } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { CommandResult } from "./command-result.js";
import { jsonText } from "./json-text.js";
import { writeErr, writeOut } from "./output.js";
import { problemLines } from "./problem-lines.js";
import { version } from "./version.js";

/** Prints a result on stdout, as text or as its document; warnings, and what failed all the same, on stderr. */
export function showResult(
  { name, document, text, warnings = [], inputs = [], errors = [] }: CommandResult,
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): void {
  if (!quiet) for (const { message } of warnings) writeErr(`warning: ${printable(message)}\n`);
  if (json) {
    const head = { version: version(), warnings, inputs };
    const failed = errors.length > 0;
    writeOut(jsonText(jsonDocument(failed ? "error" : name, head, failed ? { errors, ...document } : document)));
    return;
  }
  writeOut(`${text()}\n`);
  for (const error of errors) writeErr(`${problemLines(error)}\n`);
}
