import { exitCodes, InputError, jsonDocument } from "@joulebook/core";
import type { Problem } from "@joulebook/core";
import { jsonText } from "./json-text.js";
import { problemLines } from "./problem-lines.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";
import { usageProblem } from "./usage-problem.js";
import { version } from "./version.js";

/** Says what went wrong, as text on stderr or as one `joulebook/error@1` document on stdout; returns the exit code. */
export function reportFailure(error: unknown, json: boolean, terminal: Terminal): number {
  const { problems, exitCode } = failure(error);
  if (json) {
    terminal.out(jsonText(jsonDocument("error", { version: version() }, { errors: problems })));
  } else {
    terminal.err(`${problems.map(problemLines).join("\n")}\n`);
    // A failure that is not the user's: the trace is for whoever mends it.
    if (process.env["JOULEBOOK_DEBUG"] !== undefined && error instanceof Error) terminal.err(`${error.stack}\n`);
  }
  return exitCode;
}

function failure(error: unknown): { readonly problems: readonly Problem[]; readonly exitCode: number } {
  if (error instanceof UsageError) return { problems: [usageProblem(error)], exitCode: exitCodes.usage };
  if (error instanceof InputError) return { problems: error.problems, exitCode: error.exitCode };
  const message = error instanceof Error ? error.message : String(error);
  const fix = "this looks like a fault of joulebook: run again with JOULEBOOK_DEBUG=1 to see where it happened";
  return { problems: [{ code: "failed", message, fix }], exitCode: exitCodes.failed };
}
