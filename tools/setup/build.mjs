import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { linkPrograms } from "./link-programs.mjs";
import { run } from "./run.mjs";
import { say, stampFolder, workspace } from "./workspace.mjs";

const stamp = join(stampFolder, "build");
const ignored = new Set(["dist", "node_modules", "test", "test-long", ".nx"]);

/**
 * Builds what is stale, through Nx, whose cache decides by content. Asking Nx costs a second, so it is asked only when a
 * file's size or time changed since the last build that passed, or when a build output is missing.
 *
 * @returns {Promise<boolean>} whether everything is built
 */
export async function build() {
  const folders = workspaceFolders(workspace);
  const before = fingerprint(workspace, folders);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === before && folders.every(isBuilt)) return true;
  say("building");
  const script = join(workspace, "node_modules", "nx", "dist", "bin", "nx.js");
  const { code, output } = await run(process.execPath, [script, "run-many", "-t", "build", "--output-style=static"], {
    quiet: true,
  });
  if (code !== 0) {
    process.stderr.write(output);
    return false;
  }
  await linkPrograms(folders);
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stamp, before);
  return true;
}

/**
 * Folders of the npm workspaces, relative to the root.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function workspaceFolders(root) {
  /** @type {{ workspaces?: string[] }} */
  const { workspaces = [] } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return workspaces
    .flatMap((pattern) => (pattern.endsWith("/*") ? subfolders(root, pattern.slice(0, -2)) : [pattern]))
    .filter((folder) => existsSync(join(root, folder, "package.json")));
}

/**
 * Sizes and times of everything that a build reads.
 *
 * @param {string} root
 * @param {readonly string[]} folders
 */
export function fingerprint(root, folders) {
  const hash = createHash("sha256");
  const shared = ["tsconfig.base.json", "nx.json", "package-lock.json"];
  for (const file of [...shared, ...folders.flatMap((folder) => filesUnder(root, folder))]) {
    const { size, mtimeMs } = statSync(join(root, file));
    // Nx puts generated sources back from its cache, with a new time and the same content.
    const time = file.includes(".generated.") ? "" : mtimeMs;
    hash.update(`${file} ${size} ${time}\n`);
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(root, folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => !ignored.has(name));
  return entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(root, path) : entry.isFile() ? [path] : [];
    });
}

/** @param {string} folder */
function isBuilt(folder) {
  const { main } = JSON.parse(readFileSync(join(workspace, folder, "package.json"), "utf8"));
  return main === undefined || existsSync(join(workspace, folder, main));
}

/**
 * @param {string} root
 * @param {string} parent
 */
function subfolders(root, parent) {
  if (!existsSync(join(root, parent))) return [];
  const entries = readdirSync(join(root, parent), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => `${parent}/${entry.name}`);
}
