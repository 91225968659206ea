import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the repository, absolute. */
export const workspace = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where set-up remembers what it did; ignored by git, safe to delete. */
export const stampFolder = join(workspace, "node_modules", ".cache", "joulebook");

/**
 * One line of progress. Standard output belongs to the job itself, so it goes to standard error.
 *
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}
