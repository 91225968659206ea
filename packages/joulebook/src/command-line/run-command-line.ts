import { CommanderError } from "commander";
import { createProgram } from "./program.js";

/**
 * Runs the command line: prints the result or the failure and sets the exit code; never throws.
 *
 * Output goes to stdout (text, or one JSON document with `--json`), warnings and progress to stderr. What printing
 * needs is imported when there is something to print, so that help comes at once.
 */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
  const json = args.includes("--json");
  const quiet = args.includes("--quiet");
  const program = createProgram(async (act) => {
    const result = await act({ json, quiet });
    const { showResult } = await import("./show-result.js");
    showResult(result, { json, quiet });
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
