#!/usr/bin/env node
import { processTerminal } from "./command-line/process-terminal.js";
import { runCommandLine } from "./command-line/run-command-line.js";

// Ctrl-C and SIGTERM end the process in order: whatever is half-written is removed on exit.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

void runCommandLine(process.argv.slice(2), processTerminal()).then((code) => {
  process.exitCode = code;
});
