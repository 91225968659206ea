import { join, resolve } from "node:path";
import { exitCodes, InputError } from "@joulebook/core";
import { findTslab, kernelFolder, kernelSpec } from "@joulebook/notebook";
import { printable, writeFileAtomic } from "@joulebook/runtime";
import type { CommandResult } from "../../command-line/command-result.js";
import type { KernelInstallOptions } from "./kernel-options.js";
import { ownProgram } from "./own-package.js";

/**
 * Writes the kernelspec.
 *
 * @throws InputError when both places are named (exit code 2), when tslab is missing, or when the folder cannot be written
 */
export async function installKernel({ user = false, prefix }: KernelInstallOptions): Promise<CommandResult> {
  if (user && prefix !== undefined) {
    const message = "--user and --prefix exclude each other";
    throw new InputError([{ code: "several-places", message, expected: "one of the two" }], exitCodes.usage);
  }
  const { version } = findTslab();
  const folder = kernelFolder(prefix === undefined ? undefined : resolve(prefix));
  const spec = kernelSpec([process.execPath, "--disable-warning=ExperimentalWarning", ownProgram, "kernel", "start"]);
  await writeFileAtomic(join(folder, "kernel.json"), `${JSON.stringify(spec, undefined, 2)}\n`);
  return {
    name: "kernel-install",
    document: { folder, displayName: spec.display_name, argv: spec.argv, tslab: version },
    text: () => `${printable(folder)}\nChoose “${spec.display_name}” as the kernel in Jupyter or VS Code.`,
  };
}
