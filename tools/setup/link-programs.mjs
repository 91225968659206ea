import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./run.mjs";
import { workspace } from "./workspace.mjs";

/**
 * Links the programs that the workspaces build, so that `npx joulebook` finds them. npm does this while it installs, but
 * only for programs that are there, and in a fresh clone nothing is built then.
 *
 * @param {readonly string[]} folders of the workspaces
 * @returns {Promise<void>}
 */
export async function linkPrograms(folders) {
  for (const folder of folders) {
    /** @type {{ name: string, bin?: Record<string, string> }} */
    const { name, bin = {} } = JSON.parse(readFileSync(join(workspace, folder, "package.json"), "utf8"));
    for (const file of Object.values(bin)) chmodSync(join(workspace, folder, file), 0o755);
    if (!Object.keys(bin).every(isLinked)) await npm(["rebuild", name, "--ignore-scripts"], { quiet: true });
  }
}

/** @param {string} program */
function isLinked(program) {
  const link = join(workspace, "node_modules", ".bin", program);
  return existsSync(link) || existsSync(`${link}.cmd`);
}
