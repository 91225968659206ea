import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A fresh empty folder. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), "joulebook-runtime-"));
}

/** Starts one of the programs in test/children as a real process. */
export function startChild(name: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [childFile(name), ...args], { stdio: ["ignore", "pipe", "pipe"] });
}

export function childFile(name: string): string {
  return fileURLToPath(new URL(`children/${name}`, import.meta.url));
}

/** Waits until the child has written `text` to its standard output. */
export function said(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(text)) resolve();
    });
    child.on("exit", (code) => reject(new Error(`the child ended (${code}) before it said ${text}`)));
  });
}

/** Waits for the end of a child: its exit code, or the signal that killed it. */
export function ended(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve) => child.on("close", (code, signal) => resolve(code ?? signal)));
}
