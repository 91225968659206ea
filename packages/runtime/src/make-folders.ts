import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it; returns the new ones, outermost first.
 *
 * Node's recursive `mkdir` tries for ever where a file system answers "no such file" although the folder above is there, as /proc does.
 *
 * @throws Error of the file system when one of them cannot be made
 */
export function makeFolders(folder: string): readonly string[] {
  const missing: string[] = [];
  for (let path = resolve(folder); !exists(path); path = dirname(path)) missing.unshift(path);
  if (missing.length === 0 && !isFolder(folder)) mkdirSync(folder); // says what is in the way
  return missing.filter(madeFolder);
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** False where somebody else made it in the meantime. */
function madeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST" && isFolder(path)) return false;
    throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
