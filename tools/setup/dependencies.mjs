import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./run.mjs";
import { say, stampFolder, workspace } from "./workspace.mjs";

const stamp = join(stampFolder, "lockfile");

/**
 * Installs the dependencies when node_modules is missing or does not hold what the lockfile says.
 *
 * @returns {Promise<void>}
 */
export async function installDependencies() {
  const lockfile = readFileSync(join(workspace, "package-lock.json"), "utf8");
  const hash = createHash("sha256").update(lockfile).digest("hex");
  const installed = readIfThere(join(workspace, "node_modules", ".package-lock.json"));
  if (installed !== undefined && readIfThere(stamp) === hash) return;
  if (installed === undefined || !holds(installed, lockfile)) {
    say("installing dependencies: npm ci (about half a minute)");
    const { code } = await npm(["ci", "--include=dev", "--no-audit", "--no-fund"]);
    if (code !== 0) throw new Error(`npm ci ended with code ${code}; its messages are above`);
  }
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stamp, hash);
}

/**
 * Whether an installation holds everything that a lockfile asks for. npm writes what it installed, in the same form.
 *
 * @param {string} installed text of node_modules/.package-lock.json
 * @param {string} lockfile text of package-lock.json
 */
export function holds(installed, lockfile) {
  const have = packages(installed);
  for (const [path, wanted] of Object.entries(packages(lockfile))) {
    if (path === "" || wanted.optional || wanted.devOptional || wanted.peer) continue;
    const got = have[path];
    if (got === undefined || got.version !== wanted.version || got.integrity !== wanted.integrity) return false;
  }
  return true;
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 * @param {string} text
 * @returns {Record<string, LockedPackage>}
 */
function packages(text) {
  try {
    return JSON.parse(text).packages ?? {};
  } catch {
    return {};
  }
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
