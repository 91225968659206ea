import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "../../src/command-line/run-command-line.js";

/** The built program, as a user runs it. */
export const bin: string = fileURLToPath(new URL("../../dist/bin.js", import.meta.url));

/** What a run of the program left. */
export interface Outcome {
  /** Exit code, or the signal that ended it. */
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process: the same code as the program's, without the half second that a process takes. */
export async function joulebook(args: readonly string[]): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  const code = await runCommandLine(args, {
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    width: 100,
  });
  return { code, stdout, stderr };
}

export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly node?: readonly string[];
}

/** Runs the built program as a real child process. */
export function joulebookProcess(args: readonly string[], options: ChildOptions = {}): Promise<Outcome> {
  return outcome(startJoulebook(args, options));
}

/** Starts the built program and leaves it running. */
export function startJoulebook(args: readonly string[], { cwd, env = {}, node = [] }: ChildOptions = {}): ChildProcess {
  const environment = { ...process.env, ...env };
  delete environment["FORCE_COLOR"];
  return spawn(process.execPath, [...node, bin, ...args], {
    cwd: cwd ?? tmpdir(),
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Waits for the end of a child. */
export function outcome(child: ChildProcess): Promise<Outcome> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve) => {
    child.on("close", (code, signal) =>
      resolve({ code: code ?? signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
}

/** A fresh empty folder. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), "joulebook-cli-"));
}
