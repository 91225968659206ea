import { homedir } from "node:os";
import { join } from "node:path";
import { InputError } from "@joulebook/core";
import { findTslab } from "./find-tslab.js";
import { provideModules } from "./kernel-modules.js";
import { mendTslab } from "./mend-tslab.js";

/** A Jupyter kernelspec: how Jupyter and VS Code start the kernel. */
export interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The kernelspec "Joulebook (TypeScript)"; `command` starts the kernel when a connection file's path follows it. */
export function kernelSpec(command: readonly string[]): KernelSpec {
  return {
    argv: [...command, "{connection_file}"],
    display_name: "Joulebook (TypeScript)",
    language: "typescript",
    metadata: { debugger: false },
  };
}

/**
 * The folder a kernelspec belongs in: below `prefix` (an environment), or the user's own Jupyter data folder.
 * Places: the "Data files" table of jupyter_core's documentation.
 */
export function kernelFolder(prefix?: string): string {
  if (prefix !== undefined) return join(prefix, "share", "jupyter", "kernels", "joulebook");
  return join(userDataFolder(), "kernels", "joulebook");
}

function userDataFolder(): string {
  const { JUPYTER_DATA_DIR, APPDATA, XDG_DATA_HOME } = process.env;
  if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR;
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32") return join(APPDATA ?? join(homedir(), "AppData", "Roaming"), "jupyter");
  return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
}

/**
 * Becomes the kernel that Jupyter asked for: tslab, with `packages` importable from any folder.
 *
 * @throws InputError when tslab is not installed
 */
export function startKernel(connectionFile: string, packages: Readonly<Record<string, string>>): void {
  if (connectionFile === "") throw new InputError([{ code: "usage", message: "a connection file is missing" }], 2);
  const tslab = findTslab();
  provideModules(tslab, packages);
  mendTslab(tslab);
  const { startKernel: start } = tslab.require("./dist/main") as {
    startKernel(options: { configPath: string; enableFindLocal: boolean }): void;
  };
  start({ configPath: connectionFile, enableFindLocal: false });
}
