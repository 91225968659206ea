import { CommanderError } from "commander";
import { createProgram } from "./program.js";
import type { Run } from "./run.js";
import type { Terminal } from "./terminal.js";

/** Options that may stand at any place, before or behind a command's name. */
const everywhere: ReadonlySet<string> = new Set(["--json", "--quiet"]);

/**
 * Runs the command line and returns its exit code; never throws. What printing a result or a failure needs is imported
 * when there is something to print, so that help comes at once.
 *
 * @param args without the program's name, e.g. ["recommend", "--budget", "50mJ"]
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const json = args.includes("--json");
  const quiet = args.includes("--quiet");
  const words = args.filter((arg) => !everywhere.has(arg));
  let exitCode = 0;
  const run: Run = async (act) => {
    const log = quiet ? (): void => {} : terminal.err;
    const result = await act({ log });
    const { showResult } = await import("./show-result.js");
    showResult(result, { json, quiet, terminal });
    exitCode = result.exitCode ?? 0;
  };
  try {
    const program = await createProgram(terminal, run, words[0]);
    await program.parseAsync(words, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // help or version, shown by then
    const { reportFailure } = await import("./report-failure.js");
    return reportFailure(error, json, terminal);
  }
}
