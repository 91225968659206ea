import { CommanderError } from "commander";
import type { CommandResult } from "./command-result.js";
import { jsonDocument } from "./json-document.js";
import { writeErr, writeOut } from "./output.js";
import { createProgram } from "./program.js";

/**
 * Runs the command line: prints the result or the failure and sets the exit code; never throws.
 *
 * Output goes to stdout (text, or one JSON document with `--json`), warnings and progress to stderr.
 */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
  const json = args.includes("--json");
  const quiet = args.includes("--quiet");
  const program = createProgram(async (act) => {
    const result = await act();
    show(result, json, quiet);
    process.exitCode = result.exitCode ?? 0;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    // Help and version are shown by then.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const { reportFailure } = await import("./report-failure.js");
    process.exitCode = reportFailure(error, json);
  }
}

function show(result: CommandResult, json: boolean, quiet: boolean): void {
  if (!quiet) for (const { message } of result.warnings ?? []) writeErr(`warning: ${oneLine(message)}\n`);
  if (json) writeOut(jsonDocument(result));
  else writeOut(`${result.text()}\n`);
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
}
