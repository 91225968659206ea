import { jsonDocument } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { CommandResult } from "./command-result.js";
import { jsonText } from "./json-text.js";
import { problemLines } from "./problem-lines.js";
import type { Terminal } from "./terminal.js";
import { version } from "./version.js";

/** Prints a result on stdout, as text or as its document; warnings, and what failed all the same, on stderr. */
export function showResult(
  { name, document, text, warnings = [], inputs = [], errors = [] }: CommandResult,
  { json, quiet, terminal }: { readonly json: boolean; readonly quiet: boolean; readonly terminal: Terminal },
): void {
  if (!quiet) for (const { message } of warnings) terminal.err(`warning: ${printable(message)}\n`);
  if (json) {
    const head = { version: version(), warnings, inputs };
    const failed = errors.length > 0;
    terminal.out(jsonText(jsonDocument(failed ? "error" : name, head, failed ? { errors, ...document } : document)));
    return;
  }
  terminal.out(`${text()}\n`);
  for (const error of errors) terminal.err(`${problemLines(error)}\n`);
}
