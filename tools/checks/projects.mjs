import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { workspaceFolders } from "../setup/build.mjs";

/**
 * An Nx project: one with targets in its package.json or project.json.
 *
 * @typedef {{ name: string, folder: string, targets: string[] }} Project
 */

/**
 * Every project and what it can be asked to do, read from the files that Nx reads.
 *
 * @param {string} root
 * @returns {Project[]}
 */
export function projects(root) {
  return ["tools", "notebooks", ...workspaceFolders(root)]
    .filter((folder) => existsSync(join(root, folder)))
    .map((folder) => project(root, folder))
    .filter(({ targets }) => targets.length > 0);
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {Project}
 */
function project(root, folder) {
  const own = join(root, folder, "project.json");
  if (existsSync(own)) {
    const { name, targets } = JSON.parse(readFileSync(own, "utf8"));
    return { name, folder, targets: Object.keys(targets) };
  }
  const { name, nx } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  return { name, folder, targets: Object.keys(nx?.targets ?? {}) };
}
