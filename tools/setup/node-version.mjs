/** Oldest Node that every pinned dependency accepts; `engines` in package.json says the same (a test compares them). */
export const oldestNode = "20.19.0";

/**
 * Why this Node cannot run the workspace, or undefined when it can.
 *
 * @param {string} version as in process.versions.node
 * @param {string} oldest
 * @returns {string | undefined}
 */
export function nodeVersionProblem(version, oldest = oldestNode) {
  if (!isOlder(version, oldest)) return undefined;
  return [
    `Joulebook needs Node ${oldest} or newer; this is Node ${version} (${process.execPath}).`,
    "Install a newer Node, for example the current LTS from https://nodejs.org, and run the same command again.",
  ].join("\n");
}

/**
 * @param {string} version
 * @param {string} oldest
 */
function isOlder(version, oldest) {
  const have = numbers(version);
  const need = numbers(oldest);
  const differs = need.findIndex((number, i) => number !== have[i]);
  return differs >= 0 && Number(have[differs] || 0) < Number(need[differs]);
}

/** @param {string} version */
function numbers(version) {
  return version.split(".").map((part) => parseInt(part, 10) || 0);
}
