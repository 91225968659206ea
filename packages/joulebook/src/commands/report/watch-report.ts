import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import type { Invocation } from "../../command-line/run.js";
import { ownProgram } from "../kernel/own-package.js";
import { filesBelow, nextChange } from "./file-changes.js";
import type { ReportOptions } from "./report-options.js";

/** Packages whose code and data make a report. */
const sources = ["core", "measurements", "recommender", "figures", "report", "studies"];

/**
 * Writes the report, and again whenever its sources change, until it is interrupted. Each time a fresh process does it,
 * because a process keeps the code it has loaded; a failure is printed, and the next change tries again.
 */
export async function watchReport({ parameter }: ReportOptions, { log }: Invocation): Promise<never> {
  const args = process.argv.slice(2).filter((word) => word !== "--watch");
  const places = [...packageFolders(), ...filesAmong(parameter)];
  for (;;) {
    const before = filesBelow(places);
    await render(args);
    log(`watching ${before.size} files; Ctrl-C ends\n`);
    const changed = await nextChange(places, before);
    log(`changed: ${changed}\n`);
  }
}

function packageFolders(): readonly string[] {
  const { resolve: find } = createRequire(import.meta.url);
  return sources.map((name) => dirname(find(`@joulebook/${name}/package.json`)));
}

/** Values of parameters that are files, e.g. a user's own table. */
function filesAmong(parameters: readonly string[]): readonly string[] {
  const values = parameters.map((text) => text.slice(text.indexOf("=") + 1));
  return values.filter((value) => existsSync(value)).map((value) => resolve(value));
}

function render(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [ownProgram, ...args], { stdio: ["ignore", "inherit", "inherit"] });
  const stop = (): void => void child.kill("SIGTERM");
  process.once("exit", stop);
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", () => {
      process.removeListener("exit", stop);
      done();
    });
  });
}
